package story

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// plain is the text of a node without markup: what a reader sees.
func plain(source []byte, node ast.Node) string {
	var out strings.Builder
	each(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			out.Write(n.Segment.Value(source))
			if n.SoftLineBreak() || n.HardLineBreak() {
				out.WriteByte(' ')
			}
		case *ast.String:
			out.Write(n.Value)
		case *ast.AutoLink:
			out.Write(n.URL(source))
		}
		return true
	})
	return strings.TrimSpace(out.String())
}

// each visits a node's descendants in order, in a loop; visit reports whether to
// go into a node.
func each(node ast.Node, visit func(ast.Node) bool) {
	n := node.FirstChild()
	for n != nil {
		if visit(n) && n.FirstChild() != nil {
			n = n.FirstChild()
			continue
		}
		for n.NextSibling() == nil {
			n = n.Parent()
			if n == nil || n == node {
				return
			}
		}
		n = n.NextSibling()
	}
}

// end is the offset after a node's text, without its closing marks.
func (s *scanner) end(node ast.Node) int {
	for node.LastChild() != nil {
		node = node.LastChild()
	}
	if t, ok := node.(*ast.Text); ok {
		return t.Segment.Stop
	}
	return s.at(node)
}

// inlines collects the links, code spans and undefined references of a block.
func (s *scanner) inlines(node ast.Node) {
	open := brackets{scanner: s, at: -1}
	each(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			open.text(n)
		case *ast.CodeSpan:
			s.codeSpan(n)
			return false
		case *ast.Link:
			s.link(n, n.Destination, n.Reference, false)
			open.skip()
			s.within(n)
			return false
		case *ast.Image:
			s.link(n, n.Destination, n.Reference, true)
			return false
		case *ast.AutoLink:
			target := string(n.URL(s.source))
			at := s.at(n)
			s.file.Links = append(s.file.Links, Link{Target: target, Text: target, Span: Span{at, min(len(s.source), at+len(target)+2)}, Target0: min(len(s.source), at+1), Auto: true})
			return false
		}
		return true
	})
}

// within collects what stands inside a link's text.
func (s *scanner) within(link ast.Node) {
	each(link, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CodeSpan:
			s.codeSpan(n)
			return false
		case *ast.Image:
			s.link(n, n.Destination, n.Reference, true)
			return false
		}
		return true
	})
}

func (s *scanner) codeSpan(n *ast.CodeSpan) {
	if n.FirstChild() == nil {
		return
	}
	first, ok := n.FirstChild().(*ast.Text)
	if ok {
		s.file.Code = append(s.file.Code, Code{Span: Span{first.Segment.Start, s.end(n)}})
	}
}

// maxGapToTarget bounds how far behind a link's text its destination is
// looked for.
const maxGapToTarget = 64

func (s *scanner) link(n ast.Node, destination []byte, reference *ast.ReferenceLink, image bool) {
	l := Link{Target: string(destination), Text: plain(s.source, n), Target0: -1, Image: image}
	if reference != nil {
		l.Reference, l.Label = true, labelOf(string(reference.Value))
	}
	l.Span = Span{s.at(n), s.end(n)}
	if l.Span.End < l.Span.Start {
		l.Span.End = l.Span.Start
	}
	if reference == nil && len(destination) > 0 {
		behind := s.source[l.Span.End:min(len(s.source), l.Span.End+maxGapToTarget+len(destination))]
		if at := bytes.Index(behind, destination); at >= 0 {
			l.Target0 = l.Span.End + at
			l.Span.End = l.Target0 + len(destination)
			if l.Span.End < len(s.source) && s.source[l.Span.End] == ')' {
				l.Span.End++
			}
		}
	}
	s.file.Links = append(s.file.Links, l)
}
