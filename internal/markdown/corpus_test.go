//go:build corpus

package markdown_test

import (
	"bytes"
	"io/fs"
	"os"
	"path"
	"testing"

	"github.com/storybot-app/storybot/internal/markdown"
)

// TestCorpus holds that no real text comes near a bound: each parses exactly as
// it does without, but for addresses that CommonMark takes for none. STORYBOT_CORPUS
// is the directory of the corpus.
func TestCorpus(t *testing.T) {
	dir := os.Getenv("STORYBOT_CORPUS")
	if dir == "" {
		t.Fatal("STORYBOT_CORPUS does not name the corpus")
	}
	tree, texts := os.DirFS(dir), 0
	err := fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".md" && path.Ext(name) != "" {
			return err
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		texts++
		parsed, limited := markdown.Parse(markdown.NewParser(), source)
		if !bytes.Equal(limited, source) || outline(parsed) != unbounded(source) && !hasBrokenAddress(source) {
			t.Errorf("%s is not parsed as it is", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if t.Logf("%d texts", texts); texts < 500 {
		t.Errorf("only %d texts were parsed", texts)
	}
}

func hasBrokenAddress(source []byte) bool {
	for line := range bytes.Lines(source) {
		if _, wrong := markdown.BrokenAddress(line); wrong {
			return true
		}
	}
	return false
}
