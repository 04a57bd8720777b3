package checks

import (
	"strings"

	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var htmlLinkRule = &analysis.Analyzer{
	Name:     "html-link",
	Title:    "Pages are linked as Markdown",
	Severity: analysis.Hint,
	Run:      checkHTMLLink,
	Doc: `
## What it finds

A link to another page of the book that names the page mdBook makes, .html, and
not the Markdown it is made from.

## Why

Such a link works on the site alone. A link to the .md file works everywhere:
mdBook turns it into the other, and on GitHub it opens the page.

## Example

    As in [Grace's story](./grace_ships_a_parser.html).

Write instead:

    As in [Grace's story](./grace_ships_a_parser.md).
`,
}

func checkHTMLLink(pass *analysis.Pass) {
	for d := range destinations(pass.File) {
		name, _ := cutTarget(d.target)
		stem, ok := strings.CutSuffix(name, ".html")
		resolved := book.Resolve(pass.File.Path, name)
		if !ok || stem == "" || pass.Book.Has(resolved) {
			continue
		}
		finding := analysis.Diagnostic{
			Span:    d.span,
			Message: "This links the page that is made of a Markdown file. Please link the file itself: it ends with .md.",
		}
		markdown := strings.TrimSuffix(resolved, ".html") + ".md"
		_, brought := pass.Change.Page(markdown)
		if span, better, ok := d.edit(stem + ".md" + d.target[len(name):]); ok && (pass.Book.Has(markdown) || brought) {
			finding.Fixes = []analysis.Fix{{Message: "Link the .md file", Edits: []analysis.Edit{{Span: span, New: better}}}}
		}
		pass.Report(finding)
	}
}
