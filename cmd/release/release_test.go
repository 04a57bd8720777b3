package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestReleaseRuns builds the archive for this system, checks its sum, unpacks it
// and runs what is in it.
func TestReleaseRuns(t *testing.T) {
	t.Chdir("../..")
	out := t.TempDir()
	if err := release(t.Context(), options{version: "v1.2.3-rc.1", out: out, only: "host", epoch: 1_700_000_000}, io.Discard); err != nil {
		t.Fatal(err)
	}
	listed, err := os.ReadFile(filepath.Join(out, sums))
	if err != nil {
		t.Fatal(err)
	}
	sum, name, _ := strings.Cut(strings.TrimSpace(string(listed)), "  ")
	archive, err := os.ReadFile(filepath.Join(out, name))
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", sha256.Sum256(archive)); got != sum {
		t.Errorf("%s has the sum %s, and %s says %s", name, got, sums, sum)
	}
	unpack := exec.CommandContext(t.Context(), "tar", "-xzf", name)
	unpack.Dir = out
	if said, err := unpack.CombinedOutput(); err != nil {
		t.Fatalf("tar: %v\n%s", err, said)
	}
	dir := filepath.Join(out, strings.TrimSuffix(name, ".tar.gz"))
	said, err := exec.CommandContext(t.Context(), filepath.Join(dir, "storybot"), "version").CombinedOutput()
	if err != nil || !bytes.HasPrefix(said, []byte("storybot 1.2.3-rc.1")) {
		t.Errorf("it says %s, %v", said, err)
	}
	for _, file := range []string{"LICENSE", "README.md", "CHANGELOG.md", "man/storybot-check.1"} {
		if info, err := os.Stat(filepath.Join(dir, file)); err != nil || !info.ModTime().Equal(time.Unix(1_700_000_000, 0)) {
			t.Errorf("%s: %v, %v", file, info, err)
		}
	}
}

func TestArchivesAreTheSameAgain(t *testing.T) {
	dir := t.TempDir()
	from := filepath.Join(dir, "a")
	if err := os.WriteFile(from, []byte("text"), 0o600); err != nil {
		t.Fatal(err)
	}
	files := []packed{{from, "x/a", 0o755}}
	for name, pack := range map[string]func(string, []packed, time.Time) error{"tar": packTar, "zip": packZip} {
		var made [2][]byte
		for i := range made {
			to := filepath.Join(dir, fmt.Sprint(name, i))
			if err := pack(to, files, time.Unix(1_700_000_000, 0).UTC()); err != nil {
				t.Fatal(err)
			}
			var err error
			if made[i], err = os.ReadFile(to); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(made[0], made[1]) {
			t.Errorf("%s: the same files make another archive", name)
		}
	}
}

func TestWrongVersionsAreRefused(t *testing.T) {
	for _, o := range []options{{version: ""}, {version: "1.0.0"}, {version: "v1.0"}, {version: "v1.0.0; rm"}, {version: "v1.0.0", only: "plan9/mips"}} {
		o.out = t.TempDir()
		if err := release(t.Context(), o, io.Discard); err == nil {
			t.Errorf("%+v was released", o)
		}
	}
}
