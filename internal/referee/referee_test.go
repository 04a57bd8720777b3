package referee_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/referee"
)

func newReferee() *referee.Referee { return referee.New(referee.Options{Prefix: "/api/v3"}) }

// request is one request of a table. wrong is part of what the referee says
// about it; empty when it is fine.
type request struct {
	method, path, body, wrong string
}

func (r request) http() *http.Request {
	req := httptest.NewRequest(r.method, r.path, strings.NewReader(r.body))
	if r.body != "" {
		req.Header.Set("Content-Type", "application/json")
	}
	return req
}

func TestREST(t *testing.T) {
	const repo = "/api/v3/repos/o/r"
	for name, row := range map[string]request{
		"read":               {"GET", repo + "/issues/1", "", ""},
		"page":               {"GET", repo + "/issues?state=open&per_page=100&page=2", "", ""},
		"path with slashes":  {"GET", repo + "/contents/src/a/b.md?ref=main", "", ""},
		"ref with slashes":   {"GET", repo + "/git/ref/heads/storybot/idea-1-a", "", ""},
		"escaped ref":        {"GET", repo + "/compare/main...a%2Fb", "", ""},
		"runs of a commit":   {"GET", repo + "/commits/main/check-runs", "", ""},
		"comment":            {"POST", repo + "/issues/1/comments", `{"body":"x"}`, ""},
		"further fields":     {"POST", repo + "/issues/1/comments", `{"body":"x","colour":"red"}`, ""},
		"no further fields":  {"POST", repo + "/issues", `{"title":"x","issue_field_values":[{"field_id":1,"value":"a","colour":"red"}]}`, "colour"},
		"escaped label":      {"DELETE", repo + "/issues/1/labels/good%20first%2Fissue", "", ""},
		"labels":             {"POST", repo + "/issues/1/labels", `{"labels":["a"]}`, ""},
		"bare labels":        {"POST", repo + "/issues/1/labels", `["a","b"]`, ""},
		"set bare labels":    {"PUT", repo + "/issues/1/labels", `["a"]`, ""},
		"set no labels":      {"PUT", repo + "/issues/1/labels", `[]`, ""},
		"token":              {"POST", "/api/v3/app/installations/1/access_tokens", "null", ""},
		"token, narrowed":    {"POST", "/api/v3/app/installations/1/access_tokens", `{"permissions":{"issues":"write"}}`, ""},
		"unknown path":       {"GET", repo + "/stories", "", "no such operation"},
		"unknown method":     {"DELETE", repo + "/issues/1", "", "no such operation"},
		"elsewhere":          {"GET", "/repos/o/r", "", "not below /api/v3"},
		"issue is no number": {"GET", repo + "/issues/one", "", "path parameter issue_number"},
		"unknown parameter":  {"GET", repo + "/issues?sate=open", "", `no parameter "sate"`},
		"wrong parameter":    {"GET", repo + "/issues?state=ajar", "", "query parameter state"},
		"no body":            {"POST", repo + "/issues/1/comments", "", "body"},
		"missing field":      {"POST", repo + "/issues/1/comments", `{"text":"x"}`, "body"},
		"wrong type":         {"POST", repo + "/issues/1/comments", `{"body":7}`, "body at /body"},
		"wrong value":        {"POST", repo + "/pulls/1/reviews", `{"event":"MAYBE"}`, "body at /event"},
		"numbers as labels":  {"POST", repo + "/issues/1/labels", `[1]`, "body"},
		"add no labels":      {"POST", repo + "/issues/1/labels", `[]`, "body"},
		"body where none":    {"DELETE", repo + "/issues/comments/1", `{"body":"x"}`, "body"},
		"not JSON":           {"POST", repo + "/issues/1/comments", `{"body":`, "body"},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, row.wrong, newReferee().CheckRequest(row.http()))
		})
	}
}

