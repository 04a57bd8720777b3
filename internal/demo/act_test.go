package demo

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestEveryActionLandsAtItsPlace: not at the top of a long page.
func TestEveryActionLandsAtItsPlace(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.as(writer)
	const file = "src/status_quo/grace_waits.md"
	v.post("/-/propose", "path", file, "text", "one\ntwo\n", "title", "Grace waits")
	if _, err := d.repo.Review(1, githubsim.ReviewInput{
		Login: maintainer, Event: "COMMENT", Body: "Nearly there",
		Comments: []githubsim.ReviewCommentInput{{Path: file, Line: 2, Body: "```suggestion\n2\n```\n"}},
	}); err != nil {
		t.Fatal(err)
	}
	line := itoa(d.repo.View(1).Reviews[0].Comments[0].ID)
	var landed string
	v.client.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		landed = r.URL.Fragment
		return nil
	}
	for _, step := range []struct {
		address string
		values  []string
		want    func(githubsim.IssueView) string
	}{
		{"/-/comment", []string{"body", "hello"}, func(i githubsim.IssueView) string { return commentAnchor(i.Comments[0].ID) }},
		{"/-/edit", []string{"title", "Grace waits longer", "body", "Why?"}, func(githubsim.IssueView) string { return "issue" }},
		{"/-/labels", nil, func(githubsim.IssueView) string { return "labels" }},
		{"/-/reply", []string{"comment", line, "body", "true"}, func(i githubsim.IssueView) string { return lineAnchor(i.Reviews[1].Comments[0].ID) }},
		{"/-/apply", []string{"comment", line}, func(i githubsim.IssueView) string { return lineAnchor(i.Reviews[0].Comments[0].ID) }},
		{"/-/push", []string{"path", "src/status_quo/grace_stays.md", "was", file, "text", "three\n"}, func(i githubsim.IssueView) string { return fileAnchor(i.Files[0].Path) }},
		{"/-/change", []string{"what", "close"}, func(i githubsim.IssueView) string { return eventAnchor(len(i.Timeline) - 1) }},
	} {
		landed = ""
		status, page := v.post(step.address, append([]string{"number", "1"}, step.values...)...)
		want := step.want(d.repo.View(1))
		if status != http.StatusOK || landed != want {
			t.Errorf("%s: %d, lands at %q, want %q", step.address, status, landed, want)
		}
		if !strings.Contains(page, `id="`+want+`"`) {
			t.Errorf("%s: the page has no place %q", step.address, want)
		}
	}
	got := d.repo.View(1)
	if diff := cmp.Diff([]string{"Grace waits longer", "Why?", "src/status_quo/grace_stays.md", "three\n"},
		[]string{got.Title, got.Body, got.Files[0].Path, string(got.Files[0].Head)}); diff != "" || len(got.Files) != 1 {
		t.Errorf("%d files; title, text, file (-want +got):\n%s", len(got.Files), diff)
	}
}

// TestNothingTypedIsLost: a form that was rejected comes back with what
// was wrong beside it and all that was typed in it.
func TestNothingTypedIsLost(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.as(writer)
	const file = "src/status_quo/alan_looks.md"
	v.post("/-/propose", "path", file, "text", "one\n", "title", "Alan looks", "body", "A story")
	v.post("/-/idea", "title", "An idea", "body", "words")
	first := d.repo.View(1).HeadOID
	v.post("/-/push", "number", "1", "path", file, "was", file, "text", "two\n")
	long := strings.Repeat("x", 300)
	for _, test := range []struct {
		name, who, address string
		values             []string
		status             int
		want               []string
	}{
		{"an empty comment", writer, "/-/comment", []string{"number", "2", "body", " \n"}, 422, []string{"Your comment is empty.", "> \n</textarea>"}},
		{"no right to edit", outsider, "/-/edit", []string{"number", "2", "title", "Mine", "body", "all mine"}, 403, []string{"outsider isn&#39;t allowed", "<pre class=\"scroll\">all mine</pre>"}},
		{"no title", writer, "/-/edit", []string{"number", "2", "title", "", "body", "kept words"}, 422, []string{"Please keep a title.", "kept words</textarea>", "<details class=\"edit\" open>"}},
		{
			"an idea in a form", reader, "/-/idea",
			[]string{"here", "/larder/vision/issues/new", "template", "status-quo.yml", "title", "", "field-1", "it <broke>", "field-2", "1"},
			422,
			[]string{"Please give your idea a title.", "it &lt;broke&gt;</textarea>", `value="1" checked`},
		},
		{
			"an idea in own words", reader, "/-/idea",
			[]string{"here", "/larder/vision/issues/new?template=blank", "title", long, "body", "own words"},
			422,
			[]string{"too long", "own words</textarea>", long},
		},
		{
			"a file without a name", outsider, "/-/propose",
			[]string{"here", "/larder/vision/new/main/", "path", "/", "text", "# Kept", "title", "T", "body", "B", "draft", "yes"},
			422,
			[]string{"inside the repository", "# Kept</textarea>", `value="T"`, "B</textarea>", `value="yes" checked`},
		},
		{
			"a taken name", writer, "/-/push",
			[]string{"number", "1", "was", file, "path", "src/welcome.md", "text", "three\n"},
			422,
			[]string{"already a file called src/welcome.md", "three\n</textarea>", `value="src/welcome.md"`},
		},
		{
			"a file that moved on", writer, "/-/push",
			[]string{"number", "1", "was", file, "path", file, "head", first, "text", "four\n", "message", "Mine"},
			422,
			[]string{"changed this file after you opened it", "four\n</textarea>", `value="Mine"`, `value="` + d.repo.View(1).HeadOID + `"`},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			v.t = t
			v.as(test.who)
			status, page := v.post(test.address, append(test.values, "form", nameOfForm(test.address, test.values))...)
			if status != test.status {
				t.Errorf("status %d, want %d", status, test.status)
			}
			wants(t, page, append(test.want, "autofocus")...)
		})
	}
	if got := string(d.repo.View(1).Files[0].Head); got != "two\n" {
		t.Errorf("the file became %q", got)
	}
}

