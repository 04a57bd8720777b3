package githubsim

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func TestSuspendedInstallation(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	check(t, w.comment(t, n))
	w.names(t)
	check(t, w.Suspend("lovelace"))
	must[int64](t)(w.repo.Comment("ada", n, "anybody there?"))
	if err := w.comment(t, n); status(err) != http.StatusUnauthorized {
		t.Errorf("comment while suspended: %v, want 401", err)
	}
	if _, err := w.token(t, nil); status(err) != http.StatusForbidden {
		t.Errorf("token while suspended: %v, want 403", err)
	}
	check(t, w.Unsuspend("lovelace"))
	check(t, w.comment(t, n))
	check(t, w.Uninstall("lovelace"))
	if err := w.comment(t, n); status(err) != http.StatusUnauthorized {
		t.Errorf("comment after uninstalling: %v, want 401", err)
	}
	want := []string{"installation suspend", "installation unsuspend", "issue_comment created", "installation deleted"}
	if diff := cmp.Diff(want, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	if err := w.Uninstall("lovelace"); err == nil {
		t.Error("uninstalled twice")
	}
}

func TestHookConfigRotatesTheSecret(t *testing.T) {
	w := newWorld(t)
	app := w.asApp(t)
	config, _, err := app.Apps.GetHookConfig(t.Context())
	check(t, err)
	if config.GetURL() != w.hook.URL || strings.Contains(config.GetSecret(), secret) {
		t.Errorf("config = %v", config)
	}
	_, _, err = app.Apps.UpdateHookConfig(t.Context(), &github.HookConfig{URL: github.String(w.hook.URL + "/new"), Secret: github.String(secret)})
	check(t, err)
	must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	if got := w.names(t); len(got) != 2 {
		t.Errorf("deliveries = %v", got)
	}
}

func TestHandlerUnderAnotherServer(t *testing.T) {
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	w := newWorld(t, func(o *Options) { o.URL = server.URL })
	mux.Handle("/", w.Handler())
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	issue, _, err := w.bot.Issues.Get(t.Context(), "lovelace", "book", n)
	check(t, err)
	if !strings.HasPrefix(issue.GetHTMLURL(), server.URL+"/lovelace/book/issues/") {
		t.Errorf("link = %s", issue.GetHTMLURL())
	}
}

func TestPeopleNeedRights(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Login: "ada", Fork: true, NoMaintainerEdits: true, Files: map[string][]byte{"a.md": []byte("a")}})
	_, direct := w.repo.OpenPullRequest(PullRequestInput{Login: "ada", Files: map[string][]byte{"a.md": []byte("a")}})
	for name, err := range map[string]error{
		"merge":        w.repo.Merge("ada", n),
		"label":        w.repo.AddLabel("ada", n, "x"),
		"others' PR":   w.repo.EditTitle("barbara", n, "Mine"),
		"direct":       direct,
		"main":         w.repo.Commit("ada", "main", "x", map[string][]byte{"a": []byte("a")}),
		"locked fork":  w.repo.Push("grace", n, "x", map[string][]byte{"a": []byte("a")}),
		"stranger":     w.repo.CloseIssue("nobody", n),
		"unknown":      w.repo.CloseIssue("grace", 99),
		"missing file": w.repo.Push("ada", n, "x", map[string][]byte{"none.md": nil}),
		"bad path":     w.repo.Push("ada", n, "x", map[string][]byte{"../x": []byte("x")}),
		"git folder":   w.repo.Push("ada", n, "x", map[string][]byte{"a/.GIT/config": []byte("x")}),
	} {
		if err == nil {
			t.Errorf("%s: nobody objected", name)
		}
	}
	check(t, w.repo.EditTitle("ada", n, "Mine"))
	check(t, w.repo.ForcePush("ada", n, "Again", map[string][]byte{"b.md": []byte("b")}))
	files := w.repo.View(n).Files
	if len(files) != 1 || files[0].Path != "b.md" || string(files[0].Head) != "b" {
		t.Errorf("files = %+v", files)
	}
}

func TestDeletedBranchClosesItsPullRequest(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Login: "grace", Branch: "topic", Files: map[string][]byte{"a.md": []byte("a")}})
	list, _, err := w.bot.PullRequests.ListPullRequestsWithCommit(t.Context(), "lovelace", "book", w.repo.View(n).HeadOID, nil)
	check(t, err)
	if len(list) != 1 || list[0].GetNumber() != n {
		t.Errorf("pull requests of the commit = %v", list)
	}
	check(t, w.repo.DeleteBranch("grace", "topic"))
	view := w.repo.View(n)
	if view.State != "closed" || view.Merged {
		t.Errorf("view = %+v", view)
	}
	if diff := cmp.Diff([]string{"main"}, w.repo.Branches()); diff != "" {
		t.Errorf("branches (-want +got):\n%s", diff)
	}
}
