//go:build clients

package clients

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-cmp/cmp"
)

// ghHost is where gh believes to be; no request leaves through the network.
const ghHost = "github.example"

// gh lets GitHub's own client speak to the world, as the App. It insists on
// https, except on a Unix socket.
func (w *world) gh(t *testing.T) {
	t.Helper()
	transport, err := ghinstallation.New(http.DefaultTransport, w.AppID(), w.InstallationID("lovelace"), w.PrivateKey())
	check(t, err)
	transport.BaseURL = strings.TrimSuffix(w.APIURL(), "/")
	token, err := transport.Token(t.Context())
	check(t, err)
	dir := t.TempDir()
	socket := filepath.Join(dir, "socket")
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "unix", socket)
	check(t, err)
	server := &http.Server{Handler: w.Handler(), ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }() // ends with ErrServerClosed
	t.Cleanup(func() { _ = server.Close() })
	check(t, os.WriteFile(filepath.Join(dir, "config.yml"), []byte("http_unix_socket: "+socket+"\n"), 0o600))
	w.env = append(w.env,
		"HOME="+dir, "GH_CONFIG_DIR="+dir, "GH_HOST="+ghHost, "GH_ENTERPRISE_TOKEN="+token, "GH_REPO="+ghHost+"/lovelace/book",
		"GH_PROMPT_DISABLED=1", "GH_NO_UPDATE_NOTIFIER=1", "NO_COLOR=1",
		// What gh has git fetch comes from the same place, over plain HTTP.
		"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=url."+w.URL+"/.insteadOf", "GIT_CONFIG_VALUE_0=https://"+ghHost+"/",
		"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null", "GIT_TERMINAL_PROMPT=0",
	)
}

// step is one command and what it prints.
type step struct {
	args []string
	want string
}

// steps runs commands one after the other.
func (w *world) steps(t *testing.T, dir string, list []step) {
	t.Helper()
	for _, s := range list {
		cmd := w.command(t, "gh", s.args...)
		cmd.Dir = dir
		if diff := cmp.Diff(s.want, run(t, cmd)); diff != "" {
			t.Errorf("gh %s (-want +got):\n%s", strings.Join(s.args, " "), diff)
		}
	}
}

// TestGHAPI calls REST and GraphQL with gh api.
func TestGHAPI(t *testing.T) {
	w := newWorld(t)
	w.gh(t)
	const book = "repos/lovelace/book"
	w.steps(t, t.TempDir(), []step{
		{[]string{"api", book, "--jq", ".full_name"}, "lovelace/book\n"},
		{[]string{"api", book + "/issues", "-f", "title=One", "--jq", ".number"}, "1\n"},
		{[]string{"api", book + "/issues", "-f", "title=Two", "-f", "labels[]=tale", "--jq", ".labels[].name"}, "tale\n"},
		{[]string{"api", "--paginate", book + "/issues?per_page=1", "--jq", ".[].title"}, "Two\nOne\n"},
		{[]string{"api", "-X", "GET", book + "/commits", "-f", "sha=tale", "-f", "path=src/tale.md", "--jq", ".[].commit.message"}, "Tell it\n"},
		{[]string{"api", book + "/contents/src/one.md", "-H", "Accept: application/vnd.github.raw"}, "one\n"},
		{[]string{"api", book + "/commits/main", "-H", "Accept: application/vnd.github.sha"}, w.sha(t, "main")},
		{[]string{"api", "graphql", "-f", "query={viewer{login}}", "--jq", ".data.viewer.login"}, "storybot[bot]\n"},
	})
	for path, status := range map[string]string{
		"/branches": "501", "/issues?state=ajar": "422", "/issues?mentioned=ada": "501", "/pulls/1": "404",
	} {
		out, err := w.command(t, "gh", "api", book+path).CombinedOutput()
		if err == nil || !strings.Contains(string(out), "HTTP "+status) {
			t.Errorf("%s: %v, want %s: %s", path, err, status, out)
		}
	}
}

// sha is the tip of a branch, as git finds it.
func (w *world) sha(t *testing.T, branch string) string {
	t.Helper()
	sha, _, _ := strings.Cut(run(t, w.command(t, "git", "ls-remote", w.URL+"/lovelace/book.git", "refs/heads/"+branch)), "\t")
	return sha
}

// TestGHCommands does with gh what people do with it.
func TestGHCommands(t *testing.T) {
	w := newWorld(t)
	w.gh(t)
	dir := t.TempDir()
	page := w.URL + "/lovelace/book/"
	w.steps(t, dir, []step{
		{[]string{"label", "create", "tale", "--color", "aabbcc"}, ""},
		{[]string{"label", "list"}, "tale\t\t#aabbcc\n"},
		{[]string{"issue", "create", "--title", "An idea", "--body", "Once."}, page + "issues/1\n"},
		{[]string{"issue", "list", "--json", "number,title,state", "--jq", ".[]|[.number,.title,.state]|@tsv"}, "1\tAn idea\tOPEN\n"},
		{[]string{"issue", "list", "--author", "ada"}, ""},
		{[]string{"api", "repos/lovelace/book/pulls", "-f", "title=A tale", "-f", "body=Closes #1", "-f", "head=tale", "-f", "base=main", "--jq", ".number"}, "2\n"},
		{[]string{"pr", "list", "--json", "title,headRefName", "--jq", ".[]|[.title,.headRefName]|@tsv"}, "A tale\ttale\n"},
		{[]string{"pr", "diff", "2"}, tale},
		{[]string{"pr", "ready", "2", "--undo"}, ""},
		{[]string{"pr", "ready", "2"}, ""},
		{[]string{"pr", "merge", "2", "--merge"}, ""},
		{[]string{"repo", "clone", "lovelace/book", "copy", "--", "-q"}, ""},
	})
	comment := strings.TrimSpace(run(t, w.command(t, "gh", "issue", "comment", "1", "--body", "Tell it!")))
	if !strings.HasPrefix(comment, page+"issues/1#issuecomment-") {
		t.Errorf("comment = %s", comment)
	}
	if text, err := os.ReadFile(filepath.Join(dir, "copy/src/tale.md")); err != nil || string(text) != "Once.\n" {
		t.Errorf("src/tale.md = %q, %v", text, err)
	}
	if pull := w.book.View(2); !pull.Merged || pull.Author != "storybot[bot]" {
		t.Errorf("pull request = %+v", pull)
	}
	if idea := w.book.View(1); idea.State != "closed" || len(idea.Comments) != 1 || idea.Comments[0].Body != "Tell it!" {
		t.Errorf("issue = %+v", idea)
	}
}

// tale is what the branch of that name changes.
const tale = `diff --git a/src/tale.md b/src/tale.md
new file mode 100644
index 0000000..f3b7441
--- /dev/null
+++ b/src/tale.md
@@ -0,0 +1 @@
+Once.
`
