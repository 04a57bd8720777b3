package command

import (
	"cmp"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
)

// clean makes a piece of somebody's text fit to be worked with: valid UTF-8,
// and nothing that does not show.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case quote.Hidden(r):
			return -1
		}
		return r
	}, s)
	return strings.TrimSpace(s)
}

// shown shows somebody's word inside a reply, as code.
func shown(word string) string {
	return cmp.Or(quote.Code(strings.ReplaceAll(shorten(clean(word), 40), "`", "")), "that")
}

// marked are names of the book, for a reply.
func marked(names []string) []string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = quote.Mark(name)
	}
	return quoted
}

// shorten keeps at most limit characters, and says when it left some out.
func shorten(s string, limit int) string {
	n := 0
	for i := range s {
		if n == limit {
			return s[:i] + "…"
		}
		n++
	}
	return s
}
