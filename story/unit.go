package story

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A unit is a part of a block that can be a question or a leftover prompt by
// itself: a heading, a line of text, or a run of emphasis at a line's
// beginning.
type unit struct {
	block  *block
	nodes  [2]ast.Node // first node and the one after the last; nil for raw lines
	span   Span
	strong bool // emphasised strongly, from the beginning of its line
	alone  bool // nothing follows on its line
}

// wordsOf are the folded words of a heading or a paragraph, looked up often.
func (d *document) wordsOf(b *block) []string {
	if b.words == nil {
		b.words = append([]string{}, fold(plain(d.file.Text, b.node))...)
	}
	return b.words
}

// units cuts a block into its units.
func (d *document) units(b *block) []unit {
	switch b.kind {
	case heading:
		return []unit{{block: b, nodes: [2]ast.Node{b.node.FirstChild(), nil}, span: b.span, alone: true}}
	case prose:
		return d.lines(b)
	case row:
		return []unit{{block: b, span: b.span, alone: true}}
	}
	return d.raw(b)
}

// lines cuts a block of prose where its lines end and where leading emphasis
// ends.
func (d *document) lines(b *block) []unit {
	var units []unit
	var first ast.Node
	fresh := true // at the beginning of a line
	flush := func(next ast.Node, strong, alone bool) {
		if first == nil {
			return
		}
		stop := b.span.End
		if next != nil {
			stop = min(stop, offset(next, stop))
		}
		span := d.trim(Span{offset(first, b.span.Start), stop})
		if !span.Empty() {
			units = append(units, unit{block: b, nodes: [2]ast.Node{first, next}, span: span, strong: strong, alone: alone})
		}
		first = nil
	}
	for n := b.node.FirstChild(); n != nil; n = n.NextSibling() {
		emphasis, leads := n.(*ast.Emphasis)
		if leads = leads && fresh; leads {
			flush(n, false, true)
		}
		if first == nil {
			first = n
		}
		fresh = false
		if leads {
			flush(n.NextSibling(), emphasis.Level == 2, d.ends(n))
		}
		if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) {
			flush(n.NextSibling(), false, true)
			fresh = true
		}
	}
	flush(nil, false, true)
	return units
}

// ends reports whether nothing but space follows a node on its line.
func (d *document) ends(n ast.Node) bool {
	next, ok := n.NextSibling().(*ast.Text)
	if n.NextSibling() == nil {
		return true
	}
	return ok && (next.SoftLineBreak() || next.HardLineBreak() || next.NextSibling() == nil) && len(bytes.TrimSpace(next.Segment.Value(d.file.Text))) == 0
}

// offset is where a node begins, or or if it does not know.
func offset(n ast.Node, or int) int {
	if at := n.Pos(); at >= 0 {
		return at
	}
	return or
}

// raw cuts a block that has no inline text into its lines.
func (d *document) raw(b *block) []unit {
	var units []unit
	for at := b.span.Start; at < b.span.End; {
		stop := b.span.End
		if n := bytes.IndexByte(d.file.Text[at:stop], '\n'); n >= 0 {
			stop = at + n
		}
		if span := d.trim(Span{at, stop}); !span.Empty() {
			units = append(units, unit{block: b, span: span, alone: true})
		}
		at = stop + 1
	}
	return units
}

// firstLine is the first line of a block.
func (d *document) firstLine(b *block) Span {
	span := b.span
	if n := bytes.IndexByte(d.file.Text[span.Start:span.End], '\n'); n >= 0 {
		span.End = span.Start + n
	}
	return span
}

func (d *document) trim(span Span) Span {
	for span.End > span.Start && isSpace(d.file.Text[span.End-1]) {
		span.End--
	}
	for span.Start < span.End && isSpace(d.file.Text[span.Start]) {
		span.Start++
	}
	return span
}

// text is what a reader sees of a unit.
func (d *document) text(u unit) string {
	if u.nodes[0] == nil {
		return d.file.Slice(u.span)
	}
	var out strings.Builder
	for n := u.nodes[0]; n != nil && n != u.nodes[1]; n = n.NextSibling() {
		if t, ok := n.(*ast.Text); ok {
			out.Write(t.Segment.Value(d.file.Text))
			out.WriteByte(' ')
			continue
		}
		if a, ok := n.(*ast.AutoLink); ok {
			out.Write(a.URL(d.file.Text))
			continue
		}
		out.WriteString(plain(d.file.Text, n))
	}
	return strings.TrimSpace(out.String())
}

// maxQuestion is the longest text, in bytes, that is compared with questions.
const maxQuestion = 400

// firstWord is the first word of a text, folded: a cheap look before a unit's
// words are compared with anything.
func firstWord(text []byte) string {
	start := bytes.IndexFunc(text, unicode.IsLetter)
	if start < 0 {
		return ""
	}
	var word strings.Builder
	for rest := text[start:]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
		default:
			return word.String()
		}
	}
	return word.String()
}
