package githubsim

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPatchesApply lets git apply our patches to random edits of random texts.
func TestPatchesApply(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	git(t, dir, "init", "-q")
	var all strings.Builder
	want := map[string]string{}
	for n := range 120 {
		name := fmt.Sprintf("f%03d.txt", n)
		old := randomText(rng)
		fresh := randomEdit(rng, old)
		var f fileDiff
		f.compare([]byte(old), []byte(fresh))
		if f.patch == "" {
			continue
		}
		check(t, os.WriteFile(filepath.Join(dir, name), []byte(old), 0o600))
		fmt.Fprintf(&all, "--- a/%s\n+++ b/%s\n%s\n", name, name, f.patch)
		want[name] = fresh
	}
	check(t, os.WriteFile(filepath.Join(dir, "all.patch"), []byte(all.String()), 0o600))
	git(t, dir, "apply", "--unidiff-zero", "all.patch")
	for name, text := range want {
		got, err := os.ReadFile(filepath.Join(dir, name))
		check(t, err)
		if diff := cmp.Diff(text, string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	if len(want) < 80 {
		t.Errorf("only %d texts changed", len(want))
	}
}

func randomText(rng *rand.Rand) string {
	var lines []string
	for range rng.IntN(40) + 1 {
		lines = append(lines, fmt.Sprint("line ", rng.IntN(12)))
	}
	return strings.Join(lines, "\n") + strings.Repeat("\n", rng.IntN(2))
}

func randomEdit(rng *rand.Rand, old string) string {
	lines := strings.SplitAfter(old, "\n")
	for range rng.IntN(4) {
		at := rng.IntN(len(lines))
		switch rng.IntN(3) {
		case 0:
			lines[at] = "new " + lines[at]
		case 1:
			lines[at] = ""
		case 2:
			lines[at] = "before\n" + lines[at]
		}
	}
	return strings.Join(lines, "")
}

func TestPatchLooksLikeGit(t *testing.T) {
	var f fileDiff
	f.compare([]byte("# T\n\na\nb\nc\nd\ne\nf\ng\nh\n"), []byte("# T\n\na\nb\nc\nd\nE\nf\ng\nh"))
	want := "@@ -4,7 +4,7 @@ a\n b\n c\n d\n-e\n+E\n f\n g\n-h\n+h\n\\ No newline at end of file"
	if diff := cmp.Diff(want, f.patch); diff != "" {
		t.Errorf("patch (-want +got):\n%s", diff)
	}
	f = fileDiff{}
	f.compare(nil, []byte("one\n"))
	if want := "@@ -0,0 +1 @@\n+one"; f.patch != want {
		t.Errorf("patch = %q, want %q", f.patch, want)
	}
}
