package gateway

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// said lists writes as a dry run tells them.
func said(writes []Write) []string {
	var lines []string
	for _, write := range writes {
		lines = append(lines, write.String())
	}
	return lines
}

func TestPlanLabels(t *testing.T) {
	alan, sq := Label{Name: "character: alan", Color: "5319e7"}, Label{Name: "status-quo", Color: "b0562d"}
	tests := []struct {
		name      string
		have      Snapshot
		on        []string
		want      State
		wantLines []string
	}{
		{name: "nothing wanted", on: []string{"bug"}},
		{
			name: "made, put on and taken off", have: Snapshot{AllRepoLabels: true, RepoLabels: []Label{sq}},
			on: []string{"old", "bug"}, want: State{Labels: []Label{alan, sq}, Placed: []string{"old"}},
			wantLines: []string{`create label "character: alan"`, `add labels ["character: alan" "status-quo"]`, `remove label "old"`},
		},
		{
			name: "not made while not all labels are known", have: Snapshot{},
			want: State{Labels: []Label{alan}}, wantLines: []string{`add labels ["character: alan"]`},
		},
		{
			name: "spelled as in the repository, and once",
			have: Snapshot{AllRepoLabels: true, RepoLabels: []Label{{Name: "Status-Quo"}}},
			want: State{Labels: []Label{sq, {Name: "STATUS-QUO"}}}, wantLines: []string{`add labels ["Status-Quo"]`},
		},
		{name: "there in another case", on: []string{"Status-Quo"}, want: State{Labels: []Label{sq}, Placed: []string{"status-quo"}}},
		{name: "taken off by a person", want: State{Labels: []Label{sq}, Placed: []string{"status-quo"}}},
		{name: "put on by a person", on: []string{"character: alan"}, want: State{Labels: nil, Placed: []string{"status-quo"}}},
		{
			name: "taken off as it is spelled there", on: []string{"Old"}, want: State{Placed: []string{"old", "old"}},
			wantLines: []string{`remove label "Old"`},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := test.have
			s.Subject.Labels = test.on
			if diff := cmp.Diff(test.wantLines, said(Plan(&s, test.want))); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlanComment(t *testing.T) {
	const marker = "<!-- us -->"
	report := &Report{Marker: marker, Body: "hello\nyou"}
	quiet := &Report{Marker: marker, Body: "hello\nyou", OnlyEdit: true}
	mine := Comment{ID: 7, Mine: true, Body: marker + "\nhello\nyou"}
	tests := []struct {
		name      string
		comments  []Comment
		want      *Report
		wantLines []string
	}{
		{name: "none wanted", comments: []Comment{mine}},
		{name: "none there", want: report, wantLines: []string{"comment (21 bytes)"}},
		{name: "only to be edited", want: quiet},
		{name: "there", comments: []Comment{mine}, want: report},
		{name: "there, as GitHub keeps it", comments: []Comment{{ID: 7, Mine: true, Body: marker + "\r\nhello\r\nyou\n"}}, want: report},
		{
			name: "changed", comments: []Comment{{ID: 6, Mine: true, Body: "other"}, {ID: 7, Mine: true, Body: marker + "\nold"}},
			want: quiet, wantLines: []string{"edit comment 7 (21 bytes)"},
		},
		{name: "a marker pasted by somebody", comments: []Comment{{ID: 7, Body: mine.Body}}, want: report, wantLines: []string{"comment (21 bytes)"}},
		{name: "a marker further down", comments: []Comment{{ID: 7, Mine: true, Body: "> " + mine.Body}}, want: report, wantLines: []string{"comment (21 bytes)"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := &Snapshot{Subject: Subject{Comments: test.comments}}
			if diff := cmp.Diff(test.wantLines, said(Plan(s, State{Comment: test.want}))); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlanCheck(t *testing.T) {
	want := Check{
		Name: "storybot", HeadOID: "0123456789", Conclusion: "neutral", Title: "One thing", ExternalID: "4",
		Annotations: []Annotation{{Path: "a.md", From: 1, To: 1, Level: "warning", Message: "m"}},
	}
	full := Plan(&Snapshot{PullRequest: &PullRequest{HeadOID: want.HeadOID}}, State{Check: &want})[0].(putCheck).check.ExternalID
	other := want
	other.Title = "Another"
	otherID := Plan(&Snapshot{PullRequest: &PullRequest{HeadOID: want.HeadOID}}, State{Check: &other})[0].(putCheck).check.ExternalID
	create, edit := `check run storybot on 0123456: neutral, "One thing", 1 annotations`, `edit check run 3: neutral, "One thing"`
	tests := []struct {
		name      string
		head      string
		runs      []CheckRun
		wantLines []string
	}{
		{name: "none", wantLines: []string{create}},
		{name: "the same", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "completed", ExternalID: full}}},
		{name: "not completed", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "in_progress", ExternalID: full}}, wantLines: []string{create}},
		{name: "cut off before the last remarks", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "completed", ExternalID: full + ":unfinished"}}, wantLines: []string{create}},
		{name: "the same remarks", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "completed", ExternalID: otherID}}, wantLines: []string{edit}},
		{name: "other remarks", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "completed", ExternalID: "4:a:b"}}, wantLines: []string{create}},
		{name: "another check", runs: []CheckRun{{ID: 3, Name: "lint", Status: "completed", ExternalID: full}}, wantLines: []string{create}},
		{name: "replaced by a newer one", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "completed", ExternalID: full}, {ID: 5, Name: "storybot", Status: "completed", ExternalID: "4:a:b"}}, wantLines: []string{create}},
		{name: "of another head", head: "9876543210", runs: []CheckRun{{ID: 3, Name: "storybot", Status: "completed", ExternalID: full}}, wantLines: []string{create}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pull := &PullRequest{HeadOID: want.HeadOID, Checks: test.runs}
			if test.head != "" {
				pull.HeadOID = test.head
			}
			if diff := cmp.Diff(test.wantLines, said(Plan(&Snapshot{PullRequest: pull}, State{Check: &want}))); diff != "" {
				t.Errorf("plan (-want +got):\n%s", diff)
			}
		})
	}
}

