package demo

import (
	"fmt"
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// visitor is a browser without scripts.
type visitor struct {
	t      *testing.T
	url    string
	client *http.Client
}

func newVisitor(t *testing.T, d *Demo) *visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &visitor{t, d.URL, &http.Client{Jar: jar}}
}

func (v *visitor) answer(resp *http.Response, err error) (int, string) {
	v.t.Helper()
	if err != nil {
		v.t.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return resp.StatusCode, string(text)
}

func (v *visitor) get(path string) string {
	v.t.Helper()
	status, text := v.answer(v.client.Get(v.url + path))
	if status != http.StatusOK {
		v.t.Fatalf("GET %s: %d\n%s", path, status, text)
	}
	return text
}

func (v *visitor) post(path string, values ...string) (int, string) {
	v.t.Helper()
	form := url.Values{}
	for i := 0; i < len(values); i += 2 {
		form.Add(values[i], values[i+1])
	}
	return v.answer(v.client.PostForm(v.url+path, form))
}

func (v *visitor) as(login string) {
	v.t.Helper()
	if status, text := v.post("/-/person", "login", login, "back", "/"); status != http.StatusOK {
		v.t.Fatalf("act as %s: %d\n%s", login, status, text)
	}
}

func wants(t *testing.T, page string, texts ...string) {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(page, text) {
			t.Errorf("the page has no %q", text)
		}
	}
	if t.Failed() {
		t.Logf("the page:\n%s", page)
	}
}

func TestPageFromIdeaToMerge(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	wants(t, v.get("/"), "Nothing here yet")
	wants(t, v.get("/larder/vision/issues/new?template=status-quo.yml"), "What happens?", "Which character could tell it?")

	v.as(reader)
	_, page := v.post("/-/idea", "template", "status-quo.yml", "title", "Niklaus loses his cache", "field-1", "It fills the disk.", "field-2", "2")
	wants(t, page, "Niklaus loses his cache", "It fills the disk.", "checked", "status-quo")

	v.as(outsider)
	wants(t, v.get("/larder/vision/new/main/src/status_quo?filename=niklaus_loses.md&value=%23+Title%0A%0Atext"), "src/status_quo/niklaus_loses.md", "# Title\n\ntext", "in your fork")
	_, page = v.post("/-/propose", "path", "src/status_quo/niklaus_loses.md", "text", "# Title\r\n\r\n[home](../welcome.md) <b>bold</b>\r\n", "title", "Niklaus", "body", "Closes #1", "draft", "yes")
	wants(t, page, "outsider/vision:patch-2", "Ready for review", "Closes</h2>", "/outsider/vision/blob/", "src/welcome.md\"")
	if strings.Contains(page, `value="merge"`) {
		t.Error("an outsider is offered to merge")
	}
	v.get("/larder/vision/issues/2")
	v.get("/outsider/vision/blob/patch-2/src/status_quo/niklaus_loses.md?plain=1")

	if _, page = v.post("/-/push", "number", "2", "path", "src/status_quo/niklaus_loses.md", "text", "# Better\n"); !strings.Contains(page, "Better") {
		t.Errorf("after the push:\n%s", page)
	}
	v.post("/-/change", "number", "2", "what", "ready")
	if status, _ := v.post("/-/change", "number", "2", "what", "merge"); status != http.StatusForbidden {
		t.Errorf("an outsider merges: %d", status)
	}
	v.as(maintainer)
	v.post("/-/change", "number", "2", "what", "merge")
	if pull, idea := d.repo.View(2), d.repo.View(1); !pull.Merged || idea.State != "closed" {
		t.Errorf("merged %v, idea %s", pull.Merged, idea.State)
	}
	wants(t, v.get("/"), "merged", "closed")
	wants(t, v.get("/-/webhooks"), "pull_request.closed")
	wants(t, v.get("/larder/vision/blob/main/src/status_quo/niklaus_loses.md"), "Better")
}

