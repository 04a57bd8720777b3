package checks

import (
	"errors"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

// Take is the text of a file with somebody's words taken into its i-th story:
// what stands under a question of its kind ("Morals: …", or a heading) into its
// answer, the rest into what is told. hold makes words safe to stand in a text.
func Take(b *book.Book, f *story.File, i int, words string, hold func(text, words string) string) ([]byte, error) {
	told, answers := apart(b, f, i, words)
	text, taken := f.Text, false
	put := func(change func(f *story.File, words string) ([]byte, error), words string) error {
		changed, err := change(b.Parse(f.Path, text), hold(string(text), words))
		if err == nil {
			text, taken = changed, true
		}
		return err
	}
	if strings.TrimSpace(told) != "" {
		if err := put(func(f *story.File, words string) ([]byte, error) { return Tell(b, f, i, words) }, told); err != nil && !errors.Is(err, ErrThere) {
			return nil, err
		}
	}
	for _, a := range answers {
		err := put(func(f *story.File, words string) ([]byte, error) { return Answer(b, f, i, a.ID, words) }, a.Written)
		if err != nil && !errors.Is(err, ErrThere) {
			return nil, err
		}
	}
	if !taken {
		return nil, ErrThere
	}
	return text, nil
}

// apart takes words apart as a story of the same kind is read: what is told, and
// what is answered, with the words of the answer as what is written.
func apart(b *book.Book, f *story.File, i int, words string) (told string, answers []story.Answer) {
	k := b.Conventions.KindOf(f.Stories[i])
	if k == nil {
		return words, nil
	}
	title := "# " + k.TitlePrefix + f.Stories[i].Name + "\n\n"
	parse := func(words string) *story.File {
		return b.Parse(path.Join(k.Directory, "taken.md"), []byte(title+words+"\n"))
	}
	read := parse(withHeadings(parse, len(title), words))
	if len(read.Stories) != 1 || read.Stories[0].Kind != f.Stories[i].Kind {
		return words, nil
	}
	s := read.Stories[0]
	end := s.Span.End
	if !s.FAQ.Empty() {
		end = s.FAQ.Start
	}
	for _, a := range s.Questions {
		if !a.QuestionSpan.Empty() {
			end = min(end, read.LineSpan(a.QuestionSpan.Start).Start)
		}
	}
	for _, a := range s.Questions {
		if a.Status == story.Answered && f.Stories[i].Question(a.ID).Status != story.NotAsked {
			a.Written = unindented(read, a.AnswerSpan)
			answers = append(answers, a)
		}
	}
	return strings.TrimPrefix(string(read.Text[:max(end, len(title))]), title), answers
}

// label is a line that begins with a few words and a colon.
var label = lazyregexp.New(`^(?:\*\*|__)?(\p{L}[^:.,;*_\r\n]{1,60}):(?:\*\*|__)?(?:[ \t]+|\s*$)`)

// maxLabels is how many labels of a text are looked at.
const maxLabels = 20

// withHeadings makes headings of those labels of a text that ask a question of
// the story's kind. What stands in code is none.
func withHeadings(parse func(string) *story.File, title int, words string) string {
	in, looked := parse(words), 0
	var made strings.Builder
	at := title
	for line := range strings.Lines(words) {
		m := label().FindStringSubmatch(line)
		code := slices.ContainsFunc(in.Code, func(c story.Code) bool { return c.Block && c.Span.Start <= at && at < c.Span.End })
		at += len(line)
		if m == nil || code || looked == maxLabels {
			made.WriteString(line)
			continue
		}
		if looked++; asksOne(parse("### " + m[1] + "\n\nx\n")) {
			made.WriteString("\n### " + m[1] + "\n\n" + line[len(m[0]):])
		} else {
			made.WriteString(line)
		}
	}
	return made.String()
}

// asksOne reports whether a text asks a question of its story's kind.
func asksOne(f *story.File) bool {
	return len(f.Stories) == 1 && slices.ContainsFunc(f.Stories[0].Questions, func(a story.Answer) bool { return !a.QuestionSpan.Empty() })
}

// unindented is the text of an answer, from the mark of a list's first item on.
func unindented(f *story.File, span story.Span) string {
	line := f.LineSpan(span.Start)
	before := f.Slice(story.Span{Start: line.Start, End: span.Start})
	by := before[:indentEnd(before)]
	if mark := listMark().FindString(before); mark == before {
		span.Start = line.Start + len(by)
	}
	return strings.TrimSpace(strings.ReplaceAll(f.Slice(span), "\n"+by, "\n"))
}

// Tell is the text of a file with words added to what its i-th story tells:
// behind what stands above its questions, or in place of the template's prompt.
func Tell(b *book.Book, f *story.File, i int, words string) ([]byte, error) {
	s := f.Stories[i]
	end := s.Span.End
	for _, a := range s.Questions {
		if !a.QuestionSpan.Empty() && a.QuestionSpan.Start > s.TitleSpan.End && f.Text[f.LineSpan(a.QuestionSpan.Start).Start] != '|' {
			end = min(end, f.LineSpan(a.QuestionSpan.Start).Start)
		}
	}
	if !s.FAQ.Empty() {
		end = min(end, f.LineSpan(s.FAQ.Start).Start)
	}
	from := s.Span.Start
	if !s.TitleSpan.Empty() {
		from = headingEnd(f, s.TitleSpan)
	}
	at := back(f, from, end)
	if strings.Contains(folded(f.Slice(story.Span{Start: from, End: end})), folded(words)) {
		return nil, ErrThere
	}
	if words == "" || inOpenCode(f, at) || openMarkup(f, story.Span{Start: s.Span.Start, End: at}) {
		return nil, ErrNoPlace
	}
	text, err := analysis.ApplyFixes(f.Text, []analysis.Fix{{Message: "Tell", Edits: tellEdits(f, s, at, words)}})
	if err != nil {
		return nil, ErrNoPlace
	}
	now := b.Parse(f.Path, text)
	if !sameStories(f, now, i, "") || !strings.Contains(folded(now.Slice(now.Stories[i].Span)), folded(words)) {
		return nil, ErrNoPlace
	}
	return text, nil
}

func tellEdits(f *story.File, s *story.Story, at int, words string) []analysis.Edit {
	for _, l := range s.Leftovers {
		line := f.LineSpan(l.Span.Start)
		if l.Question == "" && l.Span.Start >= s.Notice.End && lineEnd(f, max(l.Span.Start, l.Span.End-1)) == at {
			edit := insertion(f, line.Start, words, 0)
			edit.Span = story.Span{Start: line.Start, End: at}
			return []analysis.Edit{edit}
		}
	}
	edits := []analysis.Edit{insertion(f, at, "\n\n"+words, 0)}
	if !blankBelow(f, at) {
		edits = append(edits, insertion(f, at, "\n", atBlank))
	}
	return edits
}
