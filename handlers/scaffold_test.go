package handlers

import (
	"os"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/story/related"
	"github.com/storybot-app/storybot/templates"
)

// TestScaffoldChoosesTheTemplate: a kind may have several.
func TestScaffoldChoosesTheTemplate(t *testing.T) {
	tree := os.DirFS("../internal/review/testdata/cuaderno")
	file, err := os.ReadFile("../internal/review/testdata/cuaderno/" + config.RepoPath)
	if err != nil {
		t.Fatal(err)
	}
	settings, err := config.ParseRepo(file)
	if err != nil {
		t.Fatal(err)
	}
	c := anIdea(t)
	if c.Book, err = review.OpenBook(tree, []string{"book.toml"}, templates.Stories, settings.Book); err != nil {
		t.Fatal(err)
	}
	c.Snapshot.Subject.Labels = []string{"hoy"}
	c.Proposed = c.Book.ReadIdea("Lucía pierde la aguja", "Lucía no encuentra nada.", []string{"hoy"})
	for text, path := range map[string]string{"/scaffold corta": "corta.md", "/scaffold larga": "larga.md", "/scaffold hoy": "larga.md"} {
		out := decided(t, said(c, "mia", text, gateway.RoleWrite))
		if out.State.Proposal == nil {
			t.Fatalf("%s: %s", text, reply(out))
		}
		kind := c.Book.Conventions.Kind("hoy")
		want := len(kind.Questions)
		if path == "corta.md" {
			want = len(kind.Others[0].Questions)
		}
		for _, story := range out.State.Proposal.Files {
			if got := strings.Count(string(story), "\n### "); got != want {
				t.Errorf("%s: %d questions, want %d as in %s:\n%s", text, got, want, path, story)
			}
		}
	}
	if got := reply(decided(t, said(c, "mia", "/scaffold media", gateway.RoleWrite))); !strings.Contains(got, "a template (larga or corta)") {
		t.Errorf("a template that isn't there: %q", got)
	}
}

// TestIdeasOfOneTitleAreTold: both stories would go into one file.
func TestIdeasOfOneTitleAreTold(t *testing.T) {
	c := anIdea(t)
	c.Ideas = []related.Doc{
		{Number: 3, Title: "Grace waits", Kind: "status-quo"},
		{Number: 8, Title: "Grace: waits!", Kind: "status-quo"},
		{Number: 9, Title: "Grace waits", Kind: "shiny-future"},
		{Number: 10, Title: "Grace waits longer", Kind: "status-quo"},
	}
	c.Asked = nil
	texts := decided(t, said(c, "oliver", "/check", 0))
	if body := texts.State.Comment.Body; !strings.Contains(body, "the same file as #8. Maybe") {
		t.Errorf("the first comment:\n%s", body)
	}
}
