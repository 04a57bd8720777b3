package story

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/storybot-app/storybot/internal/markdown"
)

type blockKind int

const (
	prose blockKind = iota // a paragraph or the text of a list item
	heading
	code
	markup // HTML
	row    // of a table
	vacant // an item of a list without anything in it
)

// A block is a leaf of the document, in the order of the text.
type block struct {
	kind  blockKind
	span  Span
	level int // of a heading
	depth int // how many lists it stands in
	first bool
	quote bool
	node  ast.Node
	inner Span     // text of a heading that is written in HTML, tags and all
	words []string // see document.wordsOf
}

// scan parses a text and lists its leaf blocks; what rules ask for later
// (links, code, definitions) is collected on the way. The walk is a loop: a
// hostile text may nest as deep as it is long.
func (f *File) scan(md parser.Parser) []block {
	doc, source := markdown.Parse(md, f.readable())
	s := scanner{file: f, source: source, blocks: make([]block, 0, len(f.lines)/3+1)}
	f.Items = make([]Item, 0, cap(s.blocks))
	node := doc
	for node != nil {
		if s.enter(node) && node.FirstChild() != nil {
			node = node.FirstChild()
			continue
		}
		for node != nil && node.NextSibling() == nil {
			node = node.Parent()
			if node != nil {
				s.leave(node)
			}
		}
		if node != nil {
			node = node.NextSibling()
		}
	}
	return s.blocks
}

type scanner struct {
	file   *File
	source []byte
	blocks []block
	depth  int
	quotes int
	item   ast.Node // the list item whose first leaf is still to come
}

// enter takes one node and reports whether its children are to be walked.
func (s *scanner) enter(node ast.Node) bool {
	switch n := node.(type) {
	case *ast.List:
		s.depth++
		if n.FirstChild() == nil {
			s.depth--
		}
		return true
	case *ast.ListItem:
		s.item = n
		if n.FirstChild() == nil {
			s.add(block{kind: vacant, span: Span{s.at(n), s.at(n)}, node: n})
		}
		return true
	case *ast.Blockquote:
		if n.FirstChild() != nil {
			s.quotes++
		}
		return true
	case *ast.Paragraph, *ast.TextBlock:
		s.leaf(prose, node, 0)
	case *ast.Heading:
		s.leaf(heading, node, n.Level)
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		s.code(node)
	case *ast.HTMLBlock:
		s.html(n)
	case *ast.LinkReferenceDefinition:
		s.definition(n)
	case *east.TableHeader, *east.TableRow:
		s.row(node)
	case *ast.ThematicBreak:
	default:
		return true
	}
	return false
}

func (s *scanner) leave(node ast.Node) {
	switch node.(type) {
	case *ast.List:
		s.depth--
	case *ast.Blockquote:
		s.quotes--
	}
}

func (s *scanner) add(b block) {
	b.depth, b.quote = s.depth, s.quotes > 0
	b.first = s.item != nil
	s.item = nil
	s.blocks = append(s.blocks, b)
}

// leaf takes a block of inline text.
func (s *scanner) leaf(kind blockKind, node ast.Node, level int) {
	span := s.lines(node)
	if kind == heading {
		span = s.headingSpan(node, span)
	}
	s.add(block{kind: kind, span: span, level: level, node: node})
	s.file.Items = append(s.file.Items, Item{Span: span, Depth: s.depth, Quote: s.quotes > 0})
	if kind == heading {
		s.heading(node, level, span)
	}
	s.inlines(node)
}

// headingSpan widens the span of a heading's text to its marks.
func (s *scanner) headingSpan(node ast.Node, span Span) Span {
	start := s.at(node)
	if span.Empty() {
		start = max(0, bytes.LastIndexByte(s.source[:min(len(s.source), start+1)], '#'))
	} else if node.Pos() < 0 || span.Start < start {
		start = span.Start
	}
	for start > 0 && s.source[start-1] == '#' {
		start--
	}
	end := max(start, span.End)
	if n := bytes.IndexByte(s.source[end:], '\n'); n >= 0 {
		end += n
	} else {
		end = len(s.source)
	}
	for end > start && isSpace(s.source[end-1]) {
		end--
	}
	return Span{start, end}
}

// lines is the span from the first to the last byte of a block's lines,
// without the last line ending.
func (s *scanner) lines(node ast.Node) Span {
	lines := node.Lines()
	if lines.Len() == 0 {
		return Span{s.at(node), s.at(node)}
	}
	span := Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop}
	return s.trim(span)
}

// at is where a node begins. The parser counts a tab before an empty heading as
// the spaces it stands for, and so can name a place beyond the text.
func (s *scanner) at(node ast.Node) int { return min(max(0, node.Pos()), len(s.source)) }

func (s *scanner) trim(span Span) Span {
	for span.End > span.Start && isSpace(s.source[span.End-1]) {
		span.End--
	}
	for span.Start < span.End && isSpace(s.source[span.Start]) {
		span.Start++
	}
	return span
}

func isSpace(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

func (s *scanner) definition(n *ast.LinkReferenceDefinition) {
	span := s.lines(n)
	s.file.Definitions = append(s.file.Definitions, Definition{Label: string(n.Label), Target: string(n.Destination), Span: span})
}

func (s *scanner) row(node ast.Node) {
	span := Span{-1, 0}
	for cell := node.FirstChild(); cell != nil; cell = cell.NextSibling() {
		lines := s.lines(cell)
		if span.Start < 0 {
			span.Start = lines.Start
		}
		span.End = max(span.End, lines.End)
		s.file.Items = append(s.file.Items, Item{Span: lines, Depth: s.depth, Quote: s.quotes > 0})
		s.inlines(cell)
	}
	if span.Start < 0 {
		span.Start = s.at(node)
		span.End = span.Start
	}
	s.add(block{kind: row, span: span, node: node})
}

// lineAt is the line an offset stands in, without its ending.
func (f *File) lineAt(offset int) Span {
	span := f.LineSpan(offset)
	for span.End > span.Start && (f.Text[span.End-1] == '\n' || f.Text[span.End-1] == '\r') {
		span.End--
	}
	return span
}
