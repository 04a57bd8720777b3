package command

import (
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// A tag is the start or end of an HTML element, at a byte offset.
type tag struct {
	name   string
	closes bool
	at     int
}

var (
	tagPattern     = lazyregexp.New(`<(/?)([A-Za-z]+)`)
	commentPattern = lazyregexp.New(`(?s)<!--.*?(?:-->|$)`)
)

// enclosing are the elements that set their contents apart, as a quotation or
// a hidden part, even when Markdown paragraphs stand between their tags.
var enclosing = []string{"blockquote", "code", "details", "div", "pre", "table"}

// markup notes the enclosing tags in a stretch of HTML.
func (w *walker) markup(s span) {
	html := string(w.source[s.start:s.end])
	html = commentPattern().ReplaceAllStringFunc(html, func(c string) string {
		return strings.Repeat(" ", len(c))
	})
	for _, m := range tagPattern().FindAllStringSubmatchIndex(html, -1) {
		name := strings.ToLower(html[m[4]:m[5]])
		for _, e := range enclosing {
			if name == e {
				w.tags = append(w.tags, tag{name: name, closes: m[3] > m[2], at: s.start + m[0]})
			}
		}
	}
}

// enclosed returns the ranges within any open element, in order. An element
// that is never closed reaches to the end, as it does on the page.
func enclosed(tags []tag, end int) []span {
	var ranges []span
	open, depth, start := map[string]int{}, 0, 0
	for _, t := range tags {
		switch {
		case !t.closes:
			if depth == 0 {
				start = t.at
			}
			open[t.name]++
			depth++
		case open[t.name] > 0:
			open[t.name]--
			if depth--; depth == 0 {
				ranges = append(ranges, span{start, t.at})
			}
		}
	}
	if depth > 0 {
		ranges = append(ranges, span{start, end})
	}
	return ranges
}
