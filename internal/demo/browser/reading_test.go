package browser

import (
	_ "embed"
	"strings"
	"testing"
)

// audit looks through a page as it is shown: its width, its names, its
// headings, its colours. It returns what is wrong.
//
//go:embed audit.js
var audit string

// everyPage holds each kind of page against what all must be, light and dark.
func everyPage(v visitor, idea, pull int) {
	const file = "src/status_quo/alan_waits_for_the_lock.md"
	for _, path := range []string{
		"/", "/-/webhooks", "/larder/nothing", address("/issues/new"), address("/issues/new?template=blank"),
		address("/issues/%d", idea), address("/pull/%d", pull),
		address("/new/main/src/status_quo?filename=a.md"), address("/edit/main/%s", file), address("/blob/main/%s", file),
	} {
		v.look(path)
		js[bool](v, `document.querySelectorAll("details").forEach((d) => { d.open = true; }) || true`)
		for _, scheme := range []string{"light", "dark"} {
			v.scheme(scheme)
			for _, wrong := range js[[]string](v, audit) {
				v.t.Errorf("%s, %s: %s", path, scheme, wrong)
			}
		}
	}
}

// TestAuditFinds proves of the audit itself that it sees what is wrong.
func TestAuditFinds(t *testing.T) {
	v := visitor{t, site{}, open(t)}
	v.wide(360, 800)
	v.read(`<!doctype html><html lang="en"><title>x</title><body style="background:#fff">
		<h1>One</h1><h1>Two</h1><article>no name</article><form><input placeholder="pale" style="color:#000"></form>
		<style>::placeholder { color: #bbb }</style><p style="color:#999">pale</p><div style="width:500px">wide</div><i id="a"></i><i id="a"></i>`)
	got := strings.Join(js[[]string](v, audit), "\n")
	for _, want := range []string{"360", "2 headings of the first level", "no name: article", "no name: form", "no label", "placeholder", "“pale”", "twice"} {
		if !strings.Contains(got, want) {
			t.Errorf("the audit does not find %q:\n%s", want, got)
		}
	}
}