func expect(t *testing.T, wrong string, err error) {
	t.Helper()
	switch {
	case wrong == "" && err != nil:
		t.Errorf("want nothing wrong, got %v", err)
	case wrong != "" && err == nil:
		t.Errorf("want %q, got nothing wrong", wrong)
	case wrong != "" && !strings.Contains(err.Error(), wrong):
		t.Errorf("want %q, got %v", wrong, err)
	}
}

func TestDocuments(t *testing.T) {
	const commit = `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit { oid } } }`
	input := map[string]any{
		"branch": map[string]any{"repositoryNameWithOwner": "o/r", "branchName": "main"}, "expectedHeadOid": "a",
		"message": map[string]any{"headline": "x"},
	}
	for name, row := range map[string]struct {
		query string
		vars  map[string]any
		wrong string
	}{
		"fine":               {`query($n: Int!) { repository(owner: "o", name: "r") { issue(number: $n) { title } } }`, map[string]any{"n": 1.0}, ""},
		"input":              {commit, map[string]any{"input": input}, ""},
		"no such field":      {`{ repository(owner: "o", name: "r") { stories } }`, nil, "stories"},
		"no such argument":   {`{ repository(owner: "o", name: "r", kind: "x") { id } }`, nil, "kind"},
		"missing argument":   {`{ repository(owner: "o") { id } }`, nil, "name"},
		"wrong value":        {`{ repository(owner: "o", name: "r") { issues(first: 1, states: AJAR) { totalCount } } }`, nil, "AJAR"},
		"wrong type":         {`query($n: Int!) { repository(owner: "o", name: "r") { issue(number: $n) { title } } }`, map[string]any{"n": "one"}, "variables"},
		"missing variable":   {`query($n: Int!) { repository(owner: "o", name: "r") { issue(number: $n) { title } } }`, nil, "variables"},
		"needless variable":  {`{ viewer { login } }`, map[string]any{"n": 1}, `no variable "n"`},
		"wrong input":        {commit, map[string]any{"input": map[string]any{"branch": "main"}}, "variables"},
		"not a document":     {`{ viewer {`, nil, "Expected"},
		"endless":            {strings.Repeat("{a", 5_000_000), nil, "longer"},
		"nothing":            {``, nil, "no operation"},
		"fragment of nobody": {`{ viewer { ...who } }`, nil, "who"},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, row.wrong, newReferee().CheckDocument(row.query, row.vars))
		})
	}
}

func TestMiddlewareOnlyWatches(t *testing.T) {
	r := newReferee()
	var seen []string
	h := r.Middleware(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			t.Error(err)
		}
		seen = append(seen, req.URL.Path+" "+string(body)+" "+req.Header.Get("Content-Type"))
		w.WriteHeader(http.StatusTeapot)
	}))
	for _, row := range []request{
		{"POST", "/api/v3/repos/o/r/issues/1/comments", `{"body":"x"}`, ""},
		{"POST", "/api/v3/repos/o/r/issues/1/comments", `{"body":7}`, ""},
		{"POST", "/api/v3/app/installations/1/access_tokens", "null", ""},
		{"POST", "/api/graphql", `{"query":"{ viewer { login } }"}`, ""},
		{"POST", "/api/graphql", `{"query":"{ viewer { story } }"}`, ""},
		{"GET", "/api/graphql", "", ""},
	} {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, row.http())
		if answer.Code != http.StatusTeapot {
			t.Errorf("%s: status %d", row.path, answer.Code)
		}
		if last := seen[len(seen)-1]; !strings.HasPrefix(last, row.path+" "+row.body+" ") || row.body != "" && !strings.HasSuffix(last, "application/json") {
			t.Errorf("the request arrived as %q", last)
		}
	}
	wrong := []string{"POST /api/v3/repos/o/r/issues/1/comments: body at /body", "POST /api/graphql: ", "GET /api/graphql: "}
	if got := r.Violations(); len(got) != len(wrong) {
		t.Fatalf("want %d violations, got %q", len(wrong), got)
	}
	for n, got := range r.Violations() {
		if !strings.HasPrefix(got, wrong[n]) {
			t.Errorf("violation %d: want %q…, got %q", n, wrong[n], got)
		}
	}
}
