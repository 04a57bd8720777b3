//go:build corpus

package scaffold_test

import (
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/scaffold"
)

// TestRealTemplates begins a story from each template of a real book, reads it
// back, and shortens it into a link.
func TestRealTemplates(t *testing.T) {
	corpus := os.Getenv("STORYBOT_CORPUS")
	if corpus == "" {
		t.Fatal("STORYBOT_CORPUS is not set")
	}
	b, err := book.Load(os.DirFS(filepath.Join(corpus, "final")), builtin, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, kind := range b.Conventions.Kinds {
		for _, summary := range []string{"", "They wait for [Alan].", strings.Repeat("They wait & wait. ", 3000)} {
			name, text, err := scaffold.File(b, scaffold.Idea{
				Kind: kind.ID, Character: "niklaus", Title: "Niklaus waits", Summary: summary, Morals: []string{"Wait."},
				Source: "https://github.com/rust-lang/wg-async/issues/84",
			})
			if err != nil {
				t.Fatal(err)
			}
			if want := path.Join("src/vision/submitted_stories", kind.Directory, "niklaus_waits.md"); name != want {
				t.Errorf("path = %q; want %q", name, want)
			}
			checkStory(t, b, name, text, &kind)
			address, shortened := scaffold.PrefilledURL("github.com", "rust-lang", "wg-async", "master", path.Dir(name), path.Base(name), string(text), scaffold.MaxURL)
			if shortened != (len(summary) > 1000) || len(address) > scaffold.MaxURL || !strings.Contains(address, "&value=") {
				t.Errorf("%s with %d bytes of summary: a link of %d bytes, shortened %t", kind.ID, len(summary), len(address), shortened)
			}
			linked := b.Parse(name, []byte(value(t, address))).Stories
			if len(linked) != 1 || !cmp.Equal(askedIn(linked[0]), templateIDs(&kind)) {
				t.Errorf("%s: the link's text asks something else:\n%s", kind.ID, value(t, address))
			}
			t.Logf("%s, summary of %d bytes: link of %d bytes, text of %d", kind.ID, len(summary), len(address), len(value(t, address)))
		}
	}
}

func checkStory(t *testing.T, b *book.Book, name string, text []byte, kind *story.Kind) {
	t.Helper()
	stories := b.Parse(name, text).Stories
	if len(stories) != 1 {
		t.Fatalf("%d stories in:\n%s", len(stories), text)
	}
	s := stories[0]
	if s.Kind != kind.ID || s.Name != "Niklaus waits" || !slices.Equal(s.Characters, []string{"Niklaus"}) || s.Notice.Empty() {
		t.Errorf("kind %q, name %q, characters %q, notice %v", s.Kind, s.Name, s.Characters, s.Notice)
	}
	if diff := cmp.Diff(templateIDs(kind), askedIn(s)); diff != "" {
		t.Errorf("questions (-want +got):\n%s", diff)
	}
	for _, left := range []string{"This is a template", "raw source", "Template", ": template"} {
		if strings.Contains(string(text), left) {
			t.Errorf("%q is left in:\n%s", left, text)
		}
	}
}
