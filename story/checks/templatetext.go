package checks

import (
	"slices"
	"sort"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var templateTextRule = &analysis.Analyzer{
	Name:     "template-text",
	Title:    "No template text is left",
	Severity: analysis.Warning,
	Run:      checkTemplateText,
	Doc: `
## What it finds

Template text that's still in the story: a prompt above or below an answer, the
instructions at the top, the placeholder for the name in a question. It's
compared with the template's own words, however they're formatted, comments
included. Prompts under a question that has no answer yet are part of that
question's finding.

## Why

The template's text is for writers. Readers who come across it think they're
looking at a draft.

## Example

    ### What are the morals of the story?

    *List the lessons a reader should take away, most important first.*

    * Error messages that name the line save an afternoon.

Delete the line in italics and keep your answer.
`,
}

func checkTemplateText(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		empty := emptyParts{file: pass.File, story: s}
		for i, l := range s.Leftovers {
			if l.Reported && !silent(pass, s, l.Question) {
				continue
			}
			switch {
			case l.Kind == story.LeftName:
				pass.Report(nameFinding(s, l))
			case l.Kind == story.LeftHeader:
				pass.Report(leftFinding(pass.File, l, "These lines are the template's instructions to you. Please remove them."))
			case empty.holds(i):
				pass.Report(analysis.Diagnostic{Span: l.Span, Message: "This is leftover template text. Please replace it with your own."})
			case l.Kind == story.LeftPlain: // beside the writer's own it may be meant to stay
			default:
				pass.Report(leftFinding(pass.File, l, "This is leftover template text. Please delete it."))
			}
		}
	}
}

// silent reports whether the rule that would report a question's gap is off, so
// that text left under it would be reported by nobody.
func silent(pass *analysis.Pass, s *story.Story, question string) bool {
	k := pass.Book.Conventions.KindOf(s)
	rule := "question"
	switch {
	case slices.Contains(ownRule, question):
		rule = question
	case k != nil && question == k.Pairs:
		rule = "retells"
	}
	return pass.Book.Conventions.Rule(k, rule) == story.Off
}

func leftFinding(f *story.File, l story.Leftover, message string) analysis.Diagnostic {
	d := analysis.Diagnostic{Span: l.Span, Message: message}
	if span, ok := removal(f, l.Span); ok {
		d.Fixes = []analysis.Fix{{Message: "Remove the template's text", Edits: []analysis.Edit{{Span: span}}}}
	}
	return d
}

// emptyParts finds the parts of a story that hold the template's text and
// nothing else: to take that out would hide that something is to be told there.
type emptyParts struct {
	file  *story.File
	story *story.Story
	part  story.Span // looked at last
	empty bool
}

// asks reports whether anything stands below the heading of the questions that
// is one.
func (e *emptyParts) asks() bool {
	from := e.story.FAQ.Start + 1
	below := func(a story.Answer) bool { return a.QuestionSpan.Start >= from }
	return slices.ContainsFunc(e.story.Questions, below) || nextHeading(e.file, from, e.story.Span.End, 6) < e.story.Span.End
}

// holds reports whether the story's i-th leftover stands in such a part.
func (e *emptyParts) holds(i int) bool {
	span := e.story.Leftovers[i].Span
	if faq := e.story.FAQ; !faq.Empty() && span.Start >= faq.Start && e.asks() {
		return false // what stands above the questions needs no text of its own
	}
	if span.Start < e.part.End {
		return e.empty
	}
	e.part = story.Span{Start: span.Start, End: nextHeading(e.file, span.Start, e.story.Span.End, 6)}
	before := sort.Search(len(e.file.Headings), func(i int) bool { return e.file.Headings[i].Span.Start > span.Start })
	if before > 0 {
		e.part.Start = max(e.story.Span.Start, headingEnd(e.file, e.file.Headings[before-1].Span))
	}
	at := e.part.Start
	var rest strings.Builder
	lefts := e.story.Leftovers
	first := sort.Search(len(lefts), func(i int) bool { return lefts[i].Span.Start >= at })
	for _, l := range lefts[first:] {
		if l.Span.Start >= e.part.End {
			break
		}
		if l.Span.End <= e.part.End {
			rest.Write(e.file.Text[at:l.Span.Start])
			at = l.Span.End
		}
	}
	rest.Write(e.file.Text[at:e.part.End])
	e.empty = strings.Trim(rest.String(), " \t\r\n*-+>_") == ""
	return e.empty
}

func nameFinding(s *story.Story, l story.Leftover) analysis.Diagnostic {
	d := analysis.Diagnostic{Span: l.Span, Message: "Please put your character's name here."}
	if len(s.Characters) > 0 {
		name := strings.Join(s.Characters, " and ")
		d.Message = "Please put your character's name here: " + quote.Mark(name) + "."
		d.Fixes = []analysis.Fix{{Message: "Write " + quote.Mark(name), Edits: []analysis.Edit{{Span: l.Span, New: name}}}}
	}
	return d
}
