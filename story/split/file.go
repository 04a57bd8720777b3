package split

import (
	"fmt"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// file is the file of a part: its title, its table, the notice and headings of
// the kind's template, and all that the section says.
func (s *splitter) file(p *part) (File, error) {
	edits := s.edits(p)
	faq := p.all.End
	if !p.FAQ.Empty() {
		faq = p.FAQ.Start
	}
	table := s.table(p)
	body := trimmed(apply(s.page, story.Span{Start: p.TitleSpan.End, End: table.Start}, edits)) + "\n\n" +
		trimmed(apply(s.page, story.Span{Start: table.End, End: faq}, edits))
	parts := []string{"# " + s.title(p), trimmed(apply(s.page, table, edits))}
	parts = append(parts, s.notice(p), s.storyHeading(p), trimmed(body))
	if faq < p.all.End {
		heading, said, _ := strings.Cut(plain(apply(s.page, story.Span{Start: faq, End: p.all.End}, edits)), "\n")
		if p.kind.Template != nil && p.kind.Template.FAQ != "" {
			heading = p.kind.Template.FAQ
		}
		parts = append(parts, trimmed(heading), s.pair(p, edits), asHeadings(p.kind, trimmed(said)))
	}
	parts = append(parts, strings.Join(s.definitions(p, edits), "\n"))
	parts = slices.DeleteFunc(parts, func(part string) bool { return part == "" })
	text := strings.Join(parts, "\n\n") + "\n"
	if strings.Contains(s.page.Slice(s.page.LineSpan(p.TitleSpan.Start)), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return File{Path: p.path, After: []byte(text)}, s.check(p, []byte(text))
}

// check holds a file to what its section was: one story, told by the same, with
// the same answers.
func (s *splitter) check(p *part, text []byte) error {
	line, _ := s.page.Position(p.TitleSpan.Start)
	failed := func(what string) error {
		return fmt.Errorf("%s:%d: this section can't be split off, %s would be lost; mend it by hand first", s.page.Path, line, what)
	}
	f := s.book.Parse(p.path, text)
	if f.Index || len(f.Stories) != 1 || f.Stories[0].Kind != p.Kind || !strings.HasSuffix(f.Stories[0].Title, p.Name) {
		return failed("its form as a story")
	}
	one := f.Stories[0]
	if !slices.Equal(one.Characters, p.Characters) {
		return failed("who tells it")
	}
	for _, q := range p.Questions {
		if q.Status == story.Answered && one.Question(q.ID).Status != story.Answered {
			return failed("an answer")
		}
	}
	return nil
}

// title is the title of a part's file: behind the prefix that the template's
// has.
func (s *splitter) title(p *part) string {
	prefix := p.kind.TitlePrefix
	if t := p.kind.Template; t != nil {
		if before, _, ok := strings.Cut(t.Title, ":"); ok {
			prefix = strings.TrimSpace(before) + ": "
		}
	}
	return prefix + p.Name
}

// table are the lines of a part's table; where it has none, no bytes behind its
// title.
func (s *splitter) table(p *part) story.Span {
	if p.Table.Head.Empty() {
		return story.Span{Start: p.TitleSpan.End, End: p.TitleSpan.End}
	}
	end := p.Table.Head.End
	for end < p.all.End {
		line := s.page.LineSpan(end)
		if line.End == end || strings.TrimSpace(s.page.Slice(line)) == "" {
			break
		}
		end = line.End
	}
	return story.Span{Start: p.Table.Head.Start, End: end}
}

// notice is the draft notice of the book's own template.
func (s *splitter) notice(p *part) string {
	if p.kind.Template == nil || !s.book.OwnTemplate(p.kind.ID) {
		return ""
	}
	return trimmed(p.kind.Template.Notice)
}

// storyHeading is the heading that the template gives the story itself.
func (s *splitter) storyHeading(p *part) string {
	if p.kind.Template == nil {
		return ""
	}
	f := story.NewParser(s.book.Conventions).Scan("", p.kind.Template.Text)
	for _, h := range f.Headings {
		if h.Level > 1 && s.named(h.Text, s.book.Conventions.Words.Sections) {
			return f.Slice(h.Span)
		}
	}
	return ""
}

// pair answers the question that the section's table answered: which story this
// one retells, or is retold by.
func (s *splitter) pair(p *part, edits []edit) string {
	asked := p.Question(p.kind.Pairs)
	if p.kind.Pairs == "" || asked.Status != story.Answered || !p.Table.Row.Contains(asked.QuestionSpan) {
		return ""
	}
	cell := apply(s.page, p.Table.Cells[p.Table.Partner], edits)
	return asHeading(p.kind, asked.Asked) + "\n\n" + cell
}

// definitions are what a part's references need and the section does not hold.
func (s *splitter) definitions(p *part, edits []edit) []string {
	var lines []string
	seen := map[string]bool{}
	add := func(key, line string) {
		if !seen[key] {
			seen[key] = true
			lines = append(lines, plain(line))
		}
	}
	for _, l := range s.page.Links {
		d := s.first[l.Label]
		if l.Reference && p.all.Contains(l.Span) && d != nil && !s.holds(p, l.Label) {
			add(l.Label, apply(s.page, d.Span, edits))
		}
	}
	if t := p.kind.Template; s.notice(p) != "" {
		for _, d := range t.Definitions {
			if strings.Contains(t.Notice, "["+d.Label+"]") && !s.holds(p, d.Key()) {
				add(d.Key(), "["+d.Label+"]: "+book.Moved(d.Target, t.Path, p.path))
			}
		}
	}
	return lines
}

// holds reports whether a part has a definition of a label itself.
func (s *splitter) holds(p *part, key string) bool {
	return slices.ContainsFunc(s.page.Definitions, func(d story.Definition) bool { return p.all.Contains(d.Span) && d.Key() == key && !s.shared(p, d) })
}

// shared reports whether a definition in a part is not for it: only others use
// it.
func (s *splitter) shared(p *part, d story.Definition) bool {
	elsewhere := false
	for _, l := range s.page.Links {
		if l.Reference && l.Label == d.Key() {
			if p.all.Contains(l.Span) {
				return false
			}
			elsewhere = true
		}
	}
	return elsewhere
}

// plain is a text with one sort of line ends.
func plain(text string) string { return strings.ReplaceAll(text, "\r\n", "\n") }

// trimmed is a text without the empty lines around it.
func trimmed(text string) string {
	return strings.TrimRight(strings.TrimLeft(plain(text), "\n"), " \n")
}
