package idea

import (
	"bytes"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// parts are a story taken apart; but for what a template brings, every line of
// it is in one of them.
type parts struct {
	narrative string // all that answers no question of the kind
	answers   []Answer
}

// takeApart takes a story in an issue apart.
func takeApart(f *story.File, s *story.Story, c *story.Conventions) parts {
	k := c.Kind(s.Kind)
	a := apart{file: f, story: s, taken: make([]bool, len(f.Text))}
	var p parts
	a.take(s.TitleSpan)
	for _, l := range s.Leftovers {
		if l.Kind == story.LeftPrompt || l.Kind == story.LeftHeader {
			a.take(l.Span)
		}
	}
	a.headings(k)
	for _, q := range s.Questions {
		a.take(a.question(q))
		if q.Extra {
			continue // the template has no place for it
		}
		if text := a.answer(q.AnswerSpan); text != "" {
			p.answers = append(p.answers, Answer{q.ID, text})
		}
	}
	table := a.table(c)
	p.narrative = strings.TrimSpace(table + "\n\n" + a.rest())
	return p
}

// apart is a story being taken apart.
type apart struct {
	file  *story.File
	story *story.Story
	taken []bool // bytes that are in their place, or of no use
}

// take takes a span with the marks before it on its line.
func (a *apart) take(span story.Span) {
	if span.Empty() {
		return
	}
	span = a.whole(span)
	for i := span.Start; i < span.End; i++ {
		a.taken[i] = true
	}
}

// whole is a span with what comes before it on its line, if that is only the
// mark of a list item.
func (a *apart) whole(span story.Span) story.Span {
	line := a.file.LineSpan(span.Start)
	before := string(a.file.Text[line.Start:span.Start])
	if strings.Trim(before, " \t*+-0123456789.)") == "" {
		span.Start = line.Start
	}
	return span
}

// question is where a question stands, to the end of its line if only marks
// follow there.
func (a *apart) question(q story.Answer) story.Span {
	span := q.QuestionSpan
	if span.Empty() || q.Extra {
		return story.Span{}
	}
	end := a.file.LineSpan(span.End - 1).End
	if rest := string(a.file.Text[span.End:end]); strings.Trim(rest, " \t\n*_:#") == "" {
		span.End = end
	}
	return span
}

// answer takes an answer out of the text, moved to the left as far as its lines
// allow; what was taken before is not in it.
func (a *apart) answer(span story.Span) string {
	if span.Empty() {
		return ""
	}
	span = a.whole(span)
	var b bytes.Buffer
	for i := span.Start; i < span.End; i++ {
		if !a.taken[i] {
			b.WriteByte(a.file.Text[i])
		}
		a.taken[i] = true
	}
	var lines []line
	for l := range strings.SplitSeq(strings.Trim(b.String(), "\n"), "\n") {
		lines = append(lines, line{text: strings.ReplaceAll(l, "\t", "    ")})
	}
	return strings.TrimSpace(text(lines))
}

// headings takes out those that the template brings, and the notice as far as
// it is the template's.
func (a *apart) headings(k *story.Kind) {
	var brought []string
	notice := map[string]bool{}
	if k != nil && k.Template != nil {
		template := story.NewParser(&story.Conventions{}).Scan("", k.Template.Text)
		for _, h := range template.Headings {
			brought = append(brought, fold(h.Text))
		}
		for l := range strings.Lines(k.Template.Notice) {
			notice[fold(l)] = true
		}
	}
	for _, h := range a.file.Headings {
		if slices.Contains(brought, fold(h.Text)) || h.Span.Start == a.story.FAQ.Start && !a.story.FAQ.Empty() ||
			h.Span.Start == a.story.Notice.Start && !a.story.Notice.Empty() {
			a.take(h.Span)
		}
	}
	for at := a.story.Notice.Start; at < a.story.Notice.End; {
		l := a.file.LineSpan(at)
		if notice[fold(string(a.file.Text[l.Start:l.End]))] {
			a.take(l)
		}
		at = l.End
	}
}

// rest is all that was not taken, without the empty lines that others left.
func (a *apart) rest() string {
	var b strings.Builder
	blank := true
	for at := 0; at < len(a.file.Text); {
		l := a.file.LineSpan(at)
		at = l.End
		var kept []byte
		all := true
		for i := l.Start; i < l.End; i++ {
			if a.taken[i] {
				all = false
			} else {
				kept = append(kept, a.file.Text[i])
			}
		}
		text := strings.TrimRight(string(kept), " \t\n")
		if text == "" && (blank || !all) {
			continue
		}
		blank = text == ""
		b.WriteString(text + "\n")
	}
	return strings.Trim(b.String(), "\n")
}
