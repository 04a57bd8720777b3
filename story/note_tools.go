package story

import (
	"bytes"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// Markup of other tools is shown as it is written. Lines that are nothing else
// are looked for in the text itself: parsed, they are anything.

// foreignLine is a line that another tool reads: a fence of colons, an
// admonition, a directive, a tag of a template, a comment of a language.
var foreignLine = lazyregexp.New(`^(?::{3,}\s*[\w{]?|!!!\s+\w|\?\?\?\+?\s+\w|\.\. [\w-]+::|\{%|\{:\s*[.#]|#\+\w+:|//\s)`)

// foreignInline is what another tool reads within a line: {{x}}, {% x %},
// ==x==, %%x%%, \x{…}, and remarks such as {>>x<<}.
var foreignInline = lazyregexp.New(`(?:^|[^\\{])(\{\{\s*[^\s#{}][^{}\x00]*\}\})|(\{%[^}\x00]*%\})|(?:^|[\s(])(==[^\s=\x00](?:[^=\x00]*[^\s=\x00])?==)(?:$|[\s.,;:!?)])|(?:^|\s)(%%[^%\x00]+%%)|(\\[a-z]+\{[^}\x00]*\})|(\{(?:>>|\+\+|--|~~|==)[^}\x00]*\})`)

// foreign looks for lines of another tool, and for the marks of a merge that
// was never finished.
func (n *notebook) foreign() {
	merging := false
	for i, start := range n.file.lines {
		stop := len(n.file.Text)
		if i+1 < len(n.file.lines) {
			stop = n.file.lines[i+1]
		}
		line := bytes.TrimSpace(n.file.Text[start:stop])
		if len(line) < 3 || !foreignByte[line[0]] || n.inBlock(start, stop) {
			continue
		}
		at := start + bytes.Index(n.file.Text[start:stop], line)
		mark, conflict := conflictMark(line, merging)
		if conflict {
			merging = mark != '>'
		}
		if conflict || foreignLine().Match(line) {
			n.add(NoteMarkup, Span{at, at + len(line)})
		}
	}
}

// foreignByte is what such a line begins with.
var foreignByte = func() (is [256]bool) {
	for _, b := range []byte("<>|=:!?.{#/") {
		is[b] = true
	}
	return is
}()

// inBlock reports whether a line stands in a block of code.
func (n *notebook) inBlock(start, stop int) bool {
	return n.file.InCode(start) || n.file.InCode(stop-1)
}

// conflictMark reports whether a line divides two sides of a merge, and the byte
// it is made of. Only behind the first such line are the others what they seem.
func conflictMark(line []byte, merging bool) (mark byte, ok bool) {
	const size = 7
	mark = line[0]
	if len(line) < size || bytes.IndexByte([]byte("<>|="), mark) < 0 || len(bytes.TrimLeft(line[:size], string(mark))) > 0 {
		return 0, false
	}
	rest := line[size:]
	return mark, (len(rest) == 0 || rest[0] == ' ') && (merging || mark == '<' || mark == '>' && len(rest) > 0)
}

// tools looks for markup of another tool within a block.
func (n *notebook) tools() {
	v := &n.view
	if bytes.IndexByte(v.text, '{') < 0 && !bytes.Contains(v.text, []byte("==")) && !bytes.Contains(v.text, []byte("%%")) {
		return
	}
	v.each(foreignInline(), func(at int, m []int) {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 {
				n.add(NoteMarkup, v.span(at+m[g], at+m[g+1]))
				break
			}
		}
	})
}
