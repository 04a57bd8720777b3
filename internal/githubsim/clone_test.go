package githubsim

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-github/v60/github"
)

// gitFails runs a git command that must fail, and returns what it says.
func gitFails(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "LC_ALL=C")
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Errorf("git %s succeeded", strings.Join(args, " "))
	}
	return string(out)
}

// remote is the address of the book with a token in it.
func (w *world) remote(token string) string {
	return strings.Replace(w.URL, "http://", "http://x-access-token:"+token+"@", 1) + "/lovelace/book.git"
}

// TestWhoMayFetchAndPush: a token opens what is private, and its lack is asked
// for in the way git understands.
func TestWhoMayFetchAndPush(t *testing.T) {
	w := newWorld(t)
	must[*Repo](t)(w.CreateRepo("lovelace", "other", map[string][]byte{"a": []byte("a")}))
	must[*Repo](t)(w.CreateRepo("lovelace", "secret", map[string][]byte{"a": []byte("a")})).SetPrivate(true)
	full, err := w.token(t, nil)
	check(t, err)
	narrow, err := w.token(t, &github.InstallationTokenOptions{
		Repositories: []string{"book"}, Permissions: &github.InstallationPermissions{Contents: github.String("read")},
	})
	check(t, err)
	for _, row := range []struct {
		path, service, token string
		want                 int
	}{
		{"lovelace/book.git", uploadPack, "", 200},
		{"lovelace/book", uploadPack, "", 200},
		{"lovelace/book.git", receivePack, "", 401},
		{"lovelace/secret.git", uploadPack, "", 401},
		{"lovelace/none.git", uploadPack, "", 401},
		{"lovelace/book.git", uploadPack, "ghs_wrong", 401},
		{"lovelace/secret.git", uploadPack, full.GetToken(), 200},
		{"lovelace/secret.git", uploadPack, narrow.GetToken(), 404},
		{"lovelace/none.git", uploadPack, full.GetToken(), 404},
		{"lovelace/book.git", receivePack, full.GetToken(), 200},
		{"lovelace/book.git", receivePack, narrow.GetToken(), 403},
		{"lovelace/book.git", "git-archive", full.GetToken(), 404},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.URL+"/"+row.path+"/info/refs?service="+row.service, nil)
		check(t, err)
		if row.token != "" {
			req.SetBasicAuth("x-access-token", row.token)
		}
		resp, err := http.DefaultClient.Do(req)
		check(t, err)
		check(t, resp.Body.Close())
		asks := strings.HasPrefix(resp.Header.Get("WWW-Authenticate"), "Basic ")
		if resp.StatusCode != row.want || asks != (row.want == 401) {
			t.Errorf("%s of %s: status %d, asks for a token: %v; want %d", row.service, row.path, resp.StatusCode, asks, row.want)
		}
	}
	w.clock.advance(time.Hour)
	w.repo.SetPrivate(true)
	if out := gitFails(t, t.TempDir(), "clone", w.remote(full.GetToken()), "copy"); !strings.Contains(out, "Authentication failed") {
		t.Errorf("an old token: %s", out)
	}
}

func TestPrivateClone(t *testing.T) {
	w := newWorld(t)
	w.repo.SetPrivate(true)
	token, err := w.token(t, nil)
	check(t, err)
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.remote(token.GetToken()), "copy")
	if got := git(t, filepath.Join(dir, "copy"), "rev-parse", "HEAD"); got != w.repo.tip(t, "main") {
		t.Errorf("HEAD = %s", got)
	}
	if out := gitFails(t, dir, "clone", w.URL+"/lovelace/book.git", "none"); !strings.Contains(out, "could not read Username") {
		t.Errorf("without a token: %s", out)
	}
}

// TestFetchAgreesOnWhatIsCommon: git gets what is new and no more, and does
// not warn that there is nothing in common. Both sides have commits that the
// other has not.
func TestFetchAgreesOnWhatIsCommon(t *testing.T) {
	for _, own := range []int{0, 40} { // git sends what it has in rounds of 16 and more
		t.Run(fmt.Sprint(own, " commits of one's own"), func(t *testing.T) {
			w := newWorld(t)
			for n := range 20 {
				check(t, w.repo.Commit("grace", "main", fmt.Sprint("Commit ", n), map[string][]byte{"src/one.md": fmt.Appendln(nil, n)}))
			}
			dir := t.TempDir()
			git(t, dir, "clone", "-q", w.URL+"/lovelace/book.git", "copy")
			work := filepath.Join(dir, "copy")
			ownCommits(t, work, own)
			check(t, w.repo.Commit("grace", "main", "New", map[string][]byte{"src/new.md": []byte("new\n")}))
			before := git(t, work, "count-objects")
			out := git(t, work, "fetch", "-v", "origin")
			if strings.Contains(out, "no common commits") {
				t.Errorf("fetch says %s", out)
			}
			if got := git(t, work, "rev-parse", "origin/main"); got != w.repo.tip(t, "main") {
				t.Errorf("origin/main = %s", got)
			}
			git(t, work, "fsck", "--strict", "--connectivity-only")
			var was, is int
			_, err := fmt.Sscan(before, &was)
			check(t, err)
			_, err = fmt.Sscan(git(t, work, "count-objects"), &is)
			check(t, err)
			if is-was != 4 { // commit, two trees, blob
				t.Errorf("%d objects came, want 4", is-was)
			}
		})
	}
}

// ownCommits adds commits to the branch main of a clone.
func ownCommits(t *testing.T, work string, n int) {
	t.Helper()
	var stream strings.Builder
	for i := range n {
		fmt.Fprintf(&stream, "commit refs/heads/main\ncommitter a <a@example.org> %d +0000\ndata 4\nMine\n", 1_800_000_000+i)
		if i == 0 {
			stream.WriteString("from refs/heads/main^0\n")
		}
		fmt.Fprintf(&stream, "M 644 inline mine.md\ndata %d\n%d\n", len(fmt.Sprint(i)), i)
	}
	cmd := exec.CommandContext(t.Context(), "git", "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet")
	cmd.Dir, cmd.Stdin = work, strings.NewReader(stream.String())
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("git fast-import: %v\n%s", err, out)
	}
}
