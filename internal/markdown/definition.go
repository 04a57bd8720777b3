package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// definitions takes link definitions from the head of a paragraph. For each,
// the parser moves all the lines behind it. It also takes some addresses that
// are none in CommonMark, so that here a link would be where readers see
// brackets: from such a line on, the paragraph stays text.
type definitions struct{ parser.ParagraphTransformer }

func (d definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	first := lines.At(0)
	if !opensLabel(first.Value(reader.Source())) {
		return
	}
	s := spendingOf(pc)
	cost := lines.Len() * lines.Len()
	if cost > s.steps {
		return
	}
	s.steps -= cost
	d.upTo(firstUndefined(lines, reader.Source()), node, reader, pc)
}

func opensLabel(line []byte) bool {
	return bytes.HasPrefix(bytes.TrimLeft(line, " \t"), []byte("["))
}

// upTo takes definitions from the lines before one, or from all if it is -1.
func (d definitions) upTo(stop int, node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	switch stop {
	case 0:
		return
	case -1:
		d.ParagraphTransformer.Transform(node, reader, pc)
		return
	}
	rest := lines.Sliced(stop, lines.Len())
	kept := text.NewSegments()
	kept.AppendAll(lines.Sliced(0, stop))
	node.SetLines(kept)
	parent, next := node.Parent(), node.NextSibling()
	d.ParagraphTransformer.Transform(node, reader, pc)
	if node.Parent() == nil {
		parent.InsertBefore(parent, next, node)
		node.SetLines(text.NewSegments())
	}
	node.Lines().AppendAll(rest)
}

// firstUndefined is the first line that would define a label but for its
// address, -1 if there is none.
func firstUndefined(lines *text.Segments, source []byte) int {
	for i := range lines.Len() {
		line := lines.At(i)
		if _, wrong := BrokenAddress(line.Value(source)); wrong {
			return i
		}
	}
	return -1
}

// BrokenAddress is the address of a line that looks like the definition of a
// label but defines none in CommonMark, since its address is none: a bracket in
// it is not closed, or it holds an angle bracket or a character that does not
// show.
func BrokenAddress(line []byte) (address []byte, wrong bool) {
	if !opensLabel(line) {
		return nil, false
	}
	_, behind, ok := bytes.Cut(line, []byte("]:"))
	if !ok {
		return nil, false
	}
	address = bytes.TrimLeft(behind, " \t")
	if bytes.HasPrefix(address, []byte("<")) {
		end := bytes.IndexByte(address, '>')
		return address[:end+1], end > 0 && openAngle(address[1:end])
	}
	if end := bytes.IndexAny(address, " \t\r\n"); end >= 0 {
		address = address[:end]
	}
	return address, !balanced(address)
}

// openAngle reports whether a text holds an angle bracket that is not escaped.
func openAngle(text []byte) bool {
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '\\':
			i++
		case '<':
			return true
		}
	}
	return false
}

// balanced reports whether an address closes every round bracket it opens and
// holds no control characters.
func balanced(address []byte) bool {
	open := 0
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case c == '\\':
			i++
		case c == '(':
			open++
		case c == ')':
			open--
		case c < ' ' || c == 0x7f:
			return false
		}
		if open < 0 {
			return false
		}
	}
	return open == 0
}
