package githubsim

import (
	"net/http"
	"strings"
	"testing"

	"github.com/bradleyfalzon/ghinstallation/v2"
)

func TestDocumentErrors(t *testing.T) {
	w := newWorld(t)
	must[int](t)(w.repo.OpenIssue("ada", "An idea", ""))
	must[*Repo](t)(w.CreateRepo("stranger", "diary", nil)).SetPrivate(true)
	in := func(fields string) string {
		return `query Q { repository(owner: "lovelace", name: "book") { ` + fields + ` } }`
	}
	for name, row := range map[string]struct{ query, kind, message string }{
		"no page size":   {in(`labels { nodes { name } }`), "MISSING_PAGINATION_BOUNDARIES", "`labels` connection"},
		"large page":     {in(`labels(first: 101) { nodes { name } }`), "EXCESSIVE_PAGINATION", "Requesting 101 records"},
		"empty page":     {in(`labels(last: 0) { nodes { name } }`), "INVALID_PAGINATION", "less than one"},
		"bad cursor":     {in(`labels(first: 1, after: "x") { nodes { name } }`), "INVALID_CURSOR_ARGUMENTS", "valid cursor"},
		"too many nodes": {in(`issues(first: 100) { nodes { a: comments(first: 100) { nodes { issue { comments(first: 100) { nodes { body } } } } } } }`), "MAX_NODE_LIMIT_EXCEEDED", "500,000"},
		"no repository":  {`{ repository(owner: "lovelace", name: "none") { id } }`, "NOT_FOUND", "'lovelace/none'"},
		"hidden":         {`{ repository(owner: "stranger", name: "diary") { id } }`, "NOT_FOUND", "'stranger/diary'"},
		"no pull":        {in(`pullRequest(number: 1) { id }`), "NOT_FOUND", "PullRequest with the number of 1"},
		"no issue":       {in(`issue(number: 9) { id }`), "NOT_FOUND", "Issue with the number of 9"},
		"no node":        {`{ node(id: "zz") { id } }`, "NOT_FOUND", "global id of 'zz'"},
		"unknown field":  {in(`colour`), "", "colour"},
		"no variable":    {`query Q($n: Int!) { repository(owner: "a", name: "b") { issue(number: $n) { id } } }`, "", "n"},
		"no document":    {`query {`, "", "Expected"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := w.document(t, row.query, nil)
			if len(problems) != 1 {
				t.Fatalf("want one error, got %+v", problems)
			}
			equal(t, "type", row.kind, problems[0].Type)
			if !strings.Contains(problems[0].Message, row.message) {
				t.Errorf("message %q does not say %q", problems[0].Message, row.message)
			}
		})
	}
}

func TestErrorsKeepTheRest(t *testing.T) {
	w := newWorld(t)
	data, problems := w.document(t, `{ repository(owner: "lovelace", name: "book") { name it: issue(number: 9) { id } } }`, nil)
	equal(t, "data", map[string]any{"repository": map[string]any{"name": "book", "it": nil}}, data)
	equal(t, "path", []any{"repository", "it"}, problems[0].Path)
}

func TestPermissionsOfFields(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.Permissions = map[string]string{"metadata": "read", "issues": "read"}
	})
	must[int](t)(w.repo.OpenIssue("ada", "An idea", ""))
	data, problems := w.document(t, `{ repository(owner: "lovelace", name: "book") {
		issue(number: 1) { title } object(expression: "HEAD:README.md") { oid } pullRequests(first: 1) { totalCount }
	} }`, nil)
	if data != nil && dig(t, data, "repository") != nil {
		t.Errorf("pullRequests is never null, so repository must be: %v", data)
	}
	equal(t, "errors", 2, len(problems))
	for _, problem := range problems {
		equal(t, "type", "FORBIDDEN", problem.Type)
	}
}

func TestPointsRunOut(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Limits.GraphQL = 2 })
	for range 2 {
		w.asked(t, `{ viewer { login } }`, nil)
	}
	_, problems := w.document(t, `{ viewer { login } }`, nil)
	equal(t, "errors", 1, len(problems))
	equal(t, "type", "RATE_LIMITED", problems[0].Type)
}

func TestSecondaryLimit(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Limits.ContentPerMinute = 1 })
	must[int](t)(w.repo.OpenIssue("ada", "An idea", ""))
	id := dig(t, w.asked(t, `{ repository(owner: "lovelace", name: "book") { issue(number: 1) { id } } }`, nil), "repository", "issue", "id")
	react := func() (int, string) {
		status, body := w.post(t, w.transport(t), reactDocument, map[string]any{"id": id})
		return status, string(body)
	}
	if status, body := react(); status != http.StatusOK {
		t.Fatalf("the first: %d %s", status, body)
	}
	if status, body := react(); status != http.StatusForbidden || !strings.Contains(body, "secondary rate limit") {
		t.Errorf("the second: %d %s", status, body)
	}
	w.asked(t, `{ viewer { login } }`, nil) // reading goes on
}

func TestWhoMayAsk(t *testing.T) {
	w := newWorld(t)
	jwt, err := ghinstallation.NewAppsTransport(http.DefaultTransport, w.AppID(), w.PrivateKey())
	check(t, err)
	for name, by := range map[string]http.RoundTripper{"nobody": http.DefaultTransport, "the App itself": jwt} {
		if status, body := w.post(t, by, `{ viewer { login } }`, nil); status != http.StatusUnauthorized {
			t.Errorf("%s: %d %s", name, status, body)
		}
	}
}

func TestEndlessDocument(t *testing.T) {
	w := newWorld(t)
	for name, row := range map[string]struct{ depth, status int }{
		"deep": {50_000, http.StatusOK}, "too deep": {5_000_000, http.StatusRequestEntityTooLarge},
	} {
		if status, _ := w.post(t, w.transport(t), strings.Repeat("{a", row.depth), nil); status != row.status {
			t.Errorf("%s: status %d, want %d", name, status, row.status)
		}
	}
}
