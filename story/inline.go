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

// brackets finds references without a definition: brackets that goldmark left
// in the text.
type brackets struct {
	*scanner
	at     int // offset of the innermost open bracket, -1 if none
	behind int // text before this offset was told already
}

// skip forgets an open bracket when a link stands inside: such a label cannot
// be meant.
func (b *brackets) skip() { b.at = -1 }

func (b *brackets) text(n *ast.Text) {
	for i := max(n.Segment.Start, b.behind); i < n.Segment.Stop; i++ {
		if b.at < 0 {
			next := bytes.IndexByte(b.source[i:n.Segment.Stop], '[')
			if next < 0 {
				return
			}
			if i += next; escaped(b.source[n.Segment.Start:i]) {
				continue
			}
		}
		switch b.source[i] {
		case '\\':
			i++
		case '[':
			b.at = i
		case ']':
			if b.at >= 0 {
				b.close(i)
				b.at = -1
			}
		}
	}
}

// escaped reports whether a backslash at the end of a text is for what follows.
func escaped(text []byte) bool {
	return (len(text)-len(bytes.TrimRight(text, `\`)))%2 == 1
}

// close takes the reference whose text ends at the bracket at this offset.
func (b *brackets) close(at int) {
	label, stop := Span{b.at + 1, at}, at+1
	if next := b.source[stop:]; len(next) > 0 && next[0] == '(' {
		return
	} else if len(next) > 0 && next[0] == '[' {
		if n := bytes.IndexAny(next[1:], "[]\n"); n >= 0 && next[n+1] == ']' {
			if n > 0 {
				label = Span{stop + 1, stop + 1 + n}
			}
			stop += n + 2
			b.behind = stop
		}
	}
	text := strings.Join(strings.Fields(string(b.source[label.Start:label.End])), " ")
	if b.reads(text) && !b.attribute() && !b.checkbox(text) {
		b.file.Undefined = append(b.file.Undefined, Reference{Label: text, Span: Span{b.at, stop}})
	}
}

// maxLabel is the longest label CommonMark allows.
const maxLabel = 999

// reads reports whether a label says anything: not [], [...], a footnote.
func (b *brackets) reads(label string) bool {
	return len(label) <= maxLabel && !strings.HasPrefix(label, "^") && len(fold(label)) > 0
}

// checkbox reports whether the bracket is a task's box at the beginning of an
// item.
func (b *brackets) checkbox(label string) bool {
	if label != "x" && label != "X" {
		return false
	}
	before := bytes.TrimRight(b.source[b.file.LineSpan(b.at).Start:b.at], " \t")
	return len(before) > 0 && bytes.IndexByte([]byte("*-+.)"), before[len(before)-1]) >= 0
}

// attribute reports whether the bracket belongs to code: #[name], name[0].
func (b *brackets) attribute() bool {
	if b.at == 0 {
		return false
	}
	before := b.source[b.at-1]
	if before == '!' {
		return b.at > 1 && b.source[b.at-2] == '#'
	}
	return before == '#' || before == '&' || before == '_' ||
		'a' <= before && before <= 'z' || 'A' <= before && before <= 'Z' || '0' <= before && before <= '9'
}
