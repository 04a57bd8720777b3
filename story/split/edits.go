package split

import (
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
)

// rule is a line across the page.
var rule = lazyregexp.New(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)

// edits are what changes in a section when it gets a file: where its links
// lead, the level of its headings, definitions that are not for it, and rules
// that set it apart from the next.
func (s *splitter) edits(p *part) []edit {
	edits := targets(s.page, func(target string) string { return s.carried(target, p.path) })
	for _, h := range s.page.Headings {
		line := s.page.Slice(s.page.LineSpan(h.Span.Start))
		if less := p.TitleLevel - 2; less > 0 && p.all.Contains(h.Span) && h.Level-less >= 3 && strings.HasPrefix(line, "#") {
			edits = append(edits, edit{story.Span{Start: h.Span.Start, End: h.Span.Start + less}, ""})
		}
	}
	for _, d := range s.page.Definitions {
		first := s.first[d.Key()]
		switch at := targetOf(s.page, d); {
		case !p.all.Contains(d.Span):
		case s.shared(p, d):
			edits = append(edits, edit{story.Span{Start: s.page.LineSpan(d.Span.Start).Start, End: s.page.LineSpan(d.Span.End - 1).End}, ""})
		case first.Span != d.Span && at >= 0: // on the page the first of a label counts
			edits = append([]edit{{story.Span{Start: at, End: at + len(d.Target)}, s.carried(first.Target, p.path)}}, edits...)
		}
	}
	for at := p.all.End; at > p.TitleSpan.End; {
		line := s.page.LineSpan(at - 1)
		bare := strings.TrimRight(s.page.Slice(line), "\r\n")
		if !rule().MatchString(bare) && strings.TrimSpace(bare) != "" {
			break
		}
		edits = append(edits, edit{line, ""})
		at = line.Start
	}
	return edits
}

// rest is the page without the sections: in their place it lists their files.
func (s *splitter) rest() []byte {
	edits := targets(s.page, func(target string) string { return s.carried(target, s.page.Path) })
	newline := "\n"
	if strings.Contains(string(s.page.Text), "\r\n") {
		newline = "\r\n"
	}
	var out, list strings.Builder
	at := 0
	flush := func(more bool) {
		if list.Len() > 0 && more {
			list.WriteString(newline)
		}
		out.WriteString(list.String())
		list.Reset()
	}
	for _, p := range s.parts {
		if between := apply(s.page, story.Span{Start: at, End: p.all.Start}, edits); between != "" {
			flush(true)
			out.WriteString(between)
		}
		list.WriteString("* [" + linkText(p.Name) + "](" + linked(s.page.Path, p.path, "./") + ")" + newline)
		at = p.all.End
	}
	behind := apply(s.page, story.Span{Start: at, End: len(s.page.Text)}, edits)
	flush(behind != "")
	out.WriteString(behind)
	if defined := s.kept(edits); len(defined) > 0 {
		out.WriteString(newline + strings.Join(defined, newline) + newline)
	}
	return []byte(out.String())
}

// kept are the definitions that stood in a section and that what is left of the
// page needs.
func (s *splitter) kept(edits []edit) []string {
	var lines []string
	seen := map[string]bool{}
	for _, l := range s.page.Links {
		d := s.first[l.Label]
		if l.Reference && d != nil && s.partAt(l.Span.Start) == nil && s.partAt(d.Span.Start) != nil && !seen[l.Label] {
			seen[l.Label] = true
			lines = append(lines, apply(s.page, d.Span, edits))
		}
	}
	return lines
}

// linkText is a title as the text of a link.
func linkText(title string) string { return strings.NewReplacer("[", `\[`, "]", `\]`).Replace(title) }
