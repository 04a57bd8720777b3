package scaffold

import (
	"bytes"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
)

// rule is a line across the page.
var rule = lazyregexp.New(`^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$`)

// A gap is where a new section goes, and what stands between sections.
type gap struct {
	at      int    // offset, at the beginning of a line or the end of the text
	eol     string // the line end of the page
	between string // what comes before a section's heading: empty lines, a rule
	rule    string // a rule that the section before ends in; "" if there is none
}

// place is where the next section goes: behind its siblings, or, where these
// are gathered under headings of their tellers, behind those of its own.
func (s siblings) place(character string) gap {
	last := s.stories[0]
	if own := s.lastOf(character); own != nil && s.parent(own) != s.parent(last) {
		last = own
	}
	g := gap{eol: "\n", between: "\n"}
	text := string(s.page.Text)
	if line := s.page.LineSpan(last.TitleSpan.Start); strings.HasSuffix(text[line.Start:line.End], "\r\n") {
		g.eol = "\r\n"
	}
	before := text[:last.TitleSpan.Start]
	if kept := strings.TrimRight(before, " \t\r\n"); len(s.stories) > 1 && kept != "" {
		g.between = strings.Repeat("\n", min(3, max(1, strings.Count(before[len(kept):], "\n")-1)))
		if line := kept[strings.LastIndexByte(kept, '\n')+1:]; rule().MatchString(line) {
			g.between, g.rule = "\n", line
		}
	}
	g.at = s.end(last)
	return g
}

// end is where a section's own text ends: definitions behind it that others
// use, and a rule before the next, are not its own.
func (s siblings) end(last *story.Story) int {
	end := len(s.page.Text)
	for _, h := range s.page.Headings {
		if h.Span.Start > last.TitleSpan.Start && h.Level <= last.TitleLevel && !s.headsQuestions(h) {
			end = h.Span.Start
			break
		}
	}
	own := story.Span{Start: last.TitleSpan.Start, End: end}
	at, shared := end, false
	for at > own.Start {
		line := s.page.LineSpan(at - 1)
		bare := strings.TrimRight(s.page.Slice(line), "\r\n")
		defined := definedIn(bare)
		if defined == "" && strings.TrimSpace(bare) != "" && !rule().MatchString(bare) || s.page.InCode(line.Start) {
			break
		}
		shared = shared || defined != "" && s.usedOutside(defined, own)
		at = line.Start
	}
	if shared {
		return at
	}
	for end > own.Start {
		line := s.page.LineSpan(end - 1)
		if bare := strings.TrimRight(s.page.Slice(line), "\r\n"); strings.TrimSpace(bare) != "" && !rule().MatchString(bare) {
			return end
		}
		end = line.Start
	}
	return end
}

// headsQuestions reports whether a heading is that of some story's questions,
// whatever its level: those stay with their story.
func (s siblings) headsQuestions(h story.Heading) bool {
	return slices.ContainsFunc(s.words.FAQ, func(name string) bool {
		return sameWords(story.Repaired(h.Text), strings.Trim(name, "* "))
	})
}

// usedOutside reports whether a definition is used anywhere but in a span, or
// nowhere at all.
func (s siblings) usedOutside(name string, own story.Span) bool {
	used := false
	for _, l := range s.page.Links {
		if l.Reference && label(l.Label) == name {
			if used = true; !own.Contains(l.Span) {
				return true
			}
		}
	}
	return !used
}

// lastOf is the last story that a character tells alone, nil if there is none.
func (s siblings) lastOf(character string) *story.Story {
	i := slices.IndexFunc(s.stories, func(one *story.Story) bool { return slices.Equal(one.Characters, []string{character}) })
	if i < 0 {
		return nil
	}
	return s.stories[i]
}

// parent is where the heading stands that a story's own is below.
func (s siblings) parent(one *story.Story) int {
	found := -1
	for _, h := range s.page.Headings {
		if h.Span.Start >= one.TitleSpan.Start {
			break
		}
		if h.Level < one.TitleLevel {
			found = h.Span.Start
		}
	}
	return found
}

// put puts a section into a text; at is where it then begins.
func (g gap) put(text []byte, section string) (written []byte, at int) {
	before, behind := text[:g.at], text[g.at:]
	lead := g.between
	if g.rule != "" {
		lead = "\n" + g.rule + "\n" + g.between
	}
	if len(before) > 0 && !bytes.HasSuffix(before, []byte("\n")) {
		lead = "\n" + lead
	}
	tail := ""
	if line, _, _ := bytes.Cut(behind, []byte("\n")); len(behind) > 0 && len(bytes.TrimSpace(line)) > 0 {
		tail = "\n"
	}
	lines := func(s string) []byte { return []byte(strings.ReplaceAll(s, "\n", g.eol)) }
	at = len(before) + len(lines(lead))
	return slices.Concat(before, lines(lead), lines(section), lines(tail), behind), at
}
