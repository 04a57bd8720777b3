package idea_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/story/idea"
)

// An issueForm is as much of a GitHub issue form as an issue shows.
type issueForm struct {
	Labels []string
	Body   []struct {
		Type       string
		ID         string
		Attributes struct {
			Label   string
			Options []struct{ Label string }
		}
	}
}

// TestReadOwnForms fills in the issue forms the project offers as GitHub
// would write them into an issue.
func TestReadOwnForms(t *testing.T) {
	answers := map[string]string{"summary": "The tide comes.", "morals": "Look up.\n\nLook again.", "sources": "My notes."}
	for file, kind := range map[string]string{"status-quo.yml": "status-quo", "shiny-future.yml": "shiny-future"} {
		t.Run(file, func(t *testing.T) {
			form := readIssueForm(t, file)
			want := idea.Idea{
				IsIdea: true, Kind: kind, Title: "Tides", Summary: "The tide comes.", Characters: []string{"Grace"},
				Morals: []string{"Look up.", "Look again."},
			}
			if kind == "status-quo" {
				want.Sources = []string{"My notes."}
			}
			if diff := cmp.Diff(want, idea.Read("Tides", form.issue(answers, "Grace"), form.Labels, conventions()), asIs); diff != "" {
				t.Errorf("Read of the form filled in (-want +got):\n%s", diff)
			}
			want = idea.Idea{IsIdea: true, Kind: kind, Title: "Tides"}
			if diff := cmp.Diff(want, idea.Read("Tides", form.issue(nil, ""), form.Labels, conventions()), asIs); diff != "" {
				t.Errorf("Read of the empty form (-want +got):\n%s", diff)
			}
		})
	}
}

func readIssueForm(t *testing.T, file string) issueForm {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "templates", "issues", file))
	if err != nil {
		t.Fatal(err)
	}
	var form issueForm
	if err := yaml.Unmarshal(text, &form); err != nil {
		t.Fatal(err)
	}
	return form
}

// issue is the body GitHub makes of the form; the box of the named character
// is ticked.
func (f issueForm) issue(answers map[string]string, ticked string) string {
	var b strings.Builder
	for _, element := range f.Body {
		if element.Type == "markdown" {
			continue
		}
		b.WriteString("### " + element.Attributes.Label + "\n\n")
		for _, option := range element.Attributes.Options {
			box := "[ ]"
			if ticked != "" && strings.HasPrefix(option.Label, ticked) {
				box = "[X]"
			}
			b.WriteString("- " + box + " " + option.Label + "\n")
		}
		switch answer := answers[element.ID]; {
		case answer != "":
			b.WriteString(answer + "\n")
		case len(element.Attributes.Options) == 0:
			b.WriteString("_No response_\n")
		}
		b.WriteString("\n")
	}
	return b.String()
}
