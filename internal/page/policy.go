package page

import (
	"github.com/microcosm-cc/bluemonday"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var (
	nothing  = lazyregexp.New(`^$`)
	checkbox = lazyregexp.New(`^checkbox$`)
	sides    = lazyregexp.New(`^(left|center|right)$`)
	counting = lazyregexp.New(`^[0-9]{1,9}$`)
	language = lazyregexp.New(`^language-[^\s]{1,20}$`)
)

// newPolicy allows what GitHub allows, as far as it is words: what its Markdown
// can make, and what people type themselves. Comments, styles, scripts and
// forms go, and pictures, which would need the network. Of an element that goes
// the words stay, unless they are not meant for people.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.SkipElementsContent("textarea", "template")
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre",
		"em", "strong", "b", "i", "del", "s", "strike", "ins", "sub", "sup", "kbd", "samp", "var", "tt", "q",
		"ul", "li", "dl", "dt", "dd", "summary", "table", "thead", "tbody", "tfoot", "tr")
	p.AllowNoAttrs().OnElements("code", "details", "ol", "td", "th")

	p.AllowAttrs("class").Matching(language()).OnElements("code")
	p.AllowAttrs("open").Matching(nothing()).OnElements("details")
	p.AllowAttrs("start").Matching(counting()).OnElements("ol")
	p.AllowAttrs("align").Matching(sides()).OnElements("td", "th")
	p.AllowAttrs("type").Matching(checkbox()).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(nothing()).OnElements("input")

	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true)
	p.RequireNoFollowOnLinks(true)
	return p
}
