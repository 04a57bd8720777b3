package gateway

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestReadPatch(t *testing.T) {
	tests := []struct {
		name, patch    string
		touched, hunks []LineRange
	}{
		{name: "no patch"},
		{
			name: "new file", patch: "@@ -0,0 +1,2 @@\n+a\n+b",
			touched: []LineRange{{1, 2}}, hunks: []LineRange{{1, 2}},
		},
		{
			name: "one line", patch: "@@ -1 +1 @@\n-a\n+b\n\\ No newline at end of file",
			touched: []LineRange{{1, 1}}, hunks: []LineRange{{1, 1}},
		},
		{
			name: "a line within", patch: "@@ -17,7 +15,7 @@ heading\n 17\n 18\n 19\n-20\n+XX\n 21\n 22\n 23",
			touched: []LineRange{{18, 18}}, hunks: []LineRange{{15, 21}},
		},
		{
			name: "only removed: the line after the gap", patch: "@@ -1,7 +1,5 @@\n 1\n 2\n-3\n-4\n 5\n 6\n 7",
			touched: []LineRange{{3, 3}}, hunks: []LineRange{{1, 5}},
		},
		{
			name: "removed at the end: the line before", patch: "@@ -27,4 +25,3 @@\n 27\n 28\n 29\n-30",
			touched: []LineRange{{27, 27}}, hunks: []LineRange{{25, 27}},
		},
		{name: "all removed", patch: "@@ -1,2 +0,0 @@\n-a\n-b"},
		{
			name: "two hunks", patch: "@@ -1,2 +1,3 @@\n a\n+b\n c\n@@ -9,2 +10,2 @@\n x\n-y\n+z",
			touched: []LineRange{{2, 2}, {11, 11}}, hunks: []LineRange{{1, 3}, {10, 11}},
		},
		{
			name: "text that looks like a hunk", patch: "@@ -1,2 +1,3 @@\n @@ -5 +5 @@\n+@@ -7 +7 @@\n x",
			touched: []LineRange{{2, 2}}, hunks: []LineRange{{1, 3}},
		},
		{
			name: "Windows line ends and empty lines", patch: "@@ -1,3 +1,4 @@\n a\r\n \r\n+b\r\n c\r",
			touched: []LineRange{{3, 3}}, hunks: []LineRange{{1, 4}},
		},
		{name: "not a patch", patch: "Binary files differ"},
		{name: "numbers out of range", patch: "@@ -1 +99999999999999999999 @@\n+a", touched: []LineRange{{0, 0}}, hunks: []LineRange{{0, 0}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			touched, hunks := readPatch(test.patch)
			if diff := cmp.Diff(test.touched, touched); diff != "" {
				t.Errorf("touched lines (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(test.hunks, hunks); diff != "" {
				t.Errorf("hunks (-want +got):\n%s", diff)
			}
		})
	}
}

// TestAddedTextIsWhatWasAdded lets git itself write the patches. GitHub leaves
// out their last line end.
func TestAddedTextIsWhatWasAdded(t *testing.T) {
	for _, text := range []string{
		"", "\n", "\n\n", "a", "a\n", "a\n\n", "a\nb", "a\r\nb\r\n", "a\r\nb", "a\rb\r", "a\n\r", "@@ -1 +1 @@\n+b\n-c\n\\ d\n",
		"😱 Grace\n\n\tindented  \n", "\ufeffa\n", "a\x0cb\u2028c\n",
	} {
		patch, additions := gitPatch(t, text)
		got, whole := addedText(patch, additions)
		if !whole || string(got) != text {
			t.Errorf("added %q, read %q (whole: %t) from %q", text, got, whole, patch)
		}
		if _, whole := addedText(patch, additions+1); whole {
			t.Errorf("the patch of %q passes for one with another line", text)
		}
	}
	if _, whole := addedText("@@ -1 +1,2 @@\n a\n+b", 1); whole {
		t.Error("the patch of a changed file passes for a new file")
	}
}

// gitPatch is the patch git writes for a new file with the text.
func gitPatch(t *testing.T, text string) (patch string, additions int) {
	t.Helper()
	dir := t.TempDir()
	for name, content := range map[string]string{"old": "", "new": text} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.CommandContext(t.Context(), "git", "diff", "--no-index", "--no-color", "--text", "--no-ext-diff", "old", "new")
	command.Dir = dir
	command.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
	out, _ := command.Output() // status 1 says that they differ
	_, hunk, _ := strings.Cut(string(out), "\n@@ ")
	if hunk == "" {
		return "", 0
	}
	hunk = strings.TrimSuffix("@@ "+hunk, "\n")
	for line := range strings.Lines(hunk) {
		if line[0] == '+' {
			additions++
		}
	}
	return hunk, additions
}

func TestBlobIDIsGits(t *testing.T) {
	for text, want := range map[string]string{
		"":        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
		"hello\n": "ce013625030ba8dba906f756967f9e9ca394464a",
	} {
		if got := blobID([]byte(text)); got != want {
			t.Errorf("id of %q: %s, want %s", text, got, want)
		}
	}
}
