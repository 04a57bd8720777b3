package command

import (
	"strings"
	"unicode"
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

// quote shows somebody's word inside a reply. In code it cannot mention, link
// or close anything.
func quote(word string) string {
	word = strings.ReplaceAll(shorten(clean(word), 40), "`", "")
	if word == "" {
		return "that"
	}
	return "`" + word + "`"
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
