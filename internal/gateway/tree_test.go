package gateway

import (
	"errors"
	"io/fs"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

func TestTreeIsAFileSystem(t *testing.T) {
	tree := newTree()
	files := []string{"README.md", "src/SUMMARY.md", "src/stories/alan.md", "src/stories/grace.md", "other/deep/er/x.md"}
	for _, name := range files {
		tree.add(name, "")
		tree.fill(name, []byte("text of "+name))
	}
	if err := fstest.TestFS(tree.FS(), files...); err != nil {
		t.Error(err)
	}
}

func TestTreeKnowsPathsItHasNotRead(t *testing.T) {
	tree := newTree()
	for _, name := range []string{"src/b.md", "src/a.png", "../etc/passwd", "/absolute", "src//x", "", "src/b.md", "src/b.md/below"} {
		tree.add(name, "")
	}
	tree.fill("src/b.md", []byte("b"))
	tree.fill("src", []byte("not a file"))
	tree.fill("nowhere.md", []byte("not there"))
	if diff := cmp.Diff([]string{"src/a.png", "src/b.md"}, tree.Paths()); diff != "" {
		t.Errorf("paths (-want +got):\n%s", diff)
	}
	if _, err := fs.Stat(tree.FS(), "src/a.png"); err != nil {
		t.Errorf("a file that was not read is not there: %v", err)
	}
	for _, name := range []string{"src/a.png", "nowhere.md", "src/b.md/below", "../etc/passwd"} {
		if _, err := fs.ReadFile(tree.FS(), name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("open %s: %v, want that it does not exist", name, err)
		}
	}
	if text, err := fs.ReadFile(tree.FS(), "src/b.md"); err != nil || string(text) != "b" {
		t.Errorf("read src/b.md: %q, %v", text, err)
	}
}
