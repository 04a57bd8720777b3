package story

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
)

// code takes a code block.
func (s *scanner) code(node ast.Node) {
	c := Code{Span: s.lines(node), Block: true}
	span := c.Span
	if n, ok := node.(*ast.FencedCodeBlock); ok {
		c.Fenced = true
		if n.Info != nil {
			c.Info = string(n.Info.Segment.Value(s.source))
		}
		c.Open = s.file.lineAt(s.at(n))
		if c.Span.Empty() {
			c.Span = Span{c.Open.End, c.Open.End}
		}
		var end int
		c.Closed, end = s.closed(c)
		span = Span{c.Open.Start, max(end, c.Span.End)}
	}
	s.file.Code = append(s.file.Code, c)
	s.add(block{kind: code, span: span, node: node})
}

// closed reports whether the line after a fenced block is its closing fence, and
// where that ends.
func (s *scanner) closed(c Code) (ok bool, end int) {
	at := max(c.Open.End, c.Span.End)
	for at < len(s.source) && isSpace(s.source[at]) {
		at++
	}
	line := s.source[at:]
	if n := bytes.IndexByte(line, '\n'); n >= 0 {
		line = line[:n]
	}
	mark := bytes.TrimLeft(s.source[c.Open.Start:c.Open.End], " \t>*-+0123456789.)")
	line = bytes.TrimSpace(bytes.TrimLeft(line, "> \t"))
	if len(mark) == 0 || len(line) < 3 || line[0] != mark[0] || len(bytes.Trim(line, string(mark[:1]))) > 0 {
		return false, c.Span.End
	}
	return true, at + bytes.LastIndexByte(line, mark[0]) + 1
}