// TestPagesListTheCommands that work there.
func TestPagesListTheCommands(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.as(outsider)
	_, idea := v.post("/-/idea", "title", "Niklaus loses his cache", "body", "It fills the disk.")
	_, pull := v.post("/-/propose", "path", "src/status_quo/niklaus_loses.md", "text", "# Title\n", "title", "Niklaus", "draft", "yes")
	for _, one := range handlers.Commands() {
		usage := "<code>" + html.EscapeString(one.Usage) + "</code>"
		if strings.Contains(idea, usage) != one.Where.Holds(false) || strings.Contains(pull, usage) != one.Where.Holds(true) {
			t.Errorf("/%s: on the idea's page %v, on the pull request's %v", one.Name, strings.Contains(idea, usage), strings.Contains(pull, usage))
		}
	}
}

func TestHostileTextStaysInItsBox(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	hostile := `<script>alert(1)</script><img src=x onerror=alert(1)></article></div></main>` +
		`<a href="javascript:alert(1)">x</a>` + "\n\n" + `[y](javascript:alert(1)) [z](data:text/html,x)` +
		"\n\n<!-- hidden -->\n\n<details><summary>more</summary>\n\n*inner*\n\n</details>\n\n<style>*{display:none}</style><form action=/-/change><button>b</button></form>\n"
	v.post("/-/idea", "title", hostile[:200], "body", hostile)
	v.as(outsider) // who is not offered to edit it, so that it is there once
	page := v.get("/larder/vision/issues/1")
	_, talk, _ := strings.Cut(page, `<article class="card comment"`)
	talk, _, _ = strings.Cut(talk, "</article>")
	wants(t, talk, "<details><summary>more</summary>", "<em>inner</em>")
	for _, bad := range []string{"<script>alert", "onerror", `="javascript:`, `="data:text`, "hidden -->", "<style>", "<form action=/-/change>", "<button>b", "<img"} {
		if strings.Contains(talk, bad) {
			t.Errorf("the comment holds %q:\n%s", bad, talk)
		}
	}
	if n := strings.Count(page, "</main>"); n != 1 {
		t.Errorf("the page closes its main part %d times", n)
	}
}

func TestOtherSitesAreKeptOut(t *testing.T) {
	d := startIdle(t, Options{})
	ask := func(method, path string, change func(*http.Request)) int {
		r, err := http.NewRequestWithContext(t.Context(), method, d.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		change(r)
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		return resp.StatusCode
	}
	if got := ask(http.MethodPost, "/-/change", func(r *http.Request) { r.Header.Set("Origin", "https://elsewhere.example") }); got != http.StatusForbidden {
		t.Errorf("a form of another site: %d", got)
	}
	if got := ask(http.MethodPost, "/-/change", func(r *http.Request) { r.Header.Set("Sec-Fetch-Site", "cross-site") }); got != http.StatusForbidden {
		t.Errorf("a form of another site: %d", got)
	}
	if got := ask(http.MethodGet, "/", func(r *http.Request) { r.Host = "elsewhere.example" }); got != http.StatusForbidden {
		t.Errorf("another name for this port: %d", got)
	}
	if _, err := New(t.Context(), Options{Addr: "0.0.0.0:0"}); err == nil {
		t.Error("the demo listens to everybody")
	}
}

func TestSuggestionIsCommitted(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.as(writer)
	v.post("/-/propose", "path", "src/status_quo/alan_waits.md", "text", "one\ntwo\nthree\n", "title", "Alan waits")
	_, err := d.repo.Review(1, githubsim.ReviewInput{
		Login: maintainer, Event: "COMMENT", Body: "One thought",
		Comments: []githubsim.ReviewCommentInput{{Path: "src/status_quo/alan_waits.md", Line: 2, Body: "Better:\n\n```suggestion\n2\n```\n"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	wants(t, v.get("/larder/vision/pull/1"), "Commit this suggestion", `<tr class="add"><td class="n" aria-hidden="true">+`)
	id := d.repo.View(1).Reviews[0].Comments[0].ID
	v.post("/-/apply", "number", "1", "comment", fmt.Sprint(id))
	after := d.repo.View(1)
	if got := string(after.Files[0].Head); got != "one\n2\nthree\n" {
		t.Errorf("the file is %q", got)
	}
	if !after.Reviews[0].Comments[0].Resolved {
		t.Error("the thread is still open")
	}
}
