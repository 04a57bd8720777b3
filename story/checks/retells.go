package checks

import (
	"math"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var retellsRule = &analysis.Analyzer{
	Name:     "retells",
	Title:    "The story says which one it retells",
	Severity: analysis.Warning,
	Run:      checkRetells,
	Doc: `
## What it finds

A shiny future story that doesn't say which story it retells, or that links
something that isn't a story.

## Why

The two belong together: what hurts today, and how it goes once that's solved.
The link takes readers from one to the other.

## Example

    ### What status quo stories are you retelling?

    The one about Grace's parser.

Link the story:

    ### What status quo stories are you retelling?

    [Grace ships a parser](../status_quo/grace_ships_a_parser.md)
`,
}

func checkRetells(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		k := pass.Book.Conventions.Kind(s.Kind)
		if k == nil || k.Pairs == "" {
			continue
		}
		d, ok := unanswered(pass, s, s.Question(k.Pairs), "If there isn't one yet, say so: somebody may write it.")
		if !ok {
			d, ok = strayLink(pass, s.Question(k.Pairs))
		}
		if ok {
			pass.Report(d)
		}
	}
}

// strayLink is the finding for an answer all of whose links lead to pages of
// the book that are no stories.
func strayLink(pass *analysis.Pass, a story.Answer) (analysis.Diagnostic, bool) {
	if a.Status != story.Answered {
		return analysis.Diagnostic{}, false
	}
	links := pass.File.LinksIn(a.AnswerSpan)
	for _, l := range links {
		if l.Image {
			continue
		}
		if target := book.Resolve(pass.File.Path, l.Target); target == "" || pass.Book.HoldsStories(target, math.MaxInt) {
			return analysis.Diagnostic{}, false
		}
	}
	if len(links) == 0 {
		return analysis.Diagnostic{}, false
	}
	return analysis.Diagnostic{Span: links[0].Span, Message: "This link doesn't lead to a story. Please link to the one you're retelling."}, true
}
