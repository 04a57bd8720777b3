package story

import (
	"bytes"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// Front matter is data at the head of a text, between lines of --- or +++, that
// other tools read. It is no part of the story.

// dataLine is a line of front matter: a key, a list's item, a comment, or what
// goes on from the line above.
var dataLine = lazyregexp.New(`^(?:["']?[\w.-][\w .-]*["']?\s*[:=](?:\s|$)|\s|- |-$|#|\[[\w.-]+\]|[\]}],?$|$)`)

// frontMatter is how long the front matter of a text is, its last line included;
// 0 if there is none. A rule above a paragraph is not data.
func frontMatter(text []byte) int {
	text, mark := bytes.CutPrefix(text, []byte("\ufeff"))
	at := 0
	if mark {
		at = len("\ufeff")
	}
	line, rest, _ := bytes.Cut(text, []byte("\n"))
	fence := string(bytes.TrimRight(line, " \t\r"))
	if fence != "---" && fence != "+++" {
		return 0
	}
	at += len(line) + 1
	for keys := false; len(rest) > 0; {
		line, rest, _ = bytes.Cut(rest, []byte("\n"))
		trimmed := bytes.TrimRight(line, " \t\r")
		if string(trimmed) == fence || string(trimmed) == "..." && fence == "---" {
			if !keys {
				return 0
			}
			return at + len(trimmed)
		}
		if !dataLine().Match(trimmed) {
			return 0
		}
		keys = keys || bytes.ContainsAny(trimmed, ":=")
		at += len(line) + 1
	}
	return 0
}

// blankFrontMatter puts spaces in the place of front matter; lines stay lines.
func blankFrontMatter(source []byte, length int) {
	for i := range length {
		if source[i] != '\n' && source[i] != '\r' {
			source[i] = ' '
		}
	}
}
