package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// tables turns paragraphs into tables as long as a text's cells last. The
// parser makes a cell for every column in every row, even where the row has
// none: 5,000 columns and 10,000 rows fit into 40 KB and took gigabytes. What
// would be too large stays the paragraph it was.
type tables struct{ parser.ParagraphTransformer }

func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	cells, escapes := tableSize(node.Lines(), reader.Source())
	if cells > 0 {
		s := spendingOf(pc)
		if cells > s.cells || escapes > s.escapes {
			return
		}
		s.cells -= cells
		s.escapes -= escapes
	}
	t.ParagraphTransformer.Transform(node, reader, pc)
}

// tableSize is how many cells the parser would make of a paragraph, 0 if it is
// no table, and how many escaped pipes stand in it.
func tableSize(lines *text.Segments, source []byte) (cells, escapes int) {
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		row := source[segment.Start:segment.Stop]
		columns := 1
		for _, b := range row {
			if b == '|' {
				columns++
			} else if b != '-' && b != ':' && b != ' ' && b != '\t' && b != '\r' && b != '\n' {
				columns = 0
				break
			}
		}
		if cells == 0 {
			cells = columns * (lines.Len() - i + 1)
		}
		escapes += bytes.Count(row, []byte(`\|`))
	}
	return cells, escapes
}
