package checks_test

import (
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// TestFilesThatAreNoText are told to be that, and nothing is fixed in them.
func TestFilesThatAreNoText(t *testing.T) {
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	wide := "\xff\xfe"
	for _, letter := range "# Grace waits\n\nShe waits.\n" {
		wide += string(letter) + "\x00"
	}
	file := b.Parse("status_quo/grace_waits.md", []byte(wide))
	if len(file.Stories) == 0 {
		t.Fatal("it is not taken for a story")
	}
	found := analysis.Run(analysis.Input{Files: []*story.File{file}, Book: b}, checks.Suite())
	if len(found) != 1 || found[0].Rule != "encoding" || len(found[0].Fixes) != 0 {
		t.Errorf("found %+v", found)
	}
	fixed, err := analysis.FixAll(b, file.Path, []byte(wide), checks.Suite())
	if err != nil || string(fixed.Text) != wide || fixed.Path != file.Path {
		t.Errorf("fixed to %q at %s, %v", fixed.Text, fixed.Path, err)
	}
}
