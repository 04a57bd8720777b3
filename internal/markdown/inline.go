package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// Once the steps of a text are spent, marks are text, but for the first ones of
// each short block: they cannot cost much, and the rest of the text stays
// readable.
const (
	fewMarks   = 64
	shortBlock = 4 << 10 // bytes
)

// perLine is what passing a line costs, in steps: what stands between two
// brackets is searched for from the first line of the block.
const perLine = 8

// longestRun is how many stars or underscores in a row can be emphasis; each
// two are one more node within another.
const longestRun = 100

// counted is a parser of inline marks that counts what it spends. A mark that
// is not parsed is text.
type counted struct{ parser.InlineParser }

func (c counted) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	s := spendingOf(pc)
	if s.block != parent {
		s.block, s.marks = parent, 0
	}
	s.marks++
	line, at := block.PeekLine()
	ahead := bytesAhead(parent, at)
	if s.steps < 0 && (s.marks > fewMarks || ahead > shortBlock) {
		return nil
	}
	number, _ := block.Position()
	s.steps -= s.marks + perLine*number
	if line[0] == '*' || line[0] == '_' {
		if run := runLength(line); run > longestRun {
			block.Advance(run)
			return ast.NewTextSegment(at.WithStop(at.Start + run))
		}
	}
	node := c.InlineParser.Parse(parent, block, pc)
	if s.steps -= spent(node, block, at, ahead, line); node == nil {
		return nil
	}
	return node
}

// spent is how many bytes a parser looked at: those it took, or, where it found
// no end, all there were. It makes a node for each line it passes.
func spent(node ast.Node, block text.Reader, at text.Segment, ahead int, line []byte) int {
	const perNode = 16 // what making one costs, in steps
	switch line[0] {
	case '`':
		if _, unclosed := node.(*ast.Text); unclosed {
			return ahead * perNode
		}
	case ']':
		if node == nil && (len(line) < 2 || line[1] != '(' && line[1] != '[') {
			return 0
		}
	case '<':
	default:
		return 0
	}
	if node == nil {
		return ahead
	}
	_, now := block.Position()
	return max(0, now.Start-at.Start)
}

// bytesAhead is how much of a block is left.
func bytesAhead(block ast.Node, at text.Segment) int {
	lines := block.Lines()
	if lines.Len() == 0 {
		return 0
	}
	return max(0, lines.At(lines.Len()-1).Stop-at.Start)
}

func runLength(line []byte) int {
	n := 1
	for n < len(line) && line[n] == line[0] {
		n++
	}
	return n
}

// countedLinks hands on that a block is closed, which the parser of links must
// be told.
type countedLinks struct{ counted }

// CloseBlock implements parser.CloseBlocker.
func (c countedLinks) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if closer, ok := c.InlineParser.(parser.CloseBlocker); ok {
		closer.CloseBlock(parent, block, pc)
	}
}
