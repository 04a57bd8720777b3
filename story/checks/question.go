package checks

import (
	"fmt"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var questionRule = &analysis.Analyzer{
	Name:     "question",
	Title:    "The template's other questions are answered",
	Severity: analysis.Hint,
	Run:      checkOtherQuestions,
	Doc: `
## What it finds

The template's questions (or headings, in a book that asks for those) that no
other rule covers: one finding for each that's still open, and one for all that
are missing. An optional question is only mentioned if it's there without an
answer. A question that the book's settings require is an error.

## Why

The group wrote these questions because the answers help. Few of them are
required, but a question with nothing except the template's text below it looks
unfinished.

## Example

    ### What are some of the potential pitfalls about this future?

    *Describe who would be worse off.*

Answer it, however briefly, or delete both the question and the prompt:

    ### What are some of the potential pitfalls about this future?

    Whoever reads the generated code finds more of it.
`,
}

// ownRule are the questions that have a rule of their own. So has the one that
// names a story's partner, whatever its ID.
var ownRule = []string{"morals", "sources", "why-character", "other-characters"}

func checkOtherQuestions(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		k := pass.Book.Conventions.KindOf(s)
		if k == nil {
			continue
		}
		var absent []story.Answer
		for _, a := range s.Questions {
			optional := slices.ContainsFunc(k.Questions, func(q story.Question) bool { return q.ID == a.ID && q.Optional })
			switch {
			case a.ID == k.Pairs || a.Extra || slices.Contains(ownRule, a.ID):
			case slices.Contains(k.Required, a.ID):
				if d, ok := unanswered(pass, s, a, everyStory(k)); ok {
					if d.Severity = analysis.Error; !a.Maybe.Empty() {
						d.Severity = analysis.Warning
					}
					pass.Report(d)
				}
			case a.Status == story.Missing && a.QuestionSpan.Empty() && a.Maybe.Empty():
				if !optional {
					absent = append(absent, a)
				}
			default:
				advice := "A sentence is enough, or delete the question."
				switch {
				case optional && k.ByHeading:
					advice = "It's optional: write it, or delete it."
				case optional:
					advice = "It's optional: answer it, or delete it."
				case k.ByHeading:
					advice = "A sentence is enough, or delete the heading."
				}
				if d, ok := unanswered(pass, s, a, advice); ok {
					pass.Report(d)
				}
			}
		}
		if len(absent) > 0 {
			pass.Report(absentFinding(pass, s, absent))
		}
	}
}

// everyStory says why a required question is asked.
func everyStory(k *story.Kind) string {
	if k.ByHeading {
		return "Every " + quote.Mark(k.Name) + " has it."
	}
	return "Every story of this kind answers it."
}

// maxListed is how many questions a finding names.
const maxListed = 3

// absentFinding tells of all questions that are not there at once.
func absentFinding(pass *analysis.Pass, s *story.Story, absent []story.Answer) analysis.Diagnostic {
	var asked []string
	for _, a := range absent[:min(maxListed, len(absent))] {
		asked = append(asked, "“"+quote.MarkUpTo(named(pass, s, a.Asked), maxQuoted)+"”")
	}
	list := strings.Join(asked, ", ")
	if more := len(absent) - len(asked); more > 0 {
		list += fmt.Sprintf(" and %d more", more)
	}
	asks := "asks"
	if byHeading(pass, s) {
		asks = "has"
	}
	return analysis.Diagnostic{
		Span:    gapOf(s),
		Message: "The template also " + asks + " " + list + ". If you have something to say on that, please add it.",
		Fixes:   insertQuestions(pass, s, absent),
	}
}
