package scaffold_test

import (
	"errors"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/scaffold"
)

func TestFileRefusesATitle(t *testing.T) {
	b, err := book.Builtin(os.DirFS(filepath.Join("..", "..", "templates")), nil)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct{ name, character, title, says string }{
		{"nothing", "Alan", "", "needs a title"},
		{"nothing that shows", "Alan", "\u200b\u202e \t", "needs a title"},
		{"only emoji", "Alan", "🦀🚀", "no letters or digits"},
		{"other letters", "Alan", "物語", "Latin letters"},
		{"only the name", "Alan", "Alan", "only says who"},
		{"a device", "", "Com1", "Windows"},
		{"only dots", "", "..", "no letters or digits"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			name, _, err := scaffold.File(b, scaffold.Idea{Kind: "status-quo", Character: test.character, Title: test.title})
			refusal, ok := errors.AsType[*scaffold.Refusal](err)
			if !ok || refusal.What != "title" || !strings.Contains(refusal.Error(), test.says) {
				t.Errorf("File(%q, %q) = %q, %v; want a refusal of the title saying %q", test.character, test.title, name, err, test.says)
			}
		})
	}
}

// FuzzFile begins only stories whose names the book's own rule accepts.
func FuzzFile(f *testing.F) {
	b, err := book.Builtin(os.DirFS(filepath.Join("..", "..", "templates")), nil)
	if err != nil {
		f.Fatal(err)
	}
	f.Add("Lucía pierde")
	f.Add("My build queue is awful")
	f.Fuzz(func(t *testing.T, title string) {
		for _, character := range []string{"", "Grace"} {
			name, text, err := scaffold.File(b, scaffold.Idea{Kind: "status-quo", Character: character, Title: title})
			if err != nil {
				continue
			}
			k := b.Conventions.Kind("status-quo")
			if s := b.Parse(name, text).Stories[0]; character != "" && strings.Join(s.Characters, "") == character && !b.Conventions.Accepts(k, path.Base(name), s) {
				t.Errorf("%q by %q: %s is proposed and not accepted", title, character, name)
			}
		}
	})
}
