package githubsim

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPush(t *testing.T) {
	w := newWorld(t)
	token, err := w.token(t, nil)
	check(t, err)
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.remote(token.GetToken()), "copy")
	work := filepath.Join(dir, "copy")
	commit := func(name, text string) {
		t.Helper()
		check(t, os.MkdirAll(filepath.Dir(filepath.Join(work, name)), 0o755))
		check(t, os.WriteFile(filepath.Join(work, name), []byte(text), 0o600))
		git(t, work, "add", name)
		git(t, work, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "-m", "Change "+name)
	}
	w.names(t)
	git(t, work, "checkout", "-q", "-b", "tale")
	commit("src/tale.md", "Once.\n")
	git(t, work, "push", "-q", "origin", "tale")
	if got := w.repo.tip(t, "tale"); got != git(t, work, "rev-parse", "HEAD") {
		t.Errorf("tale = %s", got)
	}
	if text := must[[]byte](t)(w.repo.File("tale", "src/tale.md")); string(text) != "Once.\n" {
		t.Errorf("src/tale.md = %q", text)
	}
	if diff := cmp.Diff([]string{"push", "check_suite requested"}, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	n := open(t, w, PullRequestInput{Login: "grace", Branch: "tale"})
	commit("src/tale.md", "Twice.\n")
	git(t, work, "push", "-q", "origin", "tale")
	if got := w.repo.View(n).HeadOID; got != git(t, work, "rev-parse", "HEAD") {
		t.Errorf("the pull request is at %s", got)
	}
	git(t, work, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-q", "--amend", "-m", "Another")
	if out := gitFails(t, work, "push", "origin", "tale"); !strings.Contains(out, "rejected") {
		t.Errorf("push of another history: %s", out)
	}
	git(t, work, "push", "-q", "--force", "origin", "tale")
	for _, row := range []struct{ refspec, want string }{
		{":main", "refusing to delete the current branch"},
		{"HEAD:refs/pull/1/head", "deny updating a hidden ref"},
		{"HEAD:refs/heads/tale/below", "in its way"},
	} {
		if out := gitFails(t, work, "push", "origin", row.refspec); !strings.Contains(out, row.want) {
			t.Errorf("push %s says %s, want %s", row.refspec, out, row.want)
		}
	}
	commit(".github/workflows/ci.yml", "on: push\n")
	if out := gitFails(t, work, "push", "origin", "tale"); !strings.Contains(out, "without `workflows` permission") {
		t.Errorf("push of a workflow says %s", out)
	}
	git(t, work, "push", "-q", "origin", ":tale")
	if got := w.repo.View(n).State; got != "closed" {
		t.Errorf("after its branch went the pull request is %s", got)
	}
}
