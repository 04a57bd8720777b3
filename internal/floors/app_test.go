package floors_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/url"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// needed says why the App asks for each permission.
func needed() map[string]string {
	return map[string]string{
		"metadata: read":       "asked of every App; tells the role of who gives a command",
		"contents: write":      "read book and settings; put a draft on a branch of its own",
		"issues: write":        "labels, comments, reactions and assignees, on pull requests too",
		"pull_requests: write": "open drafts, review with suggestions",
		"checks: write":        "one check run a commit",
	}
}

// heard says for each event the App listens to which permission entitles it.
func heard() map[string]string {
	return map[string]string{
		"issues":                      "issues: write",
		"issue_comment":               "issues: write",
		"pull_request":                "pull_requests: write",
		"pull_request_review":         "pull_requests: write",
		"pull_request_review_comment": "pull_requests: write",
		"check_run":                   "checks: write",
		"check_suite":                 "checks: write",
	}
}

// A manifest is what GitHub takes to register an App, as far as we use it.
type manifest struct {
	Name           string `yaml:"name"`
	URL            string `yaml:"url"`
	Description    string `yaml:"description"`
	Public         *bool  `yaml:"public"`
	HookAttributes struct {
		URL    string `yaml:"url"`
		Active bool   `yaml:"active"`
	} `yaml:"hook_attributes"`
	RedirectURL        string            `yaml:"redirect_url"`
	DefaultPermissions map[string]string `yaml:"default_permissions"`
	DefaultEvents      []string          `yaml:"default_events"`
}

func TestManifestAsksForNoMoreThanNeeded(t *testing.T) {
	app := readManifest(t)
	var asked []string
	for name, level := range app.DefaultPermissions {
		asked = append(asked, name+": "+level)
	}
	slices.Sort(asked)
	if diff := cmp.Diff(slices.Sorted(maps.Keys(needed())), asked); diff != "" {
		t.Errorf("permissions of app.yml (-needed +asked):\n%s", diff)
	}
	if diff := cmp.Diff(slices.Sorted(maps.Keys(heard())), slices.Sorted(slices.Values(app.DefaultEvents))); diff != "" {
		t.Errorf("events of app.yml (-heard +subscribed):\n%s", diff)
	}
	for event, permission := range heard() {
		if !slices.Contains(asked, permission) {
			t.Errorf("the event %s is not delivered without the permission %q", event, permission)
		}
	}
}

func TestManifestIsComplete(t *testing.T) {
	app := readManifest(t)
	if app.Name == "" || app.Description == "" || app.Public == nil || *app.Public {
		t.Errorf("want a name, a description and public: false, got %+v", app)
	}
	if !app.HookAttributes.Active {
		t.Error("the webhook is not active")
	}
	for name, address := range map[string]string{
		"url": app.URL, "hook_attributes.url": app.HookAttributes.URL, "redirect_url": app.RedirectURL,
	} {
		if u, err := url.Parse(address); err != nil || u.Scheme != "https" || u.Host == "" {
			t.Errorf("%s: %q is no https address", name, address)
		}
	}
}

// TestRegistrationPageSendsTheManifest compares what deploy/register.html asks
// GitHub for with app.yml.
func TestRegistrationPageSendsTheManifest(t *testing.T) {
	_, rest, ok := bytes.Cut(read(t, "../../deploy/register.html"), []byte(`id="manifest">`))
	embedded, _, closed := bytes.Cut(rest, []byte("</script>"))
	if !ok || !closed {
		t.Fatal("deploy/register.html holds no manifest")
	}
	var sent, want any
	if err := json.Unmarshal(embedded, &sent); err != nil {
		t.Fatalf("manifest in deploy/register.html: %v", err)
	}
	if err := yaml.Unmarshal(read(t, "../../app.yml"), &want); err != nil {
		t.Fatalf("app.yml: %v", err)
	}
	if diff := cmp.Diff(want, sent); diff != "" {
		t.Errorf("what the page sends (-app.yml +page):\n%s", diff)
	}
}

func readManifest(t *testing.T) manifest {
	t.Helper()
	var app manifest
	dec := yaml.NewDecoder(bytes.NewReader(read(t, "../../app.yml")))
	dec.KnownFields(true)
	if err := dec.Decode(&app); err != nil {
		t.Fatalf("app.yml: %v", err)
	}
	return app
}
