package githubsim

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// changedWorld has a pull request (1) with one change of each kind in two
// commits.
func changedWorld(t *testing.T) (w *world, work string) {
	t.Helper()
	w = newWorld(t)
	verse := strings.Repeat("A line of verse that is the same on both sides of it.\n", 9)
	check(t, w.repo.Commit("grace", "main", "Verse", map[string][]byte{
		"src/verse.md": []byte("Title\n" + verse), "src/long.md": []byte("# Long\n" + strings.Repeat("line\n", 40)), "src/empty.md": {},
	}))
	check(t, w.repo.Commit("grace", "tale", "Größer, \"besser\"\n\nWith a body\nof two lines.\n", map[string][]byte{
		"src/verse.md": nil, "src/deep/verse.md": []byte("Another title\n" + verse), "README.md": nil,
		"src/long.md": []byte("# Long\nfirst\n" + strings.Repeat("line\n", 39) + "last, without an end"),
	}))
	check(t, w.repo.Commit("grace", "tale", "More", map[string][]byte{
		"src/ä b.md": []byte("ä\n"), "src/a file.md": []byte("a\n"), "src/empty.md": nil, `src/"q".md`: {}, "src/one.md": []byte("one\r\n"),
	}))
	open(t, w, PullRequestInput{Login: "grace", Branch: "tale"})
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.URL+"/lovelace/book.git", "copy")
	return w, filepath.Join(dir, "copy")
}

// TestDiffIsGits compares with what git makes of the same commits.
func TestDiffIsGits(t *testing.T) {
	w, work := changedWorld(t)
	want := git(t, work, "diff", "--abbrev=7", "origin/main...origin/tale") + "\n"
	for _, path := range []string{"pulls/1", "compare/main...tale"} {
		for _, accept := range []string{"application/vnd.github.diff", "application/vnd.github.v3.diff", "text/plain, application/vnd.github.diff; q=1"} {
			status, header, got := w.send(t, "GET", "repos/lovelace/book/"+path, "", "Accept", accept)
			if diff := cmp.Diff(want, got); status != http.StatusOK || diff != "" {
				t.Errorf("%s as %s: %d (-want +got):\n%s", path, accept, status, diff)
			}
			if !strings.HasPrefix(header.Get("Content-Type"), "application/vnd.github") || !strings.Contains(header.Get("X-GitHub-Media-Type"), "param=diff") {
				t.Errorf("%s: headers %v", path, header)
			}
		}
	}
	want = git(t, work, "show", "--format=", "--abbrev=7", "origin/tale") + "\n"
	_, _, got := w.send(t, "GET", "repos/lovelace/book/commits/tale", "", "Accept", "application/vnd.github.diff")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("commit (-want +got):\n%s", diff)
	}
}

func TestBinaryFilesInADiff(t *testing.T) {
	w := newWorld(t)
	check(t, w.repo.Commit("grace", "tale", "Picture", map[string][]byte{"picture.png": {0, 1}, "new.png": {0, 2}}))
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.URL+"/lovelace/book.git", "copy")
	want := git(t, filepath.Join(dir, "copy"), "diff", "--abbrev=7", "origin/main...origin/tale") + "\n"
	_, _, got := w.send(t, "GET", "repos/lovelace/book/compare/main...tale", "", "Accept", "application/vnd.github.diff")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("diff (-want +got):\n%s", diff)
	}
	status, _, _ := w.send(t, "GET", "repos/lovelace/book/compare/main...tale", "", "Accept", "application/vnd.github.patch")
	if status != http.StatusNotImplemented {
		t.Errorf("binary patch: status %d, want 501", status)
	}
}

