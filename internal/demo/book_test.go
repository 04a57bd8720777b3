package demo

import (
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/form"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/templates"
)

func TestSampleBookIsClean(t *testing.T) {
	b, err := book.Load(Book(), templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	var files []*story.File
	told := map[string]int{}
	for _, name := range b.Paths {
		if !isMarkdown(name) {
			continue
		}
		text, err := fs.ReadFile(Book(), name)
		if err != nil {
			t.Fatal(err)
		}
		f := b.Parse(name, text)
		for _, s := range f.Stories {
			told[s.Kind]++
		}
		files = append(files, f)
	}
	for _, found := range analysis.Run(analysis.Input{Files: files, Book: b}, checks.Suite()) {
		t.Errorf("%s:%d: %s [%s]", found.Path, found.Line, found.Message, found.Rule)
	}
	if diff := cmp.Diff(map[string]int{"status-quo": 3, "shiny-future": 2}, told); diff != "" {
		t.Errorf("stories (-want +got):\n%s", diff)
	}
	for _, name := range b.Paths {
		dir := path.Dir(name)
		if _, listed := b.Summary().Entry(name); !listed && (dir == "src/status_quo" || dir == "src/shiny_future") {
			t.Errorf("%s is not in the table of contents", name)
		}
	}
}

// TestSampleBookHasOurForms keeps the book's issue forms those that storybot init
// makes of its templates.
func TestSampleBookHasOurForms(t *testing.T) {
	files, err := readFiles(Book())
	if err != nil {
		t.Fatal(err)
	}
	b, err := book.Load(Book(), templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	kinds := b.Conventions.Kinds
	for i := range kinds {
		want, err := form.Text(b.Conventions, &kinds[i], idea.English(), form.English())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(files[form.Path(&kinds[i])])); diff != "" {
			t.Errorf("%s (-made +book):\n%s", form.Path(&kinds[i]), diff)
		}
	}
	if forms := readForms(files); len(forms) != len(kinds) {
		t.Errorf("%d forms are read, want %d", len(forms), len(kinds))
	}
}

func TestReadBookOfADisk(t *testing.T) {
	dir, outside := t.TempDir(), t.TempDir()
	for name, text := range map[string]string{"book.toml": "a", "src/SUMMARY.md": "b", ".git/config": "c", "src/big.bin": string(make([]byte, maxFile+1))} {
		if err := os.MkdirAll(path.Dir(dir+"/"+name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(dir+"/"+name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.WriteFile(outside+"/secret", []byte("s"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside+"/secret", dir+"/src/secret.md"); err != nil {
		t.Fatal(err)
	}
	files, err := openBook(dir)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"book.toml", "src/SUMMARY.md"}, slices.Sorted(maps.Keys(files))); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	for _, wrong := range []string{t.TempDir(), dir + "/nothing", dir + "/book.toml"} {
		if _, err := openBook(wrong); err == nil {
			t.Errorf("%s is opened as a book", wrong)
		}
	}
}
