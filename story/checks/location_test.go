package checks_test

import (
	"testing"
	"testing/fstest"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// TestLocationOfBooks looks where stories belong in books of several shapes.
func TestLocationOfBooks(t *testing.T) {
	const template = "# Status quo stories: Template\n\n## FAQ\n\n### What are the morals of the story?\n"
	bare := map[string]string{"src/status_quo/log.md": "", "src/SUMMARY.md": ""}
	two := map[string]string{"src/a/status_quo/template.md": template, "src/deep/b/status_quo/template.md": template}
	for _, test := range []struct {
		name  string
		files map[string]string
		path  string
		want  string // where the file should go, "" to stay
	}{
		{"by its directory's name", bare, "src/status_quo/grace_reads.md", ""},
		{"by a new directory's name", bare, "src/more/Status_Quo/grace_reads.md", ""},
		{"beside the directory", bare, "src/grace_reads.md", "src/status_quo/grace_reads.md"},
		{"no directory of that name", map[string]string{"src/SUMMARY.md": ""}, "src/grace_reads.md", ""},
		{"beside the second of two templates", two, "src/deep/b/status_quo/grace_reads.md", ""},
		{"below one of two templates", two, "src/deep/b/status_quo/grace/grace_reads.md", ""},
		{"beside neither", two, "src/status_quo/grace_reads.md", "src/a/status_quo/grace_reads.md"},
		{"a name that is taken", map[string]string{"src/status_quo/grace_reads.md": ""}, "src/grace_reads.md", "nowhere"},
	} {
		tree := fstest.MapFS{}
		for name, text := range test.files {
			tree[name] = &fstest.MapFile{Data: []byte(text)}
		}
		b, err := book.Load(tree, templates.Stories, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := movedTo(b, test.path); got != test.want {
			t.Errorf("%s: %s should be at %q, got %q", test.name, test.path, test.want, got)
		}
	}
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := movedTo(b, "grace_reads.md"); got != "" {
		t.Errorf("without a book it should stay, got %q", got)
	}
}

// movedTo is where the rule plans to move a story, "nowhere" if it does not say.
func movedTo(b *book.Book, path string) string {
	f := b.Parse(path, []byte("# Status quo stories: Grace reads\n\n## FAQ\n\n### What are the morals of the story?\n\nRead.\n"))
	for _, d := range analysis.Run(analysis.Input{Files: []*story.File{f}, Book: b}, checks.Suite()) {
		if d.Rule != "location" {
			continue
		}
		if len(d.Fixes) == 0 {
			return "nowhere"
		}
		return d.Fixes[0].Rename
	}
	return ""
}