// nameOfForm is what the page calls the form of a test.
func nameOfForm(address string, pairs []string) string {
	values := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		values[pairs[i]] = pairs[i+1]
	}
	kind := strings.TrimPrefix(address, "/-/")
	switch kind {
	case "idea", "propose":
		return frame{}.FormName(kind, values["here"])
	case "push":
		return frame{}.FormName(kind, values["was"])
	}
	return kind + "-" + values["number"]
}

// TestTakenForms: the browser may forget what arrived, and nothing else.
func TestTakenForms(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.post("/-/idea", "title", "An idea")
	site, err := url.Parse(d.URL)
	if err != nil {
		t.Fatal(err)
	}
	for form, want := range map[string]string{"comment-1": "comment-1", "x; path=/evil": "", "": ""} {
		v.client.Jar.SetCookies(site, []*http.Cookie{{Name: "taken", MaxAge: -1, Path: "/"}})
		v.post("/-/comment", "number", "1", "body", "words", "form", form)
		got := ""
		for _, c := range v.client.Jar.Cookies(site) {
			if c.Name == "taken" {
				got = c.Value
			}
		}
		if got != want {
			t.Errorf("form %q: taken %q, want %q", form, got, want)
		}
	}
}

// TestLabelsAreEdited: what somebody else changed in the meantime stays.
func TestLabelsAreEdited(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.as(reader)
	v.post("/-/idea", "title", "An idea")
	for _, name := range []string{"kept", "dropped", "meanwhile", "added"} {
		if err := d.repo.CreateLabel(name, "cccccc", ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"kept", "dropped", "meanwhile"} {
		if err := d.repo.AddLabel(maintainer, 1, name); err != nil {
			t.Fatal(err)
		}
	}
	form := []string{"number", "1", "was", "kept", "was", "dropped", "label", "kept", "label", "added", "label", "nobody knows this one"}
	if status, page := v.post("/-/labels", form...); status != http.StatusForbidden || strings.Contains(page, "Edit labels") {
		t.Errorf("a reader edits labels: %d", status)
	}
	v.as(writer)
	wants(t, v.get("/larder/vision/issues/1"), "Edit labels", `value="dropped" checked`)
	v.post("/-/labels", form...)
	var got []string
	for _, l := range d.repo.View(1).Labels {
		got = append(got, l.Name)
	}
	if diff := cmp.Diff([]string{"kept", "meanwhile", "added"}, got); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
}

// TestIdeaShowsWhatBelongsToIt: the pull requests that close it, and where to
// write it.
func TestIdeaShowsWhatBelongsToIt(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	v.as(reader)
	v.post("/-/idea", "title", "An idea", "body", "words")
	wants(t, v.get("/larder/vision/issues/1"), "None yet", `<a href="/larder/vision/new/main/?description=Closes&#43;%231&amp;message=An&#43;idea">Write this story in your fork`)
	d.sim.AddUser(d.sim.BotLogin(), d.sim.BotLogin())
	for who, dir := range map[string]string{d.sim.BotLogin(): "bots", outsider: "outsiders"} {
		text := fmt.Sprintf("Write [here](%s/larder/vision/new/main/src/%s?filename=a.md&value=%%23+A).", d.URL, dir)
		if _, err := d.repo.Comment(who, 1, text); err != nil {
			t.Fatal(err)
		}
	}
	wants(t, v.get("/larder/vision/issues/1"), `<a href="/larder/vision/new/main/src/bots?filename=a.md&amp;value=%23&#43;A">Write this story in your fork`)
	v.as(outsider)
	old := newPages(d.sim, d.repo, nil).digest(1)
	v.post("/-/propose", "path", "src/status_quo/a.md", "text", "# A\n", "title", "A story", "body", "Closes #1")
	wants(t, v.get("/larder/vision/issues/1"), `<a href="/larder/vision/pull/2">#2 A story</a>`)
	wants(t, v.get("/larder/vision/pull/2"), `<a href="/larder/vision/issues/1">#1 An idea</a>`)
	if newPages(d.sim, d.repo, nil).digest(1) == old {
		t.Error("an open page of the idea does not notice the pull request")
	}
}

// TestFormsComeFirst: whoever says nothing else gets the first form; what an
// address fills in is a blank issue, as on GitHub.
func TestFormsComeFirst(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	for address, want := range map[string]string{
		"":                         "Shiny future story",
		"?template=blank":          "In your own words",
		"?title=T&body=B":          "In your own words",
		"?template=status-quo.yml": "Status quo story",
	} {
		page := v.get("/larder/vision/issues/new" + address)
		_, current, _ := strings.Cut(page, `aria-current="page">`)
		current, _, _ = strings.Cut(current, "<")
		if current != want {
			t.Errorf("%q shows %q, want %q", address, current, want)
		}
		if strings.Index(page, "In your own words") < strings.Index(page, "quo story") {
			t.Errorf("%q: own words come before the forms", address)
		}
	}
}
