package command

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/storybot-app/storybot/internal/markdown"
)

// A line is one line of running text as a reader of the rendered comment sees
// it: of a paragraph or list item, never of code, a quotation, HTML or a table.
type line struct {
	text   string
	begins bool // nothing but space stands before it, no list marker either
	start  int  // byte offset in the source
	number int  // from 1
	only   bool // there is no other text
	plain  []span
	html   []span
}

// A span is a half-open range of byte offsets in the source.
type span struct{ start, end int }

func (s span) holds(offset int) bool { return s.start <= offset && offset < s.end }

// plainAt reports whether the byte at column is running text rather than part
// of inline code, a link or a tag.
func (l line) plainAt(column int) bool {
	for _, s := range l.plain {
		if s.holds(l.start + column) {
			return true
		}
	}
	return false
}

// without returns the line from column on, with its HTML tags and comments
// left out.
func (l line) without(column int) string {
	var b strings.Builder
	at, end := l.start+column, l.start+len(l.text)
	for _, s := range l.html {
		if s.end <= at || s.start >= end {
			continue
		}
		b.WriteString(l.text[at-l.start : max(s.start, at)-l.start])
		at = min(s.end, end)
	}
	b.WriteString(l.text[at-l.start:])
	return b.String()
}

// plainLines parses source as GitHub does and returns its lines of running
// text, in order.
func plainLines(source []byte) []line {
	// The parser is made on every call: it is cheap, and a shared one would be
	// global state.
	tree, source := markdown.Parse(markdown.NewParser(), source)
	w := walker{source: source}
	_ = ast.Walk(tree, w.visit) // visit returns no error
	return w.visible()
}

// A walker gathers what the tree says about each block of running text.
type walker struct {
	source []byte
	blocks []block
	tags   []tag
}

// A block is a paragraph, list item text or underlined heading.
type block struct {
	lines *text.Segments
	plain []span
	html  []span
}

func (w *walker) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	switch n := n.(type) {
	case *ast.Blockquote:
		return ast.WalkSkipChildren, nil
	case *ast.HTMLBlock:
		w.markup(segmentSpan(n.Lines()))
		if n.HasClosure() {
			w.markup(span{n.ClosureLine.Start, n.ClosureLine.Stop})
		}
	case *ast.Paragraph, *ast.TextBlock, *ast.Heading:
		w.blocks = append(w.blocks, block{lines: n.Lines()})
	case *ast.Text:
		w.last().plain = append(w.last().plain, span{n.Segment.Start, n.Segment.Stop})
	case *ast.RawHTML:
		s := segmentSpan(n.Segments)
		w.last().html = append(w.last().html, s)
		w.markup(s)
		return ast.WalkSkipChildren, nil
	case *ast.CodeSpan, *ast.Link, *ast.Image, *ast.AutoLink:
		return ast.WalkSkipChildren, nil
	}
	return ast.WalkContinue, nil
}

// last is the block being read. Table cells hold text outside any block; what
// they hold is gathered in a block without lines.
func (w *walker) last() *block {
	if len(w.blocks) == 0 {
		w.blocks = append(w.blocks, block{lines: text.NewSegments()})
	}
	return &w.blocks[len(w.blocks)-1]
}

// visible cuts the blocks into lines and drops those that open HTML elements
// enclose.
func (w *walker) visible() []line {
	var lines []line
	number, counted := 1, 0
	hidden := enclosed(w.tags, len(w.source))
	for _, b := range w.blocks {
		for _, segment := range b.lines.Sliced(0, b.lines.Len()) {
			number += bytes.Count(w.source[counted:max(segment.Start, counted)], []byte("\n"))
			counted = max(segment.Start, counted)
			for len(hidden) > 0 && hidden[0].end <= segment.Start {
				hidden = hidden[1:]
			}
			if len(hidden) > 0 && hidden[0].holds(segment.Start) || w.afterHash(segment.Start) {
				continue
			}
			b.skipTo(segment.Start)
			lines = append(lines, line{
				text:   strings.TrimRight(string(w.source[segment.Start:segment.Stop]), " \t\n"),
				begins: w.begins(segment.Start), start: segment.Start, number: number, plain: b.plain, html: b.html,
			})
		}
	}
	return lines
}

// skipTo forgets the spans that end before offset, so that a long paragraph is
// not searched from its beginning for every line.
func (b *block) skipTo(offset int) {
	for len(b.plain) > 0 && b.plain[0].end <= offset {
		b.plain = b.plain[1:]
	}
	for len(b.html) > 0 && b.html[0].end <= offset {
		b.html = b.html[1:]
	}
}

// begins reports whether nothing but space stands before offset on its line.
func (w *walker) begins(offset int) bool {
	before := w.source[bytes.LastIndexByte(w.source[:offset], '\n')+1 : offset]
	return len(bytes.TrimSpace(before)) == 0
}

// afterHash reports whether the text at offset is a heading after # signs: a
// heading is no start of a line. A line that merely has dashes below it is.
func (w *walker) afterHash(offset int) bool {
	before := bytes.TrimRight(w.source[:offset], " \t")
	return bytes.HasSuffix(before, []byte("#"))
}

func segmentSpan(s *text.Segments) span {
	if s.Len() == 0 {
		return span{}
	}
	return span{s.At(0).Start, s.At(s.Len() - 1).Stop}
}
