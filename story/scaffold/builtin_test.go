package scaffold_test

import (
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/scaffold"
)

// TestBuiltinTemplates begins stories from the templates the project brings,
// as files and as links.
func TestBuiltinTemplates(t *testing.T) {
	b, err := book.Builtin(os.DirFS(filepath.Join("..", "..", "templates")), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range b.Conventions.Kinds {
		for size, summary := range map[string]string{"nothing": "", "a line": "She waits.", "too much": strings.Repeat("She waits & waits. ", 2000)} {
			t.Run(kind.ID+"/"+size, func(t *testing.T) {
				name, text, err := scaffold.File(b, scaffold.Idea{Kind: kind.ID, Character: "Grace", Title: "Grace waits", Summary: summary, Morals: []string{"Wait."}})
				if err != nil {
					t.Fatal(err)
				}
				if strings.Contains(string(text), "NAME") || strings.Contains(string(text), "Template") {
					t.Errorf("the template's own words are left:\n%s", text)
				}
				address, shortened := scaffold.PrefilledURL("github.com", "o", "r", "main", path.Dir(name), path.Base(name), string(text), scaffold.MaxURL)
				if shortened != (size == "too much") {
					t.Errorf("the link is shortened: %t", shortened)
				}
				for _, got := range []string{string(text), value(t, address)} {
					stories := b.Parse(name, []byte(got)).Stories
					if len(stories) != 1 || stories[0].Name != "Grace waits" || stories[0].Notice.Empty() {
						t.Fatalf("no such story in:\n%s", got)
					}
					if diff := cmp.Diff(templateIDs(&kind), askedIn(stories[0])); diff != "" {
						t.Errorf("questions (-want +got):\n%s", diff)
					}
				}
			})
		}
	}
}

// templateIDs are the questions a kind's template asks.
func templateIDs(kind *story.Kind) []string {
	var ids []string
	for _, q := range kind.Template.Questions {
		ids = append(ids, q.ID)
	}
	return ids
}

// askedIn are the questions a story asks.
func askedIn(s *story.Story) []string {
	var ids []string
	for _, q := range s.Questions {
		if !q.QuestionSpan.Empty() {
			ids = append(ids, q.ID)
		}
	}
	return ids
}
