package story

import (
	"bytes"
	"sort"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// Markup of other tools is shown as it is written. Lines that are nothing else
// are looked for in the text itself: parsed, they are anything.

// foreignLine is a line that another tool reads: a fence of colons, an
// admonition, a directive, a tag of a template, a comment of a language.
var foreignLine = lazyregexp.New(`^(?::{3,}\s*[\w{]?|!!!\s+\w|\?\?\?\+?\s+\w|\.\. [\w-]+::|\{%|\{:\s*[.#]|#\+\w+:|//\s)`)

// foreign looks for lines of another tool, and for the marks of a merge that
// was never finished.
func (n *notebook) foreign() {
	merging := false
	for i, begins := range n.file.lines {
		start, stop := int(begins), len(n.file.Text)
		if i+1 < len(n.file.lines) {
			stop = int(n.file.lines[i+1])
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
		if conflict || foreignLine().Match(line) && !n.isRemarks(i, line) && !n.inComment(at) {
			n.add(NoteMarkup, Span{at, at + len(line)})
		}
	}
}

// isRemarks reports whether a line is one of several that begin with //: a comment
// that was copied with its code, or a notice of rights.
func (n *notebook) isRemarks(i int, line []byte) bool {
	const mark = "//"
	begins := func(i int) bool {
		return i >= 0 && i < len(n.file.lines) && bytes.HasPrefix(bytes.TrimLeft(n.file.Text[n.file.lines[i]:], " \t"), []byte(mark))
	}
	return bytes.HasPrefix(line, []byte(mark)) && (begins(i-1) || begins(i+1))
}

// inComment reports whether an offset is within a comment of HTML, which readers
// do not see.
func (n *notebook) inComment(at int) bool {
	i := sort.Search(len(n.blocks), func(i int) bool { return n.blocks[i].span.Start > at }) - 1
	return i >= 0 && n.blocks[i].kind == markup && at < n.blocks[i].span.End && bytes.HasPrefix(n.file.Text[n.blocks[i].span.Start:], []byte("<!--"))
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
