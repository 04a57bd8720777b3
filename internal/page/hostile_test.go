package page

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

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