// TestPatchIsTakenByGit: git am makes the same commits of it.
func TestPatchIsTakenByGit(t *testing.T) {
	w, work := changedWorld(t)
	git(t, work, "config", "user.name", "Reader")
	git(t, work, "config", "user.email", "reader@example.org")
	for _, path := range []string{"pulls/1", "compare/main...tale"} {
		_, _, got := w.send(t, "GET", "repos/lovelace/book/"+path, "", "Accept", "application/vnd.github.v3.patch")
		file := filepath.Join(t.TempDir(), "mbox")
		check(t, os.WriteFile(file, []byte(got), 0o600))
		git(t, work, "checkout", "-q", "-B", "try", "origin/main")
		git(t, work, "am", "-q", "--keep-cr", file)
		if diff := git(t, work, "diff", "origin/tale"); diff != "" {
			t.Errorf("%s: the trees differ:\n%s", path, diff)
		}
		log := func(rev string) string {
			return git(t, work, "log", "--format=%an %ae %at %s|%b|", "origin/main.."+rev)
		}
		if diff := cmp.Diff(log("origin/tale"), log("try")); diff != "" {
			t.Errorf("%s: commits (-want +got):\n%s", path, diff)
		}
	}
}

// TestAccept: what a route cannot answer in is refused, never JSON instead.
func TestAccept(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	json := "application/json; charset=utf-8"
	for _, row := range []struct {
		path, accept string
		status       int
		kind         string // Content-Type
	}{
		{"contents/src/one.md", "application/vnd.github.raw", 200, "application/vnd.github.raw; charset=utf-8"},
		{"contents/src/one.md", "application/vnd.github.v3.raw", 200, "application/vnd.github.v3.raw; charset=utf-8"},
		{"contents/src/one.md", "application/vnd.github.raw+json", 200, "application/vnd.github.raw+json; charset=utf-8"},
		{"contents/src/one.md", "application/vnd.github.html", 501, json},
		{"contents/src/one.md", "application/vnd.github.object+json", 501, json},
		{"contents/src", "application/vnd.github.raw+json", 501, json},
		{"contents/src/one.md", "application/vnd.github.diff", 415, json},
		{"commits/main", "application/vnd.github.sha", 200, "application/vnd.github.sha; charset=utf-8"},
		{"commits/main", "application/vnd.github.v3.sha", 200, "application/vnd.github.v3.sha; charset=utf-8"},
		{"pulls/2", "application/vnd.github.sha", 415, json},
		{"pulls/2", "application/vnd.github.html+json", 501, json},
		{"pulls/2", "application/vnd.github.raw+json", 200, json},
		{"issues/1", "application/vnd.github.diff", 415, json},
		{"issues/1", "application/vnd.github.full+json", 501, json},
		{"issues/1", "application/vnd.github.v3.raw+json", 200, json},
		{"issues/1", "application/xml", 415, json},
		{"issues/1", "text/html, */*;q=0.1", 200, json},
		{"issues/1", "application/vnd.github.v3+json, application/vnd.github.squirrel-girl-preview", 200, json},
		{"labels", "application/vnd.github.raw", 415, json},
	} {
		status, header, body := w.send(t, "GET", "repos/lovelace/book/"+row.path, "", "Accept", row.accept)
		if kind := header.Get("Content-Type"); status != row.status || kind != row.kind {
			t.Errorf("%s as %s: %d %s, want %d %s: %s", row.path, row.accept, status, kind, row.status, row.kind, body)
		}
	}
	if _, _, got := w.send(t, "GET", "repos/lovelace/book/commits/main", "", "Accept", "application/vnd.github.sha"); got != w.repo.tip(t, "main") {
		t.Errorf("sha = %q", got)
	}
	if _, _, got := w.send(t, "GET", "repos/lovelace/book/contents/src/one.md", "", "Accept", "application/vnd.github.raw"); got != "one\n" {
		t.Errorf("raw = %q", got)
	}
}

// TestDiffTooLarge: GitHub says so, and shows no half of it.
func TestDiffTooLarge(t *testing.T) {
	w := newWorld(t)
	check(t, w.repo.Commit("grace", "tale", "Long", map[string][]byte{"long.md": []byte(strings.Repeat("line\n", maxFileLines+1))}))
	status, _, body := w.send(t, "GET", "repos/lovelace/book/compare/main...tale", "", "Accept", "application/vnd.github.diff")
	if status != http.StatusNotAcceptable || !strings.Contains(body, "too_large") {
		t.Errorf("status %d: %s", status, body)
	}
}
