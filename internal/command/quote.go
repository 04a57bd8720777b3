package command

import (
	"cmp"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/quote"
)

// clean makes a piece of somebody's text fit to be worked with: valid UTF-8,
// no control characters, and none of the invisible ones that turn the
// direction of text or hide in it.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\t' || r == '\n':
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == '\u200b', r == '\ufeff':
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
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

// list joins names as a sentence does: "a", "a or b", "a, b or c".
func list(names []string, last string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " " + last + " " + names[len(names)-1]
}
