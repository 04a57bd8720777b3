package idea

import (
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
)

// maxBody is how much of a body is read, in bytes: more than GitHub lets
// anybody write (65,536 characters).
const maxBody = 256 << 10

var (
	heading    = lazyregexp.New(`^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$`)
	bold       = lazyregexp.New(`^ {0,3}(?:\*\*([^*]+)\*\*|__([^_]+)__):?[ \t]*$`)
	item       = lazyregexp.New(`^([ \t]*)(?:[*+-]|\d{1,9}[.)])[ \t]+(.*)$`)
	checkbox   = lazyregexp.New(`^\[[ \t]*([xX]?)[ \t]*\][ \t]*(.*)$`)
	definition = lazyregexp.New(`^ {0,3}\[((?:[^\[\]\\]|\\.)+)\]:[ \t]*\S`)
	reference  = lazyregexp.New(`\[((?:[^\[\]\\]|\\.)+)\]`)
	fenceLine  = lazyregexp.New("^ {0,3}(```+|~~~+)(.*)$")
)

// A line is one line of a body.
type line struct {
	text string
	code bool // in a fenced block, the lines with the marks included
}

// clean drops what does not show: control characters, direction marks,
// zero-width characters and broken UTF-8. Joiners are kept, several scripts
// and many emoji need them.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsSpace(r):
			return ' '
		case quote.Hidden(r):
			return -1
		}
		return r
	}, text)
}

// read takes a body apart into lines, without comments and link definitions;
// the definitions are returned by themselves.
func read(body string) (lines []line, definitions []string) {
	if len(body) > maxBody {
		body = body[:maxBody]
	}
	body = clean(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(body))
	fence, comment := "", false
	for text := range strings.SplitSeq(body, "\n") {
		if fence == "" {
			text, comment = uncomment(text, comment)
		}
		in := fence != ""
		fence = nextFence(fence, text)
		switch {
		case in || fence != "":
			lines = append(lines, line{text, true})
		case definition().MatchString(text):
			definitions = append(definitions, strings.TrimSpace(text))
		default:
			lines = append(lines, line{strings.TrimRight(text, " \t"), false})
		}
	}
	return lines, definitions
}

// nextFence is the fence that is open after the line, "" for none.
func nextFence(open, text string) string {
	found := fenceLine().FindStringSubmatch(text)
	switch {
	case found == nil:
		return open
	case open == "" && (found[1][0] == '~' || !strings.Contains(found[2], "`")):
		return found[1]
	case open != "" && strings.HasPrefix(found[1], open) && strings.TrimSpace(found[2]) == "":
		return ""
	}
	return open
}

// uncomment takes HTML comments out of a line; open reports whether one has
// begun before it, or goes on after it.
func uncomment(text string, open bool) (string, bool) {
	var b strings.Builder
	for {
		if open {
			_, rest, ended := strings.Cut(text, "-->")
			if !ended {
				return b.String(), true
			}
			text, open = rest, false
			continue
		}
		before, rest, begun := strings.Cut(text, "<!--")
		b.WriteString(before)
		if !begun {
			return b.String(), false
		}
		text, open = rest, true
	}
}
