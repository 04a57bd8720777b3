package githubsim

import (
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
)

// TestMergeRef: refs/pull/N/merge is what a merge would make, while one can be
// made.
func TestMergeRef(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/one.md": []byte("one!\n")}})
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.URL+"/lovelace/book.git", "copy")
	work, ref := filepath.Join(dir, "copy"), fmt.Sprintf("refs/pull/%d/merge", n)
	fetched := func() (text, parents string) {
		t.Helper()
		git(t, work, "fetch", "-q", "origin", ref)
		return git(t, work, "show", "FETCH_HEAD:src/one.md"), git(t, work, "show", "-s", "--format=%P", "FETCH_HEAD")
	}
	text, parents := fetched()
	if want := w.repo.tip(t, "main") + " " + w.repo.View(n).HeadOID; text != "one!" || parents != want {
		t.Errorf("%q with parents %s, want %s", text, parents, want)
	}
	check(t, w.repo.Commit("grace", "main", "Elsewhere", map[string][]byte{"src/else.md": []byte("else\n")}))
	if _, parents = fetched(); !strings.HasPrefix(parents, w.repo.tip(t, "main")) {
		t.Errorf("after the base moved: parents %s", parents)
	}
	pr, _, err := w.bot.PullRequests.Get(t.Context(), "lovelace", "book", n)
	check(t, err)
	found, _, err := w.bot.Git.GetRef(t.Context(), "lovelace", "book", ref)
	check(t, err)
	if pr.GetMergeCommitSHA() != found.GetObject().GetSHA() || pr.GetMergeCommitSHA() != git(t, work, "rev-parse", "FETCH_HEAD") {
		t.Errorf("merge_commit_sha = %s, ref = %v", pr.GetMergeCommitSHA(), found)
	}
	gone := func(why string) {
		t.Helper()
		if _, _, err := w.bot.Git.GetRef(t.Context(), "lovelace", "book", ref); status(err) != http.StatusNotFound {
			t.Errorf("%s: %v, want 404", why, err)
		}
		if out := git(t, work, "ls-remote", "origin", "refs/pull/*"); strings.Contains(out, ref) || !strings.Contains(out, "/head") {
			t.Errorf("%s: refs %s", why, out)
		}
	}
	check(t, w.repo.Commit("grace", "main", "In the way", map[string][]byte{"src/one.md": []byte("another\n")}))
	gone("conflict")
	check(t, w.repo.CloseIssue("grace", n))
	gone("closed")
}
