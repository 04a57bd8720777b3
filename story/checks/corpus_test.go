//go:build corpus

package checks_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/templates"
)

// leastTexts is how many texts the corpus holds at least.
const leastTexts = 500

// TestFixAllCorpus applies all fixes to every text of the corpus, as a text of
// no book and, where its book is there, as one of that. STORYBOT_CORPUS is the
// directory of the corpus.
func TestFixAllCorpus(t *testing.T) {
	dir := os.Getenv("STORYBOT_CORPUS")
	if dir == "" {
		t.Fatal("STORYBOT_CORPUS does not name the corpus")
	}
	builtin := builtinBook(t)
	books := books{dir: dir, loaded: map[string]*book.Book{}}
	texts, done := 0, map[string]int{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" && path.Ext(name) != "" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
		if err != nil {
			return err
		}
		texts++
		for _, fixed := range fixOnce(t, builtin, name, text).Done {
			done[fixed.Rule]++
		}
		if b, inside := books.of(t, name); b != nil {
			for _, fixed := range fixOnce(t, b, inside, text).Done {
				done["in its book: "+fixed.Rule]++
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d texts, fixes: %v", texts, done); texts < leastTexts {
		t.Errorf("only %d texts were fixed", texts)
	}
}

// books are the books of the corpus: the last state of the whole, and the trees
// that some pull requests began from.
type books struct {
	dir    string
	loaded map[string]*book.Book
}

// of is the book of a text, and its path in that; nil if the book is missing.
func (b *books) of(t *testing.T, name string) (found *book.Book, inside string) {
	parts := strings.Split(name, "/")
	root := "final"
	if parts[0] == "prs" && len(parts) > 3 {
		root = path.Join("prs", parts[1], "base-tree")
		at := 3
		if parts[2] == "drafts" {
			at = 4
		}
		inside = path.Join(parts[at:]...)
	} else if parts[0] == "final" {
		inside = path.Join(parts[1:]...)
	}
	tree := filepath.Join(b.dir, filepath.FromSlash(root))
	if info, err := os.Stat(tree); inside == "" || err != nil || !info.IsDir() {
		return nil, ""
	}
	if b.loaded[root] == nil {
		loaded, err := book.Load(os.DirFS(tree), templates.Stories, nil)
		if err != nil {
			t.Fatal(err)
		}
		b.loaded[root] = loaded
	}
	return b.loaded[root], inside
}
