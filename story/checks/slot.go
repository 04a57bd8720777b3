package checks

import (
	"bytes"
	"sort"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// A slot is a place for a question.
type slot struct {
	at       int    // at a line's beginning or end
	before   bool   // what is there comes after it
	headless bool   // the heading of the questions is missing too
	model    string // line of another question, to write it like; "" without one
}

// slotFor is where the template has a question: behind the answer to the one it
// has before it, or before the one it has after it, or at the end of the
// section of questions, or of the story.
func slotFor(f *story.File, s *story.Story, id string) (slot, bool) {
	var before, after *story.Answer
	passed := false
	for i := range s.Questions {
		a := &s.Questions[i]
		passed = passed || a.ID == id
		switch {
		case a.QuestionSpan.Empty() || a.Extra || f.Index && (s.FAQ.Empty() || a.QuestionSpan.Start < s.FAQ.Start):
		case !passed && (before == nil || a.QuestionSpan.Start > before.QuestionSpan.Start):
			before = a
		case passed && (after == nil || a.QuestionSpan.Start < after.QuestionSpan.Start):
			after = a
		}
	}
	switch {
	case before != nil:
		from := headingEnd(f, before.QuestionSpan)
		at := back(f, from, nextQuestion(f, s, before.QuestionSpan))
		return slot{at: at, model: lineUpTo(f, before.QuestionSpan)}, !inOpenCode(f, at)
	case after != nil:
		return slot{at: f.LineSpan(after.QuestionSpan.Start).Start, before: true, model: lineUpTo(f, after.QuestionSpan)}, true
	case !s.FAQ.Empty():
		from, level := lineEnd(f, s.FAQ.Start), 6
		if h := headingAt(f, s.FAQ.Start); h != nil {
			from, level = headingEnd(f, h.Span), h.Level
		}
		at := back(f, from, nextHeading(f, from, s.Span.End, level))
		return slot{at: at}, !inOpenCode(f, at)
	}
	from := s.Span.Start
	if !s.TitleSpan.Empty() {
		from = headingEnd(f, s.TitleSpan)
	}
	at := back(f, from, s.Span.End)
	return slot{at: at, headless: true}, !inOpenCode(f, at)
}

// nextQuestion is where what stands under a question ends: at the next
// question or the next heading that is no part of its answer.
func nextQuestion(f *story.File, s *story.Story, question story.Span) int {
	level := 6
	if h := headingAt(f, question.Start); h != nil {
		level = h.Level
	}
	next := nextHeading(f, question.End, s.Span.End, level)
	for _, a := range s.Questions {
		if a.QuestionSpan.Start > question.Start {
			next = min(next, f.LineSpan(a.QuestionSpan.Start).Start)
		}
	}
	return next
}

// nextHeading is where the next heading of a level, or a higher one, begins.
func nextHeading(f *story.File, from, end, level int) int {
	i := sort.Search(len(f.Headings), func(i int) bool { return f.Headings[i].Span.Start >= from })
	for ; i < len(f.Headings) && f.Headings[i].Span.Start < end; i++ {
		if f.Headings[i].Level <= level {
			return f.LineSpan(f.Headings[i].Span.Start).Start
		}
	}
	return end
}

// back goes back from end over blank lines, and over the definitions that end
// a file, to the end of a line of text. It goes no further than from.
func back(f *story.File, from, end int) int {
	atEnd := len(bytes.TrimSpace(f.Text[end:])) == 0
	for i := len(f.Definitions); ; {
		end = from + len(bytes.TrimRight(f.Text[from:max(from, end)], " \t\r\n"))
		for i > 0 && f.Definitions[i-1].Span.Start >= end {
			i--
		}
		if !atEnd || i == 0 {
			break
		}
		last := f.Definitions[i-1].Span
		if start := f.LineSpan(last.Start).Start; last.End >= end && start >= from && len(bytes.TrimSpace(f.Text[start:last.Start])) == 0 {
			end = start
			continue
		}
		break
	}
	return lineEnd(f, end)
}

// headingAt is the heading that begins at an offset.
func headingAt(f *story.File, at int) *story.Heading {
	i := sort.Search(len(f.Headings), func(i int) bool { return f.Headings[i].Span.Start >= at })
	if i < len(f.Headings) && f.Headings[i].Span.Start == at {
		return &f.Headings[i]
	}
	return nil
}

// headingEnd is the end of the last line of a heading, or of what stands in
// its place; the line that underlines a heading is part of it.
func headingEnd(f *story.File, span story.Span) int {
	end := lineEnd(f, max(span.Start, span.End-1))
	if f.Text[span.Start] == '#' || end >= len(f.Text) || headingAt(f, span.Start) == nil {
		return end
	}
	next := f.LineSpan(f.LineSpan(end).End)
	if under := strings.TrimSpace(f.Slice(next)); under != "" && strings.Trim(under, under[:1]) == "" && strings.Contains("=-", under[:1]) {
		return lineEnd(f, next.Start)
	}
	return end
}

// lineEnd is the end of the line an offset stands in, before its line ending.
func lineEnd(f *story.File, at int) int { return trimmed(f, f.LineSpan(at)).End }

// trimmed is a line without its ending.
func trimmed(f *story.File, line story.Span) story.Span {
	for line.End > line.Start && strings.IndexByte("\r\n", f.Text[line.End-1]) >= 0 {
		line.End--
	}
	return line
}

// lineUpTo is the line a question stands in, up to its end.
func lineUpTo(f *story.File, question story.Span) string {
	return f.Slice(story.Span{Start: f.LineSpan(question.Start).Start, End: question.End})
}

// inOpenCode reports whether an offset stands in a code block that nothing
// closes. Such a block may reach to the end of the text.
func inOpenCode(f *story.File, at int) bool {
	i := sort.Search(len(f.Code), func(i int) bool { return f.Code[i].Span.Start > at })
	if i == 0 || !f.Code[i-1].Fenced || f.Code[i-1].Closed {
		return false
	}
	n := len(f.Items)
	return at <= f.Code[i-1].Span.End || n == 0 || f.Items[n-1].Span.Start < f.Code[i-1].Span.Start
}

// openMarkup reports whether HTML that goes on until it is closed was opened in a
// span and is still open at its end.
func openMarkup(f *story.File, span story.Span) bool {
	text := f.Text[span.Start:max(span.Start, span.End)]
	first := bytes.IndexByte(text, '<')
	if first < 0 {
		return false
	}
	text = bytes.ToLower(text[first:])
	for _, pair := range [][2]string{{"<!--", "-->"}, {"<pre", "</pre"}, {"<script", "</script"}, {"<style", "</style"}, {"<textarea", "</textarea"}} {
		if opened := bytes.LastIndex(text, []byte(pair[0])); opened >= 0 && !bytes.Contains(text[opened:], []byte(pair[1])) {
			return true
		}
	}
	return false
}
