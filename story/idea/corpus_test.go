//go:build corpus

package idea_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/storybot-app/storybot/story/idea"
)

// ignoreKind leaves out what only the labels tell.
var ignoreKind = cmpopts.IgnoreFields(idea.Idea{}, "Kind")

// TestReadRealTemplates reads the issue templates of a real book, as they are
// and as people fill them in.
func TestReadRealTemplates(t *testing.T) {
	tests := []struct {
		file string
		idea bool
		kind string
	}{
		{"-status-quo--story-issue.md", true, "status-quo"},
		{"-shiny-vision--story-issue.md", true, "shiny-future"},
		{"meeting-proposal.md", false, ""},
		{"new-roadmap-goal.md", false, ""},
		{"new-roadmap-initiative.md", false, ""},
	}
	for _, test := range tests {
		t.Run(test.file, func(t *testing.T) {
			labels, body := realTemplate(t, test.file)
			got := idea.Read("Waiting", body, labels, conventions())
			if got.IsIdea != test.idea || got.Kind != test.kind {
				t.Fatalf("Read = %+v", got)
			}
			if !test.idea {
				return
			}
			want := idea.Idea{IsIdea: true, Kind: test.kind, Title: "Waiting"}
			if diff := cmp.Diff(want, got, asIs); diff != "" {
				t.Errorf("Read of the template itself (-want +got):\n%s", diff)
			}
			filled := strings.NewReplacer("[ ] [Grace]", "[X] [Grace]", "*Write some morals here.*", "Keep calm.",
				"*List some projects here.*", "SLOW", "story or vision here*", "story or vision here* It waits.",
				"*Give a brief summary of the story or experience here*", "It waits.").Replace(body)
			want.Characters, want.Morals, want.Projects, want.Summary = []string{"Grace"}, []string{"Keep calm."}, []string{"SLOW"}, "It waits."
			if diff := cmp.Diff(want, idea.Read("Waiting", filled, nil, conventions()), asIs, ignoreKind); diff != "" {
				t.Errorf("Read of the template filled in (-want +got):\n%s", diff)
			}
		})
	}
}

// realTemplate is the labels and the body an issue template gives an issue.
func realTemplate(t *testing.T, file string) (labels []string, body string) {
	t.Helper()
	corpus := os.Getenv("STORYBOT_CORPUS")
	if corpus == "" {
		t.Fatal("STORYBOT_CORPUS is not set")
	}
	text, err := os.ReadFile(filepath.Join(corpus, "final", ".github", "ISSUE_TEMPLATE", file))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "---\n")
	front, body, _ := strings.Cut(rest, "\n---\n")
	for line := range strings.Lines(front) {
		if list, ok := strings.CutPrefix(line, "labels:"); ok {
			labels = strings.Split(strings.TrimSpace(list), ", ")
		}
	}
	return labels, body
}
