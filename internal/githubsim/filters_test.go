package githubsim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

// send makes one bare request with the App's token and returns status and body.
func (w *world) send(t *testing.T, method, path, body string, header ...string) (int, http.Header, string) {
	t.Helper()
	token, err := w.token(t, nil)
	check(t, err)
	req, err := http.NewRequestWithContext(t.Context(), method, w.APIURL()+path, bytes.NewReader([]byte(body)))
	check(t, err)
	req.Header.Set("Authorization", "Bearer "+token.GetToken())
	for i := 0; i+1 < len(header); i += 2 {
		req.Header.Set(header[i], header[i+1])
	}
	resp, err := http.DefaultClient.Do(req)
	check(t, err)
	defer resp.Body.Close()
	var text bytes.Buffer
	_, err = text.ReadFrom(resp.Body)
	check(t, err)
	return resp.StatusCode, resp.Header, text.String()
}

// TestWhatIsNotKnownIsSaid: a path, filter, state or field that the simulator
// cannot do is 501, and one that GitHub refuses is 422. None is an answer to
// something else.
func TestWhatIsNotKnownIsSaid(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	for _, row := range []struct {
		method, path, body string
		want               int
	}{
		{"GET", "branches", "", 501},
		{"GET", "branches/main/protection", "", 501},
		{"GET", "branches/main/protection/restrictions/teams", "", 501},
		{"GET", "commits/main/status", "", 501},
		{"GET", "commits/main/comments", "", 501},
		{"GET", "commits/main/check-suites", "", 501},
		{"GET", "issues/events", "", 501},
		{"GET", "issues/comments", "", 501},
		{"GET", "issues/1/events", "", 501},
		{"GET", "pulls/comments", "", 501},
		{"GET", "pulls/2/requested_reviewers", "", 501},
		{"GET", "git/trees", "", 501},
		{"GET", "git/refs", "", 501},
		{"GET", "compare", "", 501},
		{"PATCH", "git/refs", `{"sha":"0"}`, 501},

		{"GET", "issues?state=ajar", "", 422},
		{"GET", "issues?milestone=1", "", 501},
		{"GET", "issues?sort=taste", "", 422},
		{"GET", "issues?since=yesterday", "", 422},
		{"GET", "issues/1/comments?sort=created", "", 501},
		{"GET", "pulls?state=merged", "", 422},
		{"GET", "pulls?sort=popularity", "", 501},
		{"GET", "pulls?direction=up", "", 422},
		{"GET", "commits?committer=ada", "", 501},
		{"GET", "commits/main/check-runs?status=done", "", 422},
		{"GET", "commits/main/check-runs?app_id=1", "", 501},
		{"GET", "labels?q=tale", "", 501},
		{"GET", "labels?per_page=1", "", 200},
		{"GET", "issues?state=all&creator=ada&sort=updated&direction=asc&page=1", "", 200},

		{"POST", "issues", `{"title":"a","milestone":1}`, 501},
		{"PATCH", "issues/1", `{"state":"ajar"}`, 422},
		{"PATCH", "issues/1", `{"state":"closed","state_reason":"bored"}`, 422},
		{"PATCH", "issues/1", `{"lock_reason":"spam"}`, 501},
		{"PATCH", "pulls/2", `{"state":"merged"}`, 422},
		{"POST", "issues/1/comments", `{"body":"a","mood":"good"}`, 501},
		{"POST", "pulls/2/reviews", `{"event":"SHRUG","body":"a"}`, 422},
		{"POST", "pulls/2/reviews", `{"body":"a"}`, 501},
	} {
		status, _, body := w.send(t, row.method, "repos/lovelace/book/"+row.path, row.body)
		if status != row.want {
			t.Errorf("%s %s %s: status %d, want %d: %s", row.method, row.path, row.body, status, row.want, body)
		}
	}
}

// TestBranchNamesMayHoldSlashes: they are not taken for paths below.
func TestBranchNamesMayHoldSlashes(t *testing.T) {
	w := newWorld(t)
	check(t, w.repo.Commit("grace", "tale/one", "One", map[string][]byte{"one.md": []byte("one\n")}))
	for _, path := range []string{
		"branches/tale/one", "commits/tale/one", "commits/tale/one/check-runs", "commits/tale/one/pulls", "git/ref/heads/tale/one",
		"git/trees/tale/one", "compare/main...tale/one",
	} {
		if status, _, body := w.send(t, "GET", "repos/lovelace/book/"+path, ""); status != http.StatusOK {
			t.Errorf("%s: status %d: %s", path, status, body)
		}
	}
}

func TestListCommits(t *testing.T) {
	w := newWorld(t)
	commit := func(branch, message string, files map[string][]byte) {
		t.Helper()
		w.clock.advance(1e9)
		check(t, w.repo.Commit("grace", branch, message, files))
	}
	commit("main", "Change one", map[string][]byte{"src/one.md": []byte("1\n")})
	commit("main", "Change two", map[string][]byte{"src/deep/two.md": []byte("2\n")})
	commit("side", "Aside", map[string][]byte{"src/one.md": []byte("1 and a bit\n")})
	commit("main", "Drop one", map[string][]byte{"src/one.md": nil})
	first := "Initial commit"
	for query, want := range map[string][]string{
		"":                              {"Drop one", "Change two", "Change one", first},
		"?sha=side":                     {"Aside", "Change two", "Change one", first},
		"?path=src/one.md":              {"Drop one", "Change one", first},
		"?path=src/deep":                {"Change two", first},
		"?path=none.md":                 {},
		"?sha=side&path=src/one.md":     {"Aside", "Change one", first},
		"?per_page=1&page=2":            {"Change two"},
		"?author=grace&per_page=2":      {"Drop one", "Change two"},
		"?author=nobody":                {},
		"?sha=" + w.repo.tip(t, "side"): {"Aside", "Change two", "Change one", first},
	} {
		status, _, body := w.send(t, "GET", "repos/lovelace/book/commits"+query, "")
		var list []*github.RepositoryCommit
		if err := json.Unmarshal([]byte(body), &list); err != nil || status != http.StatusOK {
			t.Errorf("%s: %d, %v: %s", query, status, err, body)
			continue
		}
		got := []string{}
		for _, c := range list {
			got = append(got, c.GetCommit().GetMessage())
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", query, diff)
		}
	}
	if status, _, _ := w.send(t, "GET", "repos/lovelace/book/commits?sha=none", ""); status != http.StatusNotFound {
		t.Errorf("unknown branch: status %d, want 404", status)
	}
}

// TestFirstCommitAddsItsFiles: there is nothing before it to compare with.
func TestFirstCommitAddsItsFiles(t *testing.T) {
	w := newWorld(t)
	commit, _, err := w.bot.Repositories.GetCommit(t.Context(), "lovelace", "book", "main", nil)
	check(t, err)
	if len(commit.Files) != 6 || commit.Files[0].GetStatus() != "added" {
		t.Errorf("files = %v", commit.Files)
	}
}
