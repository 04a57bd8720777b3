package checks

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

// Why somebody's words have no place in a story.
var (
	ErrNotAsked = errors.New("the story's template does not ask this")
	ErrThere    = errors.New("the story says this already")
	ErrNoPlace  = errors.New("no place for it is certain")
)

// Answer is the text of a file with words added to the answer of a question of
// its i-th story: behind what stands there, in place of the template's prompt,
// or below the question, which is added where it is missing. The words are
// Markdown that stays within its place. What was found out is looked at again:
// an answer nobody would find there is not given.
func Answer(b *book.Book, f *story.File, i int, id, words string) ([]byte, error) {
	s := f.Stories[i]
	a := s.Question(id)
	k := b.Conventions.KindOf(s)
	switch {
	case a.Status == story.NotAsked || k == nil:
		return nil, ErrNotAsked
	case a.Status == story.Answered && strings.Contains(folded(f.Slice(a.AnswerSpan)), folded(words)):
		return nil, ErrThere
	}
	edits := answerEdits(&analysis.Pass{File: f, Book: b}, s, k, a, words)
	text, err := analysis.ApplyFixes(f.Text, []analysis.Fix{{Message: "Add an answer", Edits: edits}})
	if err != nil || len(edits) == 0 {
		return nil, ErrNoPlace
	}
	now := b.Parse(f.Path, text)
	if !sameStories(f, now, i, id) {
		return nil, ErrNoPlace
	}
	given := now.Stories[i].Question(id)
	if given.Status != story.Answered || !strings.Contains(folded(now.Slice(given.AnswerSpan)), folded(words)) {
		return nil, ErrNoPlace
	}
	return text, nil
}

func answerEdits(pass *analysis.Pass, s *story.Story, k *story.Kind, a story.Answer, words string) []analysis.Edit {
	f := pass.File
	switch {
	case a.QuestionSpan.Empty():
		return insertQuestion(pass, s, k, a, words)
	case f.Text[f.LineSpan(a.QuestionSpan.Start).Start] == '|': // a row of a table has no room
		return nil
	case a.Status == story.Placeholder:
		return replacePrompt(f, a, words)
	}
	head := headingEnd(f, a.QuestionSpan)
	at := back(f, head, nextQuestion(f, s, a.QuestionSpan))
	if inOpenCode(f, at) || openMarkup(f, story.Span{Start: s.Span.Start, End: at}) {
		return nil
	}
	model := lineUpTo(f, a.QuestionSpan)
	_, item := likeModel(model, "")
	added := belowQuestion(model, item, words)
	if a.Status == story.Answered {
		added = behindAnswer(f, a, at, item, words)
	}
	edits := []analysis.Edit{insertion(f, at, added, 0)}
	if !blankBelow(f, at) && !itemBelow(f, at) {
		edits = append(edits, insertion(f, at, "\n", atBlank))
	}
	return edits
}

// replacePrompt puts words in the place of the template's, unless something
// else stands among these.
func replacePrompt(f *story.File, a story.Answer, words string) []analysis.Edit {
	among := func(d story.Definition) bool { return a.AnswerSpan.Contains(d.Span) }
	if slices.ContainsFunc(f.Definitions, among) {
		return nil
	}
	span := a.AnswerSpan
	line := f.LineSpan(span.Start)
	before := f.Slice(story.Span{Start: line.Start, End: span.Start})
	mark := listMark().FindString(before)
	if line.Start > a.QuestionSpan.Start { // with the emphasis it may begin with
		span.Start = line.Start + max(len(mark), indentEnd(before))
	}
	if last := f.LineSpan(max(span.Start, span.End-1)); strings.Trim(f.Slice(story.Span{Start: span.End, End: last.End}), "*_ \t\r\n") == "" {
		span.End = trimmed(f, last).End
	}
	edit := insertion(f, span.Start, hanging(words, strings.Repeat(" ", indentEnd(mark))+hang(mark)), 0)
	edit.Span = span
	return []analysis.Edit{edit}
}

// indentEnd is how many bytes a line is indented by.
func indentEnd(line string) int { return len(line) - len(strings.TrimLeft(line, " \t")) }

// listMark is what a list item begins with, its indentation included.
var listMark = lazyregexp.New(`^[ \t]*(?:[*+-]|\d{1,9}[.)])[ \t]+`)

// hang is what stands before the further lines of a list item.
func hang(mark string) string {
	return strings.Repeat(" ", len(strings.TrimLeft(mark, " \t")))
}

// hanging is text of several lines of which the further ones are indented.
func hanging(words, by string) string {
	return strings.ReplaceAll(strings.ReplaceAll(words, "\n", "\n"+by), "\n"+by+"\n", "\n\n")
}

// belowQuestion is the first answer to a question written like a model.
func belowQuestion(model string, item bool, words string) string {
	if !item {
		return "\n\n" + words
	}
	by := strings.Repeat(" ", indent(model)+4)
	return "\n" + by + "* " + hanging(words, by+"  ")
}

// behindAnswer is a further point of an answer that ends at an offset: another
// item of the list it ends with, or a paragraph.
func behindAnswer(f *story.File, a story.Answer, at int, item bool, words string) string {
	line := f.LineSpan(at)
	question := f.LineSpan(a.QuestionSpan.Start).Start
	for line.Start > question {
		text := f.Slice(line)
		if mark := listMark().FindString(text); mark != "" {
			return "\n" + nextMark(mark) + hanging(words, strings.Repeat(" ", indentEnd(mark))+hang(mark))
		}
		before := f.LineSpan(line.Start - 1)
		if before.Start <= question || len(bytes.TrimSpace(f.Bytes(before))) == 0 {
			by := text[:indentEnd(text)]
			return "\n\n" + by + hanging(words, by)
		}
		line = before
	}
	if item {
		return belowQuestion(lineUpTo(f, a.QuestionSpan), true, words)
	}
	return "\n\n" + words
}

// nextMark is the mark of the item behind one: numbers count on.
func nextMark(mark string) string {
	digits := strings.TrimLeft(mark, " \t")
	end := strings.IndexFunc(digits, func(r rune) bool { return r < '0' || r > '9' })
	n, err := strconv.Atoi(digits[:max(0, end)])
	if err != nil {
		return mark
	}
	return mark[:indentEnd(mark)] + strconv.Itoa(n+1) + digits[end:]
}

// folded is a text for comparison: its words, whatever stands between.
func folded(text string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("*", "", "_", "").Replace(strings.ToLower(text))), " ")
}

// sameStories reports whether a changed file holds the same stories with the
// same answers, but for one question of the i-th.
func sameStories(was, now *story.File, i int, id string) bool {
	if len(was.Stories) != len(now.Stories) {
		return false
	}
	for n, s := range was.Stories {
		other := now.Stories[n]
		if s.Title != other.Title || s.Kind != other.Kind || len(s.Questions) != len(other.Questions) {
			return false
		}
		for q, a := range s.Questions {
			b := other.Questions[q]
			if (n != i || a.ID != id) && (a.Status != b.Status || folded(was.Slice(a.AnswerSpan)) != folded(now.Slice(b.AnswerSpan))) {
				return false
			}
		}
	}
	return true
}
