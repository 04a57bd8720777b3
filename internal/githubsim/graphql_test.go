package githubsim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"testing"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

// document sends a document with the App's installation token and returns the
// data and the errors of the answer.
func (w *world) document(t *testing.T, query string, vars map[string]any) (data map[string]any, problems []gqlError) {
	t.Helper()
	return w.documentBy(t, w.transport(t), query, vars)
}

// documentBy is document with another token.
func (w *world) documentBy(t *testing.T, by http.RoundTripper, query string, vars map[string]any) (data map[string]any, problems []gqlError) {
	t.Helper()
	status, body := w.post(t, by, query, vars)
	if status != http.StatusOK {
		t.Fatalf("status %d: %s", status, body)
	}
	var answer struct {
		Data   map[string]any
		Errors []gqlError
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		t.Fatalf("answer %s: %v", body, err)
	}
	return answer.Data, answer.Errors
}

// reading is a token like the App's that may only read what a permission is
// about.
func (w *world) reading(t *testing.T, permission string) http.RoundTripper {
	t.Helper()
	tr, ok := w.transport(t).(*ghinstallation.Transport)
	if !ok {
		t.Fatal("the transport of a world is not ghinstallation's")
	}
	level := map[string]*string{"contents": new("write"), "issues": new("write"), "pull_requests": new("write")}
	level[permission] = new("read")
	tr.InstallationTokenOptions = &github.InstallationTokenOptions{Permissions: &github.InstallationPermissions{
		Contents: level["contents"], Issues: level["issues"], PullRequests: level["pull_requests"],
	}}
	return tr
}

func (w *world) post(t *testing.T, by http.RoundTripper, query string, vars map[string]any) (status int, body []byte) {
	t.Helper()
	payload, err := json.Marshal(map[string]any{"query": query, "variables": vars})
	if err != nil {
		t.Fatal(err)
	}
	client := &http.Client{Transport: by}
	response, err := client.Post(w.GraphQLURL(), "application/json", bytes.NewReader(payload))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	var buf bytes.Buffer
	if _, err := buf.ReadFrom(response.Body); err != nil {
		t.Fatal(err)
	}
	return response.StatusCode, buf.Bytes()
}

// asked is the data of a document that must go without errors.
func (w *world) asked(t *testing.T, query string, vars map[string]any) map[string]any {
	t.Helper()
	data, problems := w.document(t, query, vars)
	if len(problems) > 0 {
		t.Fatalf("errors: %+v", problems)
	}
	return data
}

// dig follows keys and indexes into decoded JSON.
func dig(t *testing.T, v any, path ...any) any {
	t.Helper()
	for n, step := range path {
		switch step := step.(type) {
		case string:
			v = v.(map[string]any)[step]
		case int:
			list := v.([]any)
			if step >= len(list) {
				t.Fatalf("%v has %d entries", path[:n], len(list))
			}
			v = list[step]
		}
	}
	return v
}

func read(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func equal(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}
