package checks

import (
	"strings"

	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var htmlLinkRule = &analysis.Analyzer{
	Name:     "html-link",
	Title:    "Links to pages point to the Markdown file",
	Severity: analysis.Hint,
	Run:      checkHTMLLink,
	Doc: `
## What it finds

A link to another page of the book that points to the generated .html file
instead of the Markdown file it's made from.

## Why

A link to .html only works on the published site. A link to the .md file works
there and on GitHub: mdBook rewrites it.

## Example

    As in [Grace's story](./grace_ships_a_parser.html).

Link the Markdown file instead:

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
			Message: "This links to the page made from a Markdown file. Please link to the .md file itself.",
		}
		markdown := strings.TrimSuffix(resolved, ".html") + ".md"
		_, brought := pass.Change.Page(markdown)
		if span, better, ok := d.edit(stem + ".md" + d.target[len(name):]); ok && (pass.Book.Has(markdown) || brought) {
			finding.Fixes = []analysis.Fix{{Message: "Link the .md file", Edits: []analysis.Edit{{Span: span, New: better}}}}
		}
		pass.Report(finding)
	}
}
