package referee_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/referee"
)

const label = `{"id":1,"node_id":"LA_1","url":"https://example.org/l","name":"idea","description":null,"color":"aabbcc","default":false}`

func TestAnswers(t *testing.T) {
	const repo = "/api/v3/repos/o/r"
	const labels, refused = repo + "/labels", `{"message":"Not Found","documentation_url":"https://example.org"}`
	for name, row := range map[string]struct {
		method, path string
		status       int
		media, body  string
		wrong        string
	}{
		"list":                   {"GET", labels, 200, "application/json; charset=utf-8", "[" + label + "]", ""},
		"made":                   {"POST", labels, 201, "application/json", label, ""},
		"nothing":                {"DELETE", labels + "/idea", 204, "", "", ""},
		"not found":              {"GET", labels + "/idea", 404, "application/json", refused, ""},
		"refusal not described":  {"GET", labels, 429, "application/json", refused, ""},
		"not changed":            {"GET", labels, 304, "", "", ""},
		"another media type":     {"GET", repo + "/contents/a.md", 200, "application/vnd.github.raw", "text", ""},
		"GraphQL":                {"POST", "/api/graphql", 200, "text/plain", "x", ""},
		"not described":          {"GET", repo + "/stories", 200, "application/json", "{}", ""},
		"success not described":  {"GET", labels, 201, "application/json", "[]", "answer 201: status"},
		"missing field":          {"GET", labels, 200, "application/json", `[{"id":1}]`, "answer 200 at /0/"},
		"wrong type":             {"POST", labels, 201, "application/json", strings.Replace(label, "false", `"no"`, 1), "answer 201 at /default"},
		"null where none may be": {"POST", labels, 201, "application/json", strings.Replace(label, `"idea"`, "null", 1), "answer 201 at /name"},
		"an object for a list":   {"GET", labels, 200, "application/json", label, "answer 200"},
		"not JSON":               {"GET", labels, 200, "application/json", "[", "answer 200"},
		"no media type":          {"GET", labels, 200, "", "[]", "answer 200: content type"},
	} {
		t.Run(name, func(t *testing.T) {
			header := http.Header{}
			if row.media != "" {
				header.Set("Content-Type", row.media)
			}
			req := httptest.NewRequest(row.method, row.path, nil)
			expect(t, row.wrong, newReferee().CheckAnswer(req, row.status, header, []byte(row.body)))
		})
	}
}

// TestAnswersAreWatched serves through the middleware with and without a look
// at the answers: they arrive as they were.
func TestAnswersAreWatched(t *testing.T) {
	for name, row := range map[string]struct {
		watch bool
		body  string
		wrong int
	}{
		"good":        {true, "[" + label + "]", 0},
		"bad":         {true, `[{"id":1}]`, 1},
		"bad, unseen": {false, `[{"id":1}]`, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := referee.New(referee.Options{Prefix: "/api/v3", Answers: row.watch})
			answer := httptest.NewRecorder()
			r.Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				for _, part := range []string{row.body[:3], row.body[3:]} {
					if _, err := w.Write([]byte(part)); err != nil {
						t.Error(err)
					}
				}
			})).ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api/v3/repos/o/r/labels", nil))
			if answer.Code != http.StatusOK || answer.Body.String() != row.body {
				t.Errorf("the answer arrived as %d %s", answer.Code, answer.Body)
			}
			if got := r.Violations(); len(got) != row.wrong {
				t.Errorf("want %d violations, got %q", row.wrong, got)
			}
		})
	}
}

// TestCorrections shows what the description has wrong.
func TestCorrections(t *testing.T) {
	const user = `{"login":"ada","id":1,"node_id":"U_1","avatar_url":"https://example.org","gravatar_id":"","url":"https://example.org",
		"html_url":"https://example.org","followers_url":"https://example.org","following_url":"x","gists_url":"x","starred_url":"x",
		"subscriptions_url":"https://example.org","organizations_url":"https://example.org","repos_url":"https://example.org","events_url":"x",
		"received_events_url":"https://example.org","type":"User","site_admin":false}`
	const comment = `{"url":"x","id":1,"node_id":"x","pull_request_review_id":1,"diff_hunk":"@@","path":"a.md","commit_id":"x","original_commit_id":"x",
		"user":` + user + `,"body":"x","created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:05Z","html_url":"https://example.org",
		"pull_request_url":"https://example.org","author_association":"NONE","line":null,"position":null,
		"_links":{"self":{"href":"https://example.org"},"html":{"href":"https://example.org"},"pull_request":{"href":"https://example.org"}}}`
	const installation = `[{"id":1,"account":` + user + `,"access_tokens_url":"https://example.org","repositories_url":"https://example.org",
		"html_url":"https://example.org","app_id":1,"target_id":1,"target_type":"User","permissions":{},"events":[],"single_file_name":null,
		"repository_selection":"all","created_at":"2026-01-02T03:04:05Z","updated_at":"2026-01-02T03:04:05Z","app_slug":"storybot",
		"suspended_at":null,"suspended_by":null}]`
	for name, row := range map[string]struct{ path, body string }{
		"line that is gone":          {"/api/v3/repos/o/r/pulls/comments/1", comment},
		"account of an installation": {"/api/v3/app/installations", installation},
	} {
		t.Run(name, func(t *testing.T) {
			req := httptest.NewRequest(http.MethodGet, row.path, nil)
			expect(t, "", newReferee().CheckAnswer(req, http.StatusOK, http.Header{"Content-Type": {"application/json"}}, []byte(row.body)))
		})
	}
}
