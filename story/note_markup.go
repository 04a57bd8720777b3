package story

import (
	"bytes"
	"slices"
	"strings"
)

// maxForeign is how long markup of another tool is at most within a line.
const maxForeign = 300

// tools looks for markup of another tool within a block: {{x}}, {% x %}, ==x==,
// %%x%%, \x{…}, and remarks such as {>>x<<}.
func (n *notebook) tools() {
	text := n.view.text
	for i := 0; i+1 < len(text); i++ {
		size := 0
		switch text[i] {
		case '{':
			if size = braces(text, i); size > 0 && n.joins(text[i:i+size]) {
				size = 0
			}
		case '=', '%':
			size = fenced(text, i)
		case '\\':
			size = command(text[i:])
		}
		if size > 0 {
			n.add(NoteMarkup, n.view.span(i, i+size))
			i += size - 1
		}
	}
}

// joins reports whether braces are spoken of, and what stands between them is a
// word such as "and".
func (n *notebook) joins(braces []byte) bool {
	return slices.Contains(n.words.conjunction, strings.ToLower(string(bytes.Trim(braces, "{} "))))
}

// window is the text from an index on, as far as markup may go: not beyond its
// line, and not beyond what is no text.
func window(text []byte, i int) []byte {
	text = text[i:min(len(text), i+maxForeign)]
	for _, stop := range []byte{'\n', 0} {
		if end := bytes.IndexByte(text, stop); end >= 0 {
			text = text[:end]
		}
	}
	return text
}

// braces is how long markup in braces is, 0 if there is none. What begins with
// {{# is mdBook's own.
func braces(text []byte, i int) int {
	if i > 0 && (text[i-1] == '\\' || text[i-1] == '{') {
		return 0
	}
	opening := [2]byte{text[i], text[i+1]}
	if bytes.IndexByte([]byte("{%>+-~="), opening[1]) < 0 {
		return 0
	}
	text = window(text, i)
	closing := "}"
	switch opening[1] {
	case '{':
		closing = "}}"
	case '%':
		closing = "%}"
	default:
		if len(text) < 3 || text[2] != opening[1] {
			return 0
		}
	}
	end := bytes.Index(text, []byte(closing))
	if end < 3 {
		return 0
	}
	inner := bytes.TrimSpace(text[2:end])
	if len(inner) == 0 || opening[1] == '{' && (inner[0] == '#' || bytes.ContainsAny(inner, "{}")) {
		return 0
	}
	return end + len(closing)
}

// fenced is how long a text between == or %% is, 0 if there is none. The marks
// stand close to it where they are ==, as those of emphasis do.
func fenced(text []byte, i int) int {
	mark := text[i]
	if text[i+1] != mark || i > 0 && !isSpace(text[i-1]) && text[i-1] != '(' {
		return 0
	}
	text = window(text, i)
	end := bytes.IndexByte(text[2:], mark) + 2
	if end < 3 || end+1 >= len(text) || text[end+1] != mark {
		return 0
	}
	if mark == '=' && (isSpace(text[2]) || isSpace(text[end-1])) {
		return 0
	}
	if behind := text[end+2:]; len(behind) > 0 && !isSpace(behind[0]) && bytes.IndexByte([]byte(".,;:!?)"), behind[0]) < 0 {
		return 0
	}
	return end + 2
}

// command is how long a command of TeX is, 0 if there is none.
func command(text []byte) int {
	text = window(text, 0)
	name := 1
	for name < len(text) && 'a' <= text[name] && text[name] <= 'z' {
		name++
	}
	if name == 1 || name >= len(text) || text[name] != '{' {
		return 0
	}
	return bytes.IndexByte(text, '}') + 1
}
