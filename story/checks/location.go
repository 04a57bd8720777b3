package checks

import (
	"fmt"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var locationRule = &analysis.Analyzer{
	Name:     "location",
	Title:    "The story is with the others of its kind",
	Severity: analysis.Warning,
	Run:      checkLocation,
	Doc: `
## What it finds

A story outside the directory of its kind: the one that holds the kind's
template or, in a book without templates, one of that name. Chapters of a longer
story go below it. Outside a book, nothing is reported.

## Why

The directory tells readers, the table of contents and every link what kind of
story this is. Moving the file later breaks links.

## Example

    src/grace_ships_a_parser.md

Move it to the directory of its kind; the links in it follow:

    src/status_quo/grace_ships_a_parser.md
`,
}

func checkLocation(pass *analysis.Pass) {
	f := pass.File
	if f.Index || len(f.Stories) != 1 || f.Stories[0].Chapter {
		return
	}
	s := f.Stories[0]
	home := misplaced(pass, s)
	if home == "" {
		return
	}
	pass.Report(analysis.Diagnostic{
		Span:    story.Span{},
		Message: fmt.Sprintf("The %s stories live in “%s”. Please move the file there.", quote.Mark(pass.Book.Conventions.Kind(s.Kind).Name), quote.MarkUpTo(home, maxQuoted)),
		Fixes:   move(pass, s),
	})
}
