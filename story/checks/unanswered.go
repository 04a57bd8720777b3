package checks

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// checkQuestion reports the stories that do not answer a question; advice says
// how to.
func checkQuestion(pass *analysis.Pass, id, advice string) {
	for _, s := range pass.File.Stories {
		if d, ok := unanswered(pass, s, s.Question(id), advice); ok {
			pass.Report(d)
		}
	}
}

// unanswered is the finding for a question that a story does not answer. One
// that may stand in code that nothing closes is told with that. One
// that is not there can be added; from then on it is one that is there and has
// no answer, which nobody but the writer can fix.
func unanswered(pass *analysis.Pass, s *story.Story, a story.Answer, advice string) (analysis.Diagnostic, bool) {
	asked := quote.MarkUpTo(named(pass, s, cmp.Or(a.Written, a.Asked)), maxQuoted)
	open, missing := "“%s” has no answer yet. %s", "The question “%s” is missing. Please add it with your answer. %s"
	if byHeading(pass, s) {
		open, missing = "“%s” has nothing of your own below it yet. %s", "The section “%s” is missing. Please add it. %s"
	}
	switch {
	case a.Status == story.Placeholder:
		span := a.QuestionSpan
		span.End = max(span.End, a.AnswerSpan.End)
		return analysis.Diagnostic{Span: span, Message: fmt.Sprintf(open, asked, advice)}, true
	case a.Status == story.Missing && !a.QuestionSpan.Empty():
		return analysis.Diagnostic{Span: a.QuestionSpan, Message: fmt.Sprintf(open, asked, advice)}, true
	case a.Status == story.Missing && !a.Maybe.Empty():
		return askedBack(pass, s, a), true
	case a.Status == story.Missing && !swallowed(pass.File):
		return analysis.Diagnostic{
			Span:    gapOf(s),
			Message: fmt.Sprintf(missing, asked, advice),
			Fixes:   insertQuestions(pass, s, []story.Answer{a}),
		}, true
	}
	return analysis.Diagnostic{}, false
}

// byHeading reports whether a story's kind wants headings and no questions.
func byHeading(pass *analysis.Pass, s *story.Story) bool {
	k := pass.Book.Conventions.KindOf(s)
	return k != nil && k.ByHeading
}

// askedBack is the finding for a question that one in the writer's own words may
// answer.
func askedBack(pass *analysis.Pass, s *story.Story, a story.Answer) analysis.Diagnostic {
	own, asked := quote.MarkUpTo(a.Written, maxQuoted), quote.MarkUpTo(named(pass, s, a.Asked), maxQuoted)
	d := analysis.Diagnostic{
		Span:    a.Maybe,
		Message: fmt.Sprintf("Is “%s” your answer to “%s”? If so, please use that question as the heading. If not, please add it.", own, asked),
	}
	if pass.Analyzer.Severity == analysis.Error {
		d.Severity = analysis.Warning
	}
	return d
}

// maxQuoted is how many characters are kept of a question or an address that a
// message quotes.
const maxQuoted = 300

// gapOf is where a question that is not there is missed.
func gapOf(s *story.Story) story.Span {
	if !s.FAQ.Empty() {
		return story.Span{Start: s.FAQ.Start, End: s.FAQ.Start + 1}
	}
	return head(s)
}

// named puts who tells the story into the name token's place.
func named(pass *analysis.Pass, s *story.Story, text string) string {
	token := pass.Book.Conventions.Words.NameToken
	if token == "" || len(s.Characters) == 0 {
		return text
	}
	who := strings.Join(s.Characters, " and ")
	if !strings.Contains(text, token) {
		return text
	}
	return strings.NewReplacer("*"+token+"*", who, "_"+token+"_", who, token, who).Replace(text)
}
