package checks

import (
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

// Ask is the text of a file with a question added to the end of the questions of
// its i-th story, for its writer to answer. The question is one line of Markdown
// that stays within its place.
func Ask(b *book.Book, f *story.File, i int, question string) ([]byte, error) {
	s := f.Stories[i]
	k := b.Conventions.KindOf(s)
	if k == nil || k.ByHeading {
		return nil, ErrNotAsked
	}
	if strings.Contains(folded(f.Slice(s.FAQ)), folded(question)) {
		return nil, ErrThere
	}
	to, ok := lastSlot(f, s)
	if !ok || strings.HasPrefix(to.model, "|") || strings.Contains(to.model, "<") || openMarkup(f, story.Span{Start: s.Span.Start, End: to.at}) {
		return nil, ErrNoPlace
	}
	line, item := likeModel(to.model, question)
	if line == "" {
		line = "### " + question
	}
	if line = "\n\n" + line; item {
		line = line[1:]
	}
	if to.headless {
		if k.Template == nil || k.Template.FAQ == "" || f.Index {
			return nil, ErrNoPlace
		}
		line = "\n\n" + k.Template.FAQ + line
	}
	edits := []analysis.Edit{insertion(f, to.at, line, 0)}
	if !blankBelow(f, to.at) {
		edits = append(edits, insertion(f, to.at, "\n", atBlank))
	}
	text, err := analysis.ApplyFixes(f.Text, []analysis.Fix{{Message: "Add a question", Edits: edits}})
	if err != nil {
		return nil, ErrNoPlace
	}
	if now := b.Parse(f.Path, text); !sameStories(f, now, i, "") || !strings.Contains(folded(now.Slice(now.Stories[i].FAQ)), folded(question)) {
		return nil, ErrNoPlace
	}
	return text, nil
}

// lastSlot is the place behind all questions of a story.
func lastSlot(f *story.File, s *story.Story) (slot, bool) {
	var last story.Span
	for _, a := range s.Questions {
		if inFAQ := !f.Index || !s.FAQ.Empty() && a.QuestionSpan.Start >= s.FAQ.Start; inFAQ && a.QuestionSpan.Start > last.Start {
			last = a.QuestionSpan
		}
	}
	var model string
	if !last.Empty() {
		model = lineUpTo(f, last)
	}
	if s.FAQ.Empty() && last.Empty() {
		at := back(f, s.Span.Start, s.Span.End)
		return slot{at: at, headless: true}, !inOpenCode(f, at)
	}
	from, level := s.FAQ.Start, 6
	if s.FAQ.Empty() {
		from = last.Start
	}
	if h := headingAt(f, from); h != nil {
		level = h.Level
		if s.FAQ.Empty() {
			level-- // the question's own
		}
	}
	at := back(f, from, nextHeading(f, from+1, s.Span.End, level))
	return slot{at: at, model: model}, !inOpenCode(f, at)
}
