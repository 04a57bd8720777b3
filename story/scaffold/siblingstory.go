package scaffold

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// An outlined is how the siblings begin a story that is only outlined so far.
type outlined struct {
	line   string // "Outline:"; "" if they don't
	bullet string // "* "; "" if no list follows
	prompt string // what they say is to be written there
}

// outline is how the nearest sibling that has an outline begins it.
func (s siblings) outline() outlined {
	for _, one := range s.stories {
		end := one.Span.End
		if !one.FAQ.Empty() {
			end = one.FAQ.Start
		}
		begin := max(one.Table.Head.End, one.Table.Row.End)
		if begin >= end {
			continue
		}
		lines := strings.Split(s.text(story.Span{Start: begin, End: end}), "\n")
		for i, line := range lines {
			if !s.namesPart(line) {
				continue
			}
			found := outlined{line: line, prompt: s.storyPrompt(one)}
			for _, next := range lines[i+1:] {
				if strings.TrimSpace(next) != "" {
					found.bullet = bullet().FindString(next)
					break
				}
			}
			return found
		}
	}
	return outlined{}
}

// namesPart reports whether a line does nothing but name a part of a story.
func (s siblings) namesPart(line string) bool {
	bare := strings.Trim(line, "#*_: \t")
	return bare != "" && !strings.HasPrefix(strings.TrimSpace(line), "* ") && slices.ContainsFunc(s.words.Sections, func(name string) bool {
		return !strings.Contains(name, "*") && sameWords(bare, name)
	})
}

// storyPrompt is what a sibling that is not written yet says of its story: a
// text of the template outside the questions.
func (s siblings) storyPrompt(one *story.Story) string {
	for _, left := range one.Leftovers {
		if left.Kind == story.LeftPrompt && left.Question == "" && (one.FAQ.Empty() || left.Span.End < one.FAQ.Start) {
			return s.text(left.Span)
		}
	}
	return ""
}

// story is what stands between a section's table and its questions; said and
// origin may be empty.
func (s siblings) story(said, origin string) []string {
	var parts []string
	form := s.outline()
	if form.line != "" {
		parts = append(parts, form.line)
	}
	if said == "" {
		if said = form.prompt; said == "" {
			said = s.templatePrompt()
		}
	}
	if said != "" && form.bullet != "" && !bullet().MatchString(said) {
		hang := "\n" + strings.Repeat(" ", len(form.bullet))
		said = form.bullet + strings.ReplaceAll(strings.ReplaceAll(said, "\n", hang), hang+"\n", "\n\n")
	}
	for _, part := range []string{said, origin} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return parts
}

// templatePrompt is what the kind's template says of the story.
func (s siblings) templatePrompt() string {
	if s.kind.Template == nil || len(s.kind.Template.Prompts) == 0 || strings.ContainsAny(s.kind.Template.Prompts[0], "*_[\n<") {
		return ""
	}
	return "*" + s.kind.Template.Prompts[0] + "*"
}