func TestPlanReview(t *testing.T) {
	pull := &PullRequest{HeadOID: "abcdefgh", Files: []ChangedFile{{Path: "a.md", Hunks: []LineRange{{1, 5}, {10, 12}}}}}
	at := func(path string, from, to int) Suggestion {
		return Suggestion{Path: path, From: from, To: to, Text: "x"}
	}
	review := func(list ...Suggestion) *SuggestionReview {
		return &SuggestionReview{Marker: "<!-- r -->", HeadOID: "abcdefgh", Body: "Some changes.", Suggestions: list}
	}
	tests := []struct {
		name string
		want *SuggestionReview
		made []Review
		n    int // of suggestions sent
	}{
		{name: "one in a hunk, others not", want: review(at("a.md", 1, 5), at("a.md", 5, 6), at("a.md", 5, 10), at("b.md", 1, 1), at("a.md", 3, 2)), n: 1},
		{name: "none in a hunk", want: review(at("a.md", 7, 7))},
		{name: "of an older head", want: &SuggestionReview{HeadOID: "older", Suggestions: []Suggestion{at("a.md", 1, 1)}}},
		{name: "made", want: review(at("a.md", 1, 1)), made: []Review{{Body: review(at("a.md", 1, 1)).firstLine() + "\r\nSome changes."}}},
		{name: "one with other content was made", want: review(at("a.md", 1, 1)), made: []Review{{Body: review(at("a.md", 2, 2)).firstLine() + "\nSome changes."}}, n: 1},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			pull.Reviews = test.made
			sent := 0
			for _, write := range Plan(&Snapshot{PullRequest: pull}, State{Review: test.want}) {
				sent += len(write.(postReview).review.Suggestions)
			}
			if sent != test.n {
				t.Errorf("%d suggestions sent, want %d", sent, test.n)
			}
		})
	}
	if first := review().firstLine(); !strings.HasPrefix(first, "<!-- r -->") || strings.Contains(first, "\n") {
		t.Errorf("the review begins with %q, want its marker on the first line", first)
	}
}

func TestPlanThreads(t *testing.T) {
	pull := &PullRequest{Threads: []Thread{{NodeID: "t1"}, {NodeID: "t2", Resolved: true}, {NodeID: "t3"}}}
	got := said(Plan(&Snapshot{PullRequest: pull}, State{Resolve: []string{"t3", "t2", "gone"}}))
	if diff := cmp.Diff([]string{"resolve thread t3"}, got); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
}
