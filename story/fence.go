package story

import (
	"bytes"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/markdown"
)

// A misclosed fence is one meant to close a code block that has a word behind
// it: Markdown takes such a line for code, and the rest of the page with it.

// misclosed finds such fences: every fence with a word behind it that stands in
// an open block. They are believed only if the text comes out with every block
// closed that way.
func (f *File) misclosed() []Span {
	var found []Span
	var open string // the marks that opened the current block
	for i := range f.lines {
		start, stop := int(f.lines[i]), len(f.Text)
		if i+1 < len(f.lines) {
			stop = int(f.lines[i+1])
		}
		marks, rest := fenceOf(f.Text[start:stop])
		switch {
		case marks == "":
		case open == "":
			open = marks
		case marks[0] != open[0] || len(marks) < len(open):
		default:
			if len(rest) > 0 {
				at := start + bytes.Index(f.Text[start:stop], []byte(marks))
				found = append(found, Span{at, at + len(marks) + len(rest)})
			}
			open = ""
		}
	}
	if open != "" {
		return nil
	}
	return found
}

// fenceOf reads a line as a code fence: its marks, "" if it is none, and what
// stands behind them.
func fenceOf(line []byte) (marks, rest string) {
	line = bytes.TrimLeft(line, " \t>")
	if len(line) == 0 || line[0] != '`' && line[0] != '~' {
		return "", "" // most lines, and no string is made of them
	}
	return markdown.Fence(string(line))
}

// readable is the text as it is parsed: of the same length, but with what a
// parser would stumble over blanked. Mostly it is the text itself.
func (f *File) readable() []byte {
	source := f.Text
	mark := bytes.HasPrefix(source, []byte("\ufeff"))
	f.Misclosed = f.misclosed()
	matter := frontMatter(source)
	if !mark && len(f.Misclosed) == 0 && matter == 0 {
		return source
	}
	source = bytes.Clone(source)
	blankFrontMatter(source, matter)
	if mark {
		copy(source, "   ")
	}
	for _, fence := range f.Misclosed {
		marks, _ := fenceOf(source[fence.Start:fence.End])
		for i := fence.Start + len(marks); i < fence.End; i++ {
			source[i] = ' '
		}
	}
	return source
}

// swallowed marks the blocks of code that no fence closes and that hold what a
// story is made of: the heading of its questions, one of them, or a definition
// that the text uses. Such a definition is there, so its uses are none without.
func (d *document) swallowed() {
	var used map[string]bool // labels without a definition, of those true that one was swallowed of
	for i := range d.file.Code {
		c := &d.file.Code[i]
		if !c.Fenced || c.Closed {
			continue
		}
		if used == nil {
			used = make(map[string]bool, len(d.file.Undefined))
			for _, r := range d.file.Undefined {
				used[labelOf(r.Label)] = false
			}
		}
		for line := range bytes.Lines(d.file.Text[c.Span.Start:c.Span.End]) {
			line = bytes.TrimSpace(line)
			if label, ok := definedIn(line); ok {
				if _, ok := used[label]; ok {
					used[label], c.Swallows = true, true
				}
			}
			c.Swallows = c.Swallows || d.asksIn(line)
		}
	}
	d.file.Undefined = slices.DeleteFunc(d.file.Undefined, func(r Reference) bool { return used[labelOf(r.Label)] })
}

// definedIn is the label that a line defines.
func definedIn(line []byte) (label string, ok bool) {
	if len(line) == 0 || line[0] != '[' {
		return "", false
	}
	label, _, ok = strings.Cut(string(line[1:min(len(line), maxLabel)]), "]:")
	return labelOf(label), ok
}

// asksIn reports whether a line is the heading of the questions, or one of them.
func (d *document) asksIn(line []byte) bool {
	if len(line) == 0 || len(line) > maxQuestion || bytes.IndexByte([]byte("#*-"), line[0]) < 0 {
		return false
	}
	words := d.withoutOptional(fold(string(line)))
	asks := func(k kindPhrases) bool { return k.question(words) >= 0 }
	return anyMatch(d.words.faq, words) || len(words) > 0 && slices.ContainsFunc(d.kinds, asks)
}
