package demo

import (
	"net/url"
	"runtime"
	"strings"
	"testing"
)

// TestHostileTables: forty kilobytes could be fifty million cells. What is
// counted is all that is allocated, garbage included, which does not depend on
// how busy the machine is.
func TestHostileTables(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	table := strings.Repeat("|", 5000) + "\n" + strings.Repeat("-|", 5000) + "-\n" + strings.Repeat("a\n", 12_000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	v.as(writer)
	v.post("/-/idea", "title", "A table", "body", table)
	v.post("/-/propose", "path", "src/status_quo/table.md", "text", table, "title", "A table", "body", table)
	for _, page := range []string{"/larder/vision/issues/1", "/larder/vision/pull/2", "/larder/vision/blob/patch-2/src/status_quo/table.md"} {
		wants(t, v.get(page), "</html>")
	}
	runtime.ReadMemStats(&after)
	if got := (after.TotalAlloc - before.TotalAlloc) >> 20; got > 256 {
		t.Errorf("%d MiB allocated, want at most 256", got)
	}
}

// TestHostileNames: titles, names of files and what an address asks for are
// text wherever a page shows them.
func TestHostileNames(t *testing.T) {
	d := startIdle(t, Options{})
	v := newVisitor(t, d)
	const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>`
	v.as(writer)
	v.post("/-/idea", "title", hostile, "body", strings.Repeat(hostile+"\n\n", 500))
	v.post("/-/comment", "number", "1", "body", hostile)
	v.post("/-/propose", "path", "src/status_quo/a"+strings.ReplaceAll(hostile, "/", "_")+".md", "text", "# "+hostile+"\n", "title", hostile, "body", hostile)
	asked := url.QueryEscape(hostile)
	for _, page := range []string{
		"/", "/larder/vision/issues/1", "/larder/vision/pull/2", "/-/webhooks", "/larder/vision/issues/new?title=" + asked + "&body=" + asked,
		"/larder/vision/issues/new?template=" + asked, "/larder/vision/issues/1?done=" + asked,
		"/larder/vision/new/main/" + url.PathEscape(hostile) + "?filename=" + asked + "&value=" + asked + "&message=" + asked + "&description=" + asked,
	} {
		text := v.get(page)
		for _, bad := range []string{"<script>alert", "<img"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s holds %q", page, bad)
			}
		}
		if n := strings.Count(text, "</main>"); n != 1 {
			t.Errorf("%s closes its main part %d times", page, n)
		}
	}
	if len(d.repo.View(2).Files) != 1 {
		t.Error("the pull request with the hostile name was not opened")
	}
}
