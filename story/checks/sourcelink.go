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

A status quo story that says where it comes from, but has no link. If it comes
from your own experience or from a conversation, there's nothing to link, and
the answer is complete as it is.

## Why

A post, an issue or a pull request often has the details that a story has no
room for. With a link, readers who want to help don't have to search for them.

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
			Message: "If there's a post or an issue about this, a link to it would help. If not, it's fine as it is.",
		})
	}
}
