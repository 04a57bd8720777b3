package story

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// htmlHeading is a heading written in HTML, or what heads something else: the
// summary of what unfolds below it, a term, a paragraph of strong text. No line
// between its tags is blank.
var htmlHeading = lazyregexp.New(`(?is)(?:<details[^>]*>\s*)?(?:<(h[1-6]|summary|dt)(?:\s[^<>]*)?>(.{0,400}?)</(?:h[1-6]|summary|dt)\s*>` +
	`|<p(?:\s[^<>]*)?>\s*<(b|strong)>(.{0,400}?)</(?:b|strong)>\s*</p>)`)

// summaryLevel is the level of what heads something and is no heading, among
// headings: below all others.
const summaryLevel = 6

// html takes a block of HTML. The headings in it are blocks of their own, and
// so is what stands between them.
func (s *scanner) html(n *ast.HTMLBlock) {
	span := s.htmlSpan(n)
	text := s.source[span.Start:span.End]
	at := 0
	if n.HTMLBlockType >= ast.HTMLBlockType6 && bytes.IndexByte(text, '/') >= 0 {
		for _, m := range htmlHeading().FindAllSubmatchIndex(text, -1) {
			s.markup(n, Span{span.Start + at, span.Start + m[0]})
			level, inner := summaryLevel, Span{m[8], m[9]}
			if m[2] >= 0 {
				level, inner = htmlLevel(text[m[2]:m[3]]), Span{m[4], m[5]}
			}
			inner = Span{span.Start + inner.Start, span.Start + inner.End}
			s.add(block{kind: heading, level: level, span: Span{span.Start + m[0], span.Start + m[1]}, inner: inner, node: n})
			at = m[1]
		}
	}
	if s.markup(n, Span{span.Start + at, span.End}); at == 0 && span.Empty() {
		s.add(block{kind: markup, span: span, node: n})
	}
}

// htmlLevel is the level of a heading by the name of its tag.
func htmlLevel(tag []byte) int {
	if digit := tag[len(tag)-1]; digit >= '1' && digit <= '6' {
		return int(digit - '0')
	}
	return summaryLevel
}

func (s *scanner) markup(n ast.Node, span Span) {
	if span = s.trim(span); !span.Empty() {
		s.add(block{kind: markup, span: span, node: n})
	}
}

// htmlSpan is the span of a block of HTML with the line that closes it.
func (s *scanner) htmlSpan(n *ast.HTMLBlock) Span {
	span := s.lines(n)
	if n.HasClosure() {
		span.End = max(span.End, n.ClosureLine.Stop)
	}
	return s.trim(span)
}

// headingText is the text of a heading without its markup.
func (d *document) headingText(b *block) string {
	if !b.inner.Empty() {
		return strings.Join(strings.Fields(withoutTags(d.file.Slice(b.inner))), " ")
	}
	return plain(d.file.Text, b.node)
}

// cellSpan is the text of a table's cell, markup included.
func (d *document) cellSpan(cell ast.Node) Span {
	if cell == nil || cell.Lines().Len() == 0 {
		return Span{}
	}
	lines := cell.Lines()
	return d.trim(Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop})
}
