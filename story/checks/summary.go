package checks

import (
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var summaryRule = &analysis.Analyzer{
	Name:     "summary",
	Title:    "The table of contents is left alone",
	Severity: analysis.Warning,
	Run:      checkSummary,
	Doc: `
## What it finds

A pull request that adds its own story's chapter to SUMMARY.md.

## Why

When many stories are in review at once and each adds a line in the same place,
they all end up with merge conflicts. A maintainer adds the line after the
merge.

## Example

    + - [Grace ships a parser](./status_quo/grace_ships_a_parser.md)

Delete the line again. That's all.
`,
}

func checkSummary(pass *analysis.Pass) {
	if pass.Change == nil || !pass.Change.Added[pass.File.Path] {
		return // who lists a story that was there already tidies the book
	}
	for _, added := range pass.Change.SummaryAdds {
		for _, entry := range book.ParseSummary(added.Path, []byte(added.Text)).Entries {
			if entry.Path != pass.File.Path {
				continue
			}
			pass.Report(analysis.Diagnostic{
				Path: added.Path, Line: added.Line, EndLine: added.Line,
				Message: "Please leave SUMMARY.md alone: a maintainer adds your story's line after the merge.",
			})
		}
	}
}
