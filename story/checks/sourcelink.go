package checks

import (
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var sourceLinkRule = &analysis.Analyzer{
	Name:     "source-link",
	Title:    "A source that can be linked is linked",
	Severity: analysis.Hint,
	Run:      checkSourceLink,
	Doc: `
## What it finds

A status quo story that says where it comes from without any link. An answer
that tells of the writer's own experience, or of a talk, is complete as it is:
nothing could be linked.

## Why

A post, an issue or a pull request often holds what a story has no room for.
Readers who want to help follow the link; the name alone they must search for.

## Example

    ### What are the sources for this story?

    The long thread in the parser's issue tracker.

Link it:

    ### What are the sources for this story?

    [The long thread](https://example.org/issues/7) in the parser's issue tracker.
`,
}

func checkSourceLink(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		a := s.Question("sources")
		if a.Status != story.Answered || a.Linked || a.FirstHand || a.Extra {
			continue
		}
		pass.Report(analysis.Diagnostic{
			Span:    a.AnswerSpan,
			Message: "If there is a post or an issue to read about this, a link to it would help. If not, all is well.",
		})
	}
}
