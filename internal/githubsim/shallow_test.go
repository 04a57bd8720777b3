package githubsim

import (
	"fmt"
	"path/filepath"
	"testing"
)

// TestShallowClone: a clone of the newest commit alone, which follows and
// deepens, and in the end has everything.
func TestShallowClone(t *testing.T) {
	w := newWorld(t)
	for n := range 5 {
		check(t, w.repo.Commit("grace", "main", fmt.Sprint("Commit ", n), map[string][]byte{"src/one.md": fmt.Appendln(nil, n)}))
	}
	dir := t.TempDir()
	git(t, dir, "clone", "-q", "--depth", "1", w.URL+"/lovelace/book.git", "copy")
	work := filepath.Join(dir, "copy")
	has := func(when, commits string) {
		t.Helper()
		git(t, work, "fsck", "--strict")
		if got := git(t, work, "rev-list", "--count", "origin/main"); got != commits {
			t.Errorf("%s: %s commits, want %s", when, got, commits)
		}
		if got := git(t, work, "rev-parse", "origin/main"); got != w.repo.tip(t, "main") {
			t.Errorf("%s: origin/main = %s", when, got)
		}
		git(t, work, "archive", "--format=tar", "-o", filepath.Join(dir, "all.tar"), "origin/main") // every file is there
	}
	has("clone --depth 1", "1")
	token, err := w.token(t, nil)
	check(t, err)
	git(t, work, "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "Mine")
	git(t, work, "push", "-q", w.remote(token.GetToken()), "HEAD:refs/heads/mine")
	if got := w.repo.tip(t, "mine"); got != git(t, work, "rev-parse", "HEAD") {
		t.Errorf("mine = %s", got)
	}
	check(t, w.repo.Commit("grace", "main", "Back to what it was", map[string][]byte{"src/one.md": []byte("3\n")}))
	git(t, work, "fetch", "-q", "origin")
	has("fetch", "2")
	git(t, work, "fetch", "-q", "--depth", "4", "origin")
	has("fetch --depth 4", "4")
	git(t, work, "fetch", "-q", "--depth", "1", "origin")
	has("fetch --depth 1", "1")
	git(t, work, "fetch", "-q", "--unshallow", "origin")
	has("fetch --unshallow", "7")
}
