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

// wordsOf are the folded words of a heading or a paragraph without its number
// and attributes, looked up often.
func (d *document) wordsOf(b *block) []string {
	if b.words == nil {
		b.words = append([]string{}, unnumbered(fold(withoutAttributes(d.headingText(b))))...)
	}
	return b.words
}

// units cuts a block into its units.
func (d *document) units(b *block) []unit {
	switch b.kind {
	case heading:
		if !b.inner.Empty() {
			return []unit{{block: b, span: b.inner, alone: true}}
		}
		return []unit{{block: b, nodes: [2]ast.Node{b.node.FirstChild(), nil}, span: b.span, alone: true}}
	case prose:
		return d.lines(b)
	case row:
		return []unit{{block: b, span: b.span, alone: true}}
	}
	return d.raw(b)
}

// lines cuts a block of prose where its lines end and where leading emphasis
// ends, in Markdown or HTML.
func (d *document) lines(b *block) []unit {
	c := cutter{document: d, block: b, fresh: true}
	for n := d.behindTask(b); n != nil; n = n.NextSibling() {
		c.node(n)
	}
	c.flush(nil, false, true)
	return c.units
}

// A cutter cuts a block of prose.
type cutter struct {
	*document
	block *block
	units []unit
	first ast.Node // of the unit being read
	fresh bool     // at the beginning of a line
	bold  bool     // within HTML's emphasis, which began the line
}

func (c *cutter) node(n ast.Node) {
	if raw, ok := n.(*ast.RawHTML); ok && c.tag(n, c.tagOf(raw)) {
		return
	}
	emphasis, leads := n.(*ast.Emphasis)
	if leads = leads && c.fresh && !c.bold; leads {
		c.flush(n, false, true)
	}
	if c.first == nil {
		c.first = n
	}
	c.fresh = false
	if leads {
		c.flush(n.NextSibling(), emphasis.Level == 2, c.ends(n))
	}
	if t, ok := n.(*ast.Text); ok && (t.SoftLineBreak() || t.HardLineBreak()) && !c.bold {
		c.flush(n.NextSibling(), false, true)
		c.fresh = true
	}
}

// tag takes a tag of HTML that cuts: a line break, or one around strong text
// that begins a line.
func (c *cutter) tag(n ast.Node, name string) bool {
	switch {
	case name == "br":
		c.flush(n, c.bold, true)
		c.fresh, c.bold = true, false
	case c.fresh && (name == "b" || name == "strong"):
		c.bold = true
	case c.bold && (name == "/b" || name == "/strong"):
		c.flush(n, true, c.ends(n))
		c.bold, c.fresh = false, false
	default:
		return false
	}
	return true
}

// flush ends the unit that is being read before a node.
func (c *cutter) flush(next ast.Node, strong, alone bool) {
	if c.first == nil {
		return
	}
	stop := c.block.span.End
	if next != nil {
		stop = min(stop, offset(next, stop))
	}
	span := c.trim(Span{offset(c.first, c.block.span.Start), stop})
	if !span.Empty() {
		c.units = append(c.units, unit{block: c.block, nodes: [2]ast.Node{c.first, next}, span: span, strong: strong, alone: alone})
	}
	c.first = nil
}

// tagOf is the name of an HTML tag, in lower case, with the slash of one that
// closes.
func (d *document) tagOf(n *ast.RawHTML) string {
	if n.Segments.Len() == 0 {
		return ""
	}
	segment := n.Segments.At(0)
	name := strings.TrimPrefix(string(segment.Value(d.file.Text)), "<")
	if end := strings.IndexAny(name[min(1, len(name)):], " \t\r\n/>"); end >= 0 {
		name = name[:end+1]
	}
	return strings.ToLower(name)
}

// behindTask is the first node of a block behind the box of a task list.
func (d *document) behindTask(b *block) ast.Node {
	n := b.node.FirstChild()
	text := d.file.Text[b.span.Start:b.span.End]
	if !b.first || len(text) < 4 || text[0] != '[' || text[2] != ']' || !isSpace(text[3]) || bytes.IndexByte([]byte(" xX"), text[1]) < 0 {
		return n
	}
	for n != nil && offset(n, b.span.End) < b.span.Start+3 {
		if t, ok := n.(*ast.Text); ok && t.Segment.Stop > b.span.Start+4 {
			break
		}
		n = n.NextSibling()
	}
	return n
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

// raw cuts a block that has no inline text into its lines; a comment that it
// begins with is one unit.
func (d *document) raw(b *block) []unit {
	var units []unit
	at := b.span.Start
	if text := d.file.Text[at:b.span.End]; b.kind == markup && bytes.HasPrefix(text, []byte("<!--")) {
		if end := bytes.Index(text, []byte("-->")); end >= 0 {
			at += end + len("-->")
		} else {
			at = b.span.End
		}
		units = append(units, unit{block: b, span: Span{b.span.Start, at}, alone: true})
	}
	for at < b.span.End {
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

// longWord is how many bytes few words are longer than.
const longWord = 16

// firstWord is the first word of a text, folded: a cheap look before a unit's
// words are compared with anything.
func firstWord(text []byte) string {
	start := bytes.IndexFunc(text, unicode.IsLetter)
	if start < 0 {
		return ""
	}
	var word strings.Builder
	word.Grow(min(len(text)-start, longWord))
	for rest := text[start:]; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		rest = rest[size:]
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word.WriteRune(unicode.ToLower(r))
		case r == '\'' || r == '’':
		default:
			return unaccented(word.String())
		}
	}
	return unaccented(word.String())
}
