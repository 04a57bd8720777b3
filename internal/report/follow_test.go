package report_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
)

var noon = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// anIdea is an open idea.
func anIdea(t *testing.T) review.Case {
	t.Helper()
	c := review.Case{Book: smallBook(t), Now: noon, Snapshot: &gateway.Snapshot{
		HTMLURL: "https://github.test/book/vision", DefaultBranch: "main", HeadOID: "base",
		Subject: gateway.Subject{Number: 3, Open: true, Title: "Status quo: Grace waits", Body: "Grace waits for the build.", Labels: []string{"status-quo"}},
	}}
	c.Proposed = c.Book.ReadIdea(c.Snapshot.Subject.Title, c.Snapshot.Subject.Body, c.Snapshot.Subject.Labels)
	return c
}

// TestIdeaIsUpToDate: the first comment says how things are.
func TestIdeaIsUpToDate(t *testing.T) {
	draft := gateway.DraftBranch{Name: "storybot/idea-3-grace-waits", Number: 9, Open: true}
	tests := []struct {
		name     string
		edit     func(c *review.Case)
		want     string
		onlyEdit bool
	}{
		{"new", func(*review.Case) {}, "There are two ways to start", false},
		{"claimed", func(c *review.Case) { c.Memory.Claim = &ledger.Claim{Login: "oliver"} }, "oliver has claimed this idea", false},
		{"assigned by hand", func(c *review.Case) { c.Snapshot.Subject.Assignees = []string{"mia"} }, "mia has claimed this idea", false},
		{"drafted", func(c *review.Case) { c.Snapshot.Drafts = []gateway.DraftBranch{draft} }, "being written in #9", false},
		{"closed", func(c *review.Case) { c.Snapshot.Subject.Open = false }, "This idea is closed.", true},
		{"merged", func(c *review.Case) {
			done := draft
			done.Open, done.Merged = false, true
			c.Snapshot.Subject.Open, c.Snapshot.Drafts = false, []gateway.DraftBranch{done}
		}, "merged with #9", true},
	}
	for _, test := range tests {
		c := anIdea(t)
		test.edit(&c)
		got := decide(t, c).State.Comment
		if got == nil || !strings.Contains(quote.Plain(got.Body), test.want) || got.OnlyEdit != test.onlyEdit || strings.Contains(got.Body, "@") {
			t.Errorf("%s: %+v, want %q", test.name, got, test.want)
		}
	}
}

// TestNoIdeaAnyMore: labels that we put on go when an issue is no idea any more.
func TestNoIdeaAnyMore(t *testing.T) {
	c := anIdea(t)
	c.Memory.Labels.Placed = []string{"character: grace"}
	c.Proposed.IsIdea = false
	if diff := cmp.Diff(gateway.State{Placed: []string{"character: grace"}}, decide(t, c).State); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// TestNear: who tells what could become a story is pointed to how, without labels.
func TestNear(t *testing.T) {
	c := anIdea(t)
	c.Proposed.IsIdea, c.Proposed.Near = false, true
	got := decide(t, c).State
	if got.Comment == nil || !strings.Contains(got.Comment.Body, "`/scaffold status-quo` or `/scaffold shiny-future`") || len(got.Labels) != 0 {
		t.Errorf("%+v", got)
	}
	c.Snapshot.Subject.Author.Bot = true
	if got := decide(t, c).State; got.Comment != nil {
		t.Errorf("a bot is answered: %+v", got.Comment)
	}
}

// TestLabelsGoWithTheStory: a story that leaves the pull request takes our labels
// with it.
func TestLabelsGoWithTheStory(t *testing.T) {
	c := pull(smallBook(t), "src/notes.md", "# Notes\n")
	c.Memory.Labels.Placed = []string{"status-quo"}
	c.Snapshot.Subject.Labels = []string{"status-quo", "urgent"}
	var writes []string
	for _, w := range gateway.Plan(c.Snapshot, decide(t, c).State) {
		writes = append(writes, w.String())
	}
	if len(writes) != 1 || !strings.Contains(writes[0], "status-quo") {
		t.Errorf("writes %q", writes)
	}
}

// TestStray: who brings something near to a story is told once how it becomes one.
func TestStray(t *testing.T) {
	c := pull(smallBook(t), "src/status_quo/waiting.md", "I waited for the build.\n")
	got := decide(t, c).State
	if got.Comment == nil || got.Comment.OnlyEdit || !strings.Contains(quote.Plain(got.Comment.Body), "waiting.md") || len(got.Labels) != 0 || got.Check != nil {
		t.Errorf("%+v", got)
	}
	file := &c.Snapshot.PullRequest.Files[0]
	file.Path, file.PreviousPath, file.Status, file.Head, file.Touched = place, "src/status_quo/grace_w.md", "renamed", []byte(open), nil
	got = decide(t, c).State
	if got.Comment == nil || !strings.Contains(quote.Plain(got.Comment.Body), "grace_w.md is now called grace_waits.md") {
		t.Errorf("renamed: %+v", got.Comment)
	}
}

// TestSuggestionsOfLaterPushes: a fix that was not offered yet is, once a day or
// when somebody asks; one that was offered is not offered again.
func TestSuggestionsOfLaterPushes(t *testing.T) {
	c := pull(smallBook(t), place, open)
	c.Now = noon
	first := decide(t, c).State.Review
	if first == nil || len(first.Suggestions) == 0 {
		t.Fatalf("no suggestion: %+v", first)
	}
	made := gateway.Review{Body: "<!-- storybot:review:v1 -->\nOne change", At: noon.Add(-time.Hour)}
	offered := func(s gateway.Suggestion) gateway.Thread {
		return gateway.Thread{Path: s.Path, Body: quote.Markdown(s.Body) + "\n\n```suggestion\n" + s.Text + "\n```"}
	}
	tests := []struct {
		name    string
		threads []gateway.Thread
		at      time.Time
		check   bool
		want    bool
	}{
		{"an hour later", nil, noon.Add(-time.Hour), false, false},
		{"an hour later, asked for", nil, noon.Add(-time.Hour), true, true},
		{"a day later", nil, noon.Add(-25 * time.Hour), false, true},
		{"a day later, offered before", []gateway.Thread{offered(first.Suggestions[0])}, noon.Add(-25 * time.Hour), false, len(first.Suggestions) > 1},
	}
	for _, test := range tests {
		c := c
		made.At = test.at
		c.Snapshot.PullRequest.Reviews, c.Snapshot.PullRequest.Threads = []gateway.Review{made}, test.threads
		if test.check {
			c.Asked = asking("check")
		}
		if got := decide(t, c).State.Review; (got != nil) != test.want {
			t.Errorf("%s: %+v, want one: %v", test.name, got, test.want)
		}
	}
}

// asking is somebody who gives one command.
func asking(verb string) *review.Asked {
	return &review.Asked{Commands: []command.Invocation{{Verb: verb}}}
}

// TestGuessStays: the idea that our report names is named again after a push that
// makes another one look nearer.
func TestGuessStays(t *testing.T) {
	c := pull(smallBook(t), place, open)
	c.Ideas = append(c.Ideas, review.IdeaDoc(5, c.Proposed), review.IdeaDoc(6, c.Proposed))
	c.Snapshot.Subject.Comments = []gateway.Comment{{Mine: true, Body: report.ReportMarker + "\nIf it is, add `Closes #6` to the description above."}}
	if got := decide(t, c).State.Comment.Body; !strings.Contains(got, "`Closes #6`") || strings.Contains(got, "#5") {
		t.Errorf("another idea is named:\n%s", got)
	}
}
