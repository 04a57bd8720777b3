package gateway

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestCommitsGoToOurBranchesAlone: neither a fork's branch, nor one named like
// ours, nor one that moved is written to.
func TestCommitsGoToOurBranchesAlone(t *testing.T) {
	const ours = "commit [\"a.md\"] to storybot/idea-1-a"
	tests := []struct {
		name string
		edit func(s *Snapshot, c *HeadCommit)
		want string
	}{
		{"ours", func(*Snapshot, *HeadCommit) {}, ours},
		{"somebody's", func(s *Snapshot, _ *HeadCommit) { s.PullRequest.Mine = false }, ""},
		{"a fork's", func(s *Snapshot, _ *HeadCommit) { s.PullRequest.CrossRepo = true }, ""},
		{"another repository's", func(s *Snapshot, _ *HeadCommit) { s.PullRequest.HeadRepo = "o/other" }, ""},
		{"the default branch", func(s *Snapshot, _ *HeadCommit) { s.PullRequest.HeadRef = "main" }, ""},
		{"closed", func(s *Snapshot, _ *HeadCommit) { s.Subject.Open = false }, ""},
		{"moved", func(_ *Snapshot, c *HeadCommit) { c.HeadOID = "old" }, ""},
		{"nothing", func(_ *Snapshot, c *HeadCommit) { c.Files = nil }, ""},
		{"an issue", func(s *Snapshot, _ *HeadCommit) { s.PullRequest = nil }, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := &Snapshot{
				Repo: Repo{Owner: "o", Name: "r"}, DefaultBranch: "main", Subject: Subject{Number: 2, Open: true},
				PullRequest: &PullRequest{Mine: true, HeadRef: "storybot/idea-1-a", HeadOID: "head", HeadRepo: "o/r"},
			}
			c := &HeadCommit{HeadOID: "head", Files: map[string][]byte{"a.md": nil}, Message: "Fix", Commands: []string{"fix"}}
			test.edit(s, c)
			var got []string
			for _, write := range Plan(s, State{Commit: c}) {
				got = append(got, write.String())
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "\n")); diff != "" {
				t.Errorf("writes (-want +got)\n%s", diff)
			}
		})
	}
}

// TestWrittenForACommand: what a command put on a draft is not the template's
// text, which may be replaced.
func TestWrittenForACommand(t *testing.T) {
	recorded := Recorded{Branch: "b", HeadOID: "x"}
	tests := []struct {
		name string
		have DraftBranch
		want bool
	}{
		{"begun", DraftBranch{Name: "b", HeadOID: "y", HeadMine: true, HeadMessage: "Begin\n\nStorybot-Draft: 12"}, false},
		{"for a command", DraftBranch{Name: "b", HeadOID: "y", HeadMine: true, HeadMessage: "Fix\n\nStorybot-Command: fix"}, true},
		{"by somebody", DraftBranch{Name: "b", HeadOID: "y", HeadMessage: "Fix\n\nStorybot-Command: fix"}, true},
		{"as recorded", DraftBranch{Name: "b", HeadOID: "x"}, false},
	}
	for _, test := range tests {
		if got := test.have.WrittenBySomebody(recorded); got != test.want {
			t.Errorf("%s: %v, want %v", test.name, got, test.want)
		}
	}
}

// TestButtonsMakeANewRun: an edit cannot take a button away.
func TestButtonsMakeANewRun(t *testing.T) {
	button := []CheckAction{{Identifier: "fix", Label: "Fix", Description: "Fix it"}}
	plain := Check{Name: "storybot", HeadOID: "head", Conclusion: "neutral", Title: "t", Summary: "s", ExternalID: "7"}
	with := plain
	with.Actions = button
	for _, pair := range [][2]Check{{plain, with}, {with, plain}} {
		s := &Snapshot{PullRequest: &PullRequest{HeadOID: "head"}}
		put, ok := planCheck(s, &pair[0])[0].(putCheck)
		if !ok {
			t.Fatal("no first run")
		}
		s.PullRequest.Checks = []CheckRun{{ID: 1, Name: "storybot", Status: "completed", ExternalID: put.check.ExternalID}}
		if again := planCheck(s, &pair[0]); len(again) != 0 {
			t.Errorf("written again: %v", again)
		}
		next := planCheck(s, &pair[1])
		if len(next) != 1 {
			t.Fatalf("%d writes for another button", len(next))
		}
		if _, ok := next[0].(putCheck); !ok {
			t.Errorf("%v edits the run that is there", next[0])
		}
	}
}
