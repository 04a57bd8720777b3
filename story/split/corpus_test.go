//go:build corpus

package split_test

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// TestSeed splits the page a real book began from, as it was received and as it
// was repaired.
func TestSeed(t *testing.T) {
	corpus := os.Getenv("STORYBOT_CORPUS")
	if corpus == "" {
		t.Fatal("STORYBOT_CORPUS is not set")
	}
	for _, name := range []string{"status_quo.mojibake.md", "status_quo.repaired.md"} {
		text, err := os.ReadFile(filepath.Join(corpus, "seed", name))
		if err != nil {
			t.Fatal(err)
		}
		files := fstest.MapFS{"src/SUMMARY.md": {Data: []byte("# Summary\n")}, "src/status_quo.md": {Data: text}}
		after, changed := divided(t, files, "src/status_quo.md")
		if len(changed) != 9 {
			t.Errorf("%s: %d files, want 8 stories and the page", name, len(changed))
		}
		holds(t, files, after, "src/status_quo.md")
		if _, again := divided(t, after, "src/status_quo.md"); len(again) > 0 {
			t.Errorf("%s: a second time changes %d files", name, len(again))
		}
	}
}
