package idea

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// table takes out the table that heads a story in a page of several. Who tells
// the story is known; what else is in it and says something is returned, a line
// for each cell.
func (a *apart) table(c *story.Conventions) string {
	if !a.file.Index {
		return ""
	}
	var heads, kept []string
	for at := a.story.Span.Start; at < a.story.Span.End; {
		span := a.file.LineSpan(at)
		at = span.End
		cells := cellsOf(string(a.file.Text[span.Start:span.End]))
		switch {
		case cells == nil && heads != nil:
			return strings.Join(kept, "\n\n")
		case cells == nil:
			continue
		case heads == nil && !slices.ContainsFunc(cells, func(cell string) bool { return slices.Contains(folds(c.Words.Character), fold(cell)) }):
			return ""
		case heads == nil:
			heads = cells
		default:
			kept = append(kept, telling(c, heads, cells)...)
		}
		a.take(span)
	}
	return strings.Join(kept, "\n\n")
}

// cellsOf are the cells of a line that is a row of a table with bars around it;
// nil for any other line.
func cellsOf(line string) []string {
	line = strings.TrimSpace(line)
	if len(line) < 3 || line[0] != '|' || line[len(line)-1] != '|' {
		return nil
	}
	var cells []string
	for cell := range strings.SplitSeq(line[1:len(line)-1], "|") {
		cells = append(cells, strings.TrimSpace(cell))
	}
	return cells
}

// telling are the cells of a row that say something: more than who tells the
// story, or that another is not written yet.
func telling(c *story.Conventions, heads, cells []string) []string {
	known := folds(c.Words.Unwritten)
	for _, character := range c.Cast {
		known = append(known, fold(character.Name))
	}
	var kept []string
	for i, cell := range cells {
		if strings.Trim(cell, "-: ") == "" || slices.Contains(known, fold(cell)) {
			continue
		}
		if i < len(heads) && heads[i] != "" {
			cell = heads[i] + ": " + cell
		}
		kept = append(kept, cell)
	}
	return kept
}
