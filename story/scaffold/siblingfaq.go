package scaffold

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
)

// itemStart is what a line of a list begins with.
var itemStart = lazyregexp.New(`^[ \t]*(?:[*+-][ \t]+)?`)

// faqHeading is the heading of the questions, the template's where no sibling
// has one; "" where that has none either.
func (s siblings) faqHeading() string {
	for _, one := range s.stories {
		if !one.FAQ.Empty() {
			return s.text(s.below(one.FAQ, 1))
		}
	}
	if s.kind.Template == nil || s.kind.Template.FAQ == "" {
		return ""
	}
	line, _, _ := strings.Cut(s.kind.Template.FAQ, "\n")
	return strings.Repeat("#", min(6, s.stories[0].TitleLevel+1)) + " " + strings.TrimSpace(strings.TrimLeft(line, "# "))
}

// asked are the questions a new section is asked: those every section of the
// kind answers, and those most of the siblings ask. Its partner is asked for in
// the table.
func (s siblings) asked() []story.Question {
	var asked []story.Question
	for _, q := range s.kind.Questions {
		if q.ID == s.kind.Pairs {
			continue
		}
		count := 0
		for _, one := range s.stories {
			if !one.Question(q.ID).QuestionSpan.Empty() {
				count++
			}
		}
		if 2*count > len(s.stories) || slices.Contains(s.kind.Indexed, q.ID) {
			asked = append(asked, q)
		}
	}
	return asked
}

// question is the line that asks a question, as the nearest sibling has it that
// asks it, or else as they ask others.
func (s siblings) question(q story.Question, character string) string {
	for _, one := range s.stories {
		if line := s.questionLine(one, q.ID); line != "" {
			for _, name := range one.Characters {
				if strings.Contains(q.Text, s.words.NameToken) {
					line = strings.ReplaceAll(line, name, s.named(character))
				}
			}
			return line
		}
	}
	text := strings.ReplaceAll(q.Text, s.words.NameToken, s.named(character))
	for _, one := range s.stories {
		for _, other := range one.Questions {
			line := s.questionLine(one, other.ID)
			if before, behind, ok := strings.Cut(line, strings.TrimSpace(other.Written)); ok && other.Written != "" {
				return before + text + behind
			}
		}
	}
	return "* **" + text + "**"
}

// named is a character's name in a question, or the place for it.
func (s siblings) named(character string) string {
	if character == "" {
		return "*" + s.words.NameToken + "*"
	}
	return containLine(character)
}

// questionLine is a line that asks a question, without an answer behind it; ""
// if a story does not ask it on a line of its own.
func (s siblings) questionLine(one *story.Story, id string) string {
	asked := one.Question(id).QuestionSpan
	if asked.Empty() || one.Table.Row.Contains(asked) {
		return ""
	}
	start := s.page.LineSpan(asked.Start).Start
	line := s.text(s.below(story.Span{Start: start}, 1))
	to := s.text(story.Span{Start: start, End: asked.End})
	if len(to) > len(line) || strings.Contains(to, "\n") {
		return ""
	}
	rest := line[len(to):]
	return to + rest[:len(rest)-len(strings.TrimLeft(rest, "*_:#?"))]
}

// answer is what stands under a question: the points that are known, or the
// prompt.
func (s siblings) answer(q story.Question, line string, points []string) string {
	if len(points) == 0 {
		return s.prompt(q, line)
	}
	begin := s.answerStart(q.ID, line)
	if !bullet().MatchString(begin) {
		begin += "* "
	}
	var b strings.Builder
	hang := strings.Repeat(" ", len(begin))
	for _, point := range points {
		b.WriteString(begin + strings.ReplaceAll(point, "\n", "\n"+hang) + "\n")
	}
	return strings.TrimSuffix(strings.ReplaceAll(b.String(), "\n"+hang+"\n", "\n\n"), "\n")
}

// answerStart is what the lines of an answer begin with.
func (s siblings) answerStart(id, line string) string {
	for _, ids := range [][]string{{id}, s.ids()} {
		for _, one := range s.stories {
			for _, id := range ids {
				if at := one.Question(id); !at.AnswerSpan.Empty() && !one.Table.Row.Contains(at.AnswerSpan) {
					if whole := s.wholeLines(at.AnswerSpan); whole.Start > at.QuestionSpan.End {
						return strings.ReplaceAll(itemStart().FindString(s.text(whole)), "\t", "    ")
					}
				}
			}
		}
	}
	if bullet().MatchString(line) {
		return "    " + strings.TrimSpace(itemStart().FindString(line)) + " "
	}
	return "* "
}

func (s siblings) ids() []string {
	var ids []string
	for _, q := range s.kind.Questions {
		ids = append(ids, q.ID)
	}
	return ids
}

// wholeLines are the lines a span stands in, without the last's end.
func (s siblings) wholeLines(span story.Span) story.Span {
	start := s.page.LineSpan(span.Start).Start
	return story.Span{Start: start, End: s.below(story.Span{Start: max(start, span.End-1)}, 1).End}
}

// prompt is what to write under a question: in the words of a sibling that has
// no answer yet, or in the template's.
func (s siblings) prompt(q story.Question, line string) string {
	for _, one := range s.stories {
		if a := one.Question(q.ID); a.Status == story.Placeholder && !one.Table.Row.Contains(a.AnswerSpan) {
			if whole := s.wholeLines(a.AnswerSpan); whole.Start > a.QuestionSpan.End {
				return s.text(whole)
			}
		}
	}
	if len(q.Prompts) == 0 || strings.ContainsAny(q.Prompts[0], "*_[\n<") {
		return ""
	}
	return s.answerStart(q.ID, line) + "*" + q.Prompts[0] + "*"
}
