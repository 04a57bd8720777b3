package scaffold

import (
	"slices"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// siblings are the stories of a page, as models for the next one: what a new
// section says is written as they write it, in the nearest one's words.
type siblings struct {
	page    *story.File
	kind    *story.Kind
	words   *story.Words
	cast    []story.Character
	stories []*story.Story // the last first
}

func newSiblings(page *story.File, kind *story.Kind, c *story.Conventions) siblings {
	s := siblings{page: page, kind: kind, words: &c.Words, cast: c.Cast}
	for _, one := range slices.Backward(page.Stories) {
		if one.Kind == kind.ID && !one.Table.Head.Empty() {
			s.stories = append(s.stories, one)
		}
	}
	return s
}

// text is what stands in a span, encoded once.
func (s siblings) text(span story.Span) string {
	return strings.ReplaceAll(story.Repaired(s.page.Slice(span)), "\r\n", "\n")
}

// heading is the line that begins a section.
func (s siblings) heading(title string) string {
	model := s.stories[0]
	if prefix, ok := strings.CutSuffix(model.Title, model.Name); ok && model.Name != "" {
		title = prefix + title
	}
	return strings.Repeat("#", model.TitleLevel) + " " + title
}

// table is the table of a section: who tells it, and that its partner is not
// written yet.
func (s siblings) table(character string) string {
	model := s.stories[0]
	for _, one := range s.stories {
		if complete(one.Table) {
			model = one
			break
		}
	}
	t := model.Table
	if !complete(t) {
		return s.text(s.below(t.Head, 2)) + "\n" + s.newRow(t, character)
	}
	row, at := s.page.Slice(t.Row), t.Row.Start
	for i, cell := range slices.Backward(t.Cells) {
		if !cell.Empty() {
			row = row[:cell.Start-at] + s.cell(t, i, character) + row[cell.End-at:]
		}
	}
	return s.text(s.below(t.Head, 2)) + "\n" + story.Repaired(row)
}

// complete reports whether a table says who tells the story, and something of
// its partner.
func complete(t story.Table) bool {
	return max(t.Who, t.Partner) < len(t.Cells) && !t.Cells[t.Who].Empty() && !t.Cells[t.Partner].Empty()
}

// below are so many lines from where a span begins, without the last's end.
func (s siblings) below(span story.Span, lines int) story.Span {
	end := span.Start
	for range lines {
		end = s.page.LineSpan(end).End
	}
	for end > span.Start && strings.ContainsRune("\r\n", rune(s.page.Text[end-1])) {
		end--
	}
	return story.Span{Start: span.Start, End: end}
}

// newRow is a row of a table that has none to go by.
func (s siblings) newRow(t story.Table, character string) string {
	var row strings.Builder
	row.WriteByte('|')
	for i := range max(t.Who, t.Partner, len(t.Cells)-1) + 1 {
		row.WriteString(" " + s.cell(t, i, character) + " |")
	}
	return row.String()
}

// cell is what a new row has in a column.
func (s siblings) cell(t story.Table, column int, character string) string {
	switch column {
	case t.Who:
		return s.teller(character)
	case t.Partner:
		return s.unwritten()
	}
	return ""
}

// unwritten is how the siblings say that a partner is not written yet.
func (s siblings) unwritten() string {
	for _, one := range s.stories {
		if t := one.Table; complete(t) {
			cell := s.text(t.Cells[t.Partner])
			if slices.ContainsFunc(s.words.Unwritten, func(said string) bool { return sameWords(said, cell) }) {
				return cell
			}
		}
	}
	if len(s.words.Unwritten) == 0 {
		return ""
	}
	return s.words.Unwritten[0]
}

// teller is a character's name as the siblings write such names: a link where
// it leads somewhere.
func (s siblings) teller(character string) string {
	if character == "" {
		return "*" + s.words.NameToken + "*"
	}
	linked := false
	for _, one := range s.stories {
		if t := one.Table; complete(t) && len(one.Characters) == 1 {
			cell := s.text(t.Cells[t.Who])
			before, behind, found := strings.Cut(cell, one.Characters[0])
			if !found || strings.ContainsFunc(before, isWord) || behind != "" && isWord([]rune(behind)[0]) {
				continue
			}
			if one.Characters[0] == character {
				return cell
			}
			linked = linked || strings.HasSuffix(before, "[")
		}
	}
	name := strings.ReplaceAll(containLine(character), "|", `\|`)
	if !linked {
		return name
	}
	if slices.ContainsFunc(s.page.Definitions, func(d story.Definition) bool { return d.Key() == label(character) }) {
		return "[" + name + "]"
	}
	for _, c := range s.cast {
		if c.Name == character && c.Path != "" {
			return "[" + name + "](" + strings.ReplaceAll(book.Relative(s.page.Path, c.Path), " ", "%20") + ")"
		}
	}
	return name
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
