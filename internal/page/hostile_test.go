package page

import (
	"fmt"
	"html/template"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// allocated is how many MiB rendering a text allocates, garbage included, which
// does not depend on how busy the machine is.
func allocated(source string) (uint64, template.HTML) {
	m := NewMarkdown("o/r")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	made := m.Render(source, "")
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20, made
}

// TestMemoryIsBounded: shapes of which every byte would become many nodes.
func TestMemoryIsBounded(t *testing.T) {
	wide := func(prefix string, columns int) string {
		return prefix + strings.Repeat("|", columns) + "\n" + prefix + strings.Repeat("-|", columns) + "-\n"
	}
	shapes := map[string]func(size int) string{
		"table":            func(n int) string { return wide("", n/8) + strings.Repeat("a\n", n/4) },
		"table, quoted":    func(n int) string { return wide("> ", n/8) + strings.Repeat("> a\n", n/8) },
		"table in a list":  func(n int) string { return wide("- ", n/8) + strings.Repeat("  a\n", n/8) },
		"table in numbers": func(n int) string { return wide("1. ", n/8) + strings.Repeat("   a\n", n/8) },
		"many tables":      func(n int) string { return strings.Repeat(wide("", 100)+strings.Repeat("a\n", 150)+"\n", n/600) },
		"bold left open": func(n int) string {
			return "<p>" + strings.Repeat("<b><i><em><s><tt>", 3) + strings.Repeat("<p>x", n/4)
		},
		"code left open":     func(n int) string { return "<p>" + classes(n/60) + strings.Repeat("<p>x", n/8) },
		"links left open":    func(n int) string { return strings.Repeat("<a href=x><p>", n/13) },
		"nested quotations":  func(n int) string { return strings.Repeat(">", n) },
		"tags":               func(n int) string { return strings.Repeat("<hr>", n/4) },
		"bold left and shut": func(n int) string { return strings.Repeat("<b><p>x</b>", n/11) },
	}
	for name, shape := range shapes {
		for _, size := range []int{40 << 10, 1<<20 - 100} {
			t.Run(fmt.Sprintf("%s/%d", name, size), func(t *testing.T) {
				if got, _ := allocated(shape(size)); got > 256 {
					t.Errorf("%d MiB allocated, want at most 256", got)
				}
			})
		}
	}
}

func classes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<code class=language-%d>", i)
	}
	return b.String()
}

// TestTextStaysInItsBox puts what was rendered into a cell of a table in open
// details, and looks whether it ends where it should.
func TestTextStaysInItsBox(t *testing.T) {
	m := NewMarkdown("o/r")
	for _, source := range []string{
		"</div></td></tr></table></details>x", "<td>x</td><tr>y", "<table><tr><td>x</table></table>", "<table><div></table></details>",
		"<details><summary>x", "<b><a href=x><code>", "<!--", "<!-- x --!> <b", "<script>", "<style><!--</style>--><b>", "<iframe>", "<object>x",
		"<textarea>", "<title>", "<xmp>", "<plaintext>", "<svg><style><img src=x>", "<math><mi></table>", "<template><td>", "<select><option>", "<noscript>",
		"<a href=javascript:x><input type=text></a></td>", "`</td>`", "```\n</td>\n```", "<p><table><p>x</table>", "<li></ul></ol>", "<summary></summary></details>",
		"<frameset>", "<body onload=x>", "</body></html>", "<form><button>", strings.Repeat("<b>", 600),
	} {
		page := "<details><table><tbody><tr><td><div>" + string(m.Render(source, "")) + "</div></td></tr></tbody></table></details><i>after</i>"
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Fatal(err)
		}
		if got := trail(doc, "i"); got != "html body i" {
			t.Errorf("%q: what follows is in %q", source, got)
		}
		for _, bad := range []string{"script", "style", "iframe", "object", "svg", "math", "form", "button", "textarea", "img", "select"} {
			if trail(doc, bad) != "" {
				t.Errorf("%q: there is an element %s", source, bad)
			}
		}
	}
}

// trail names the elements down to the last of a name that is "after", or to the
// first of that name.
func trail(n *html.Node, name string) string {
	found := ""
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || c.Data != name || name == "i" && (c.FirstChild == nil || c.FirstChild.Data != "after") {
			continue
		}
		var names []string
		for at := c; at.Type == html.ElementNode; at = at.Parent {
			names = append([]string{at.Data}, names...)
		}
		found = strings.Join(names, " ")
	}
	return found
}
