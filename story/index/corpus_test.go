//go:build corpus

package index_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/index"
	"github.com/storybot-app/storybot/templates"
)

func corpus(t *testing.T) string {
	t.Helper()
	dir := os.Getenv("STORYBOT_CORPUS")
	if dir == "" {
		t.Fatal("STORYBOT_CORPUS does not name the corpus")
	}
	return dir
}

// TestCorpusFinal prints what there is to do about the book as it is.
func TestCorpusFinal(t *testing.T) {
	tree := os.DirFS(filepath.Join(corpus(t), "final"))
	b, err := book.Load(tree, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := index.Update(tree, b, index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range got.Edits {
		t.Logf("%s", diff.Diff(e.Path, e.Before, e.Path, e.After))
	}
	for _, n := range got.Notes {
		t.Logf("%s:%d %s", n.Path, n.Line, n.Message)
	}
}
