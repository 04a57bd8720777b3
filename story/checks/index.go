package checks

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

var indexRule = &analysis.Analyzer{
	Name:     "index",
	Title:    "The table of contents leads somewhere",
	Severity: analysis.Warning,
	Summary:  true,
	Run:      checkIndex,
	Doc: `
## What it finds

In the lines of SUMMARY.md that a pull request touches: a chapter without a
file, or without a title of its own; and what mdBook can't build, a page that's
listed twice, say, or an item without a link. A table of contents that is empty
now.

## Why

mdBook makes a book of what SUMMARY.md lists. It publishes an empty page for a
file that isn't there, and stops at what it can't read: then nothing new is
published until somebody finds the line.

## Example

    - [Grace ships a parser](./status_quo/grace_ships_a_praser.md)

The file is called grace_ships_a_parser.md. Correct the path.
`,
}

func checkIndex(pass *analysis.Pass) {
	if pass.Change == nil || path.Base(pass.File.Path) != "SUMMARY.md" || pass.File.Path != path.Join(pass.Book.Source, "SUMMARY.md") {
		return
	}
	now := book.ParseSummary(pass.File.Path, pass.File.Text)
	if before := pass.Book.Summary(); before != nil && len(before.Entries) > 0 && len(now.Entries) == 0 {
		last, _ := pass.File.Position(len(pass.File.Text))
		pass.Report(analysis.Diagnostic{
			Line: 1, EndLine: last, Severity: analysis.Error,
			Message: "SUMMARY.md lists nothing now, so the book would be empty. Please take the lines back in.",
		})
		return
	}
	for _, p := range now.Problems {
		line := p.Line
		if first := p.First; first > 0 && !pass.Change.Lines[pass.File.Path].Touches(line, line) {
			line = first
		}
		pass.Report(analysis.Diagnostic{Line: line, Severity: analysis.Error, Message: p.Message + "."})
	}
	for _, e := range now.Entries {
		if message := wrongEntry(pass, e); message != "" {
			pass.Report(analysis.Diagnostic{Line: e.Line, EndLine: e.EndLine, Message: message})
		}
	}
}

// wrongEntry says what is wrong with a line of the table of contents; "" if
// nothing is.
func wrongEntry(pass *analysis.Pass, e book.Entry) string {
	if e.Path == "" {
		return ""
	}
	page, brought := pass.Change.Page(e.Path)
	now, left := pass.Change.Left(e.Path)
	switch {
	case now != "":
		return "This page is called " + quote.Code(path.Base(now)) + " now. Please let the line lead there."
	case !brought && (left || !pass.Book.Has(e.Path)) && !pass.Change.Partial:
		return "There's no " + quote.Code(path.Base(e.Path)) + " there, so mdBook would publish an empty page. Please look where this line should lead."
	case !strings.ContainsFunc(e.Title, letter):
		return "This line has no title. Please give it the page's."
	case page == nil || len(page.Stories) != 1 || page.Stories[0].Name == "":
		return ""
	case blank(e.Title, pass.Book.Conventions.Words.Blank):
		return "This line still has the template's title. The page's heading is “" + quote.Mark(page.Stories[0].Name) + "”."
	}
	return ""
}

func letter(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.So, r)
}

// blank reports whether a title is one of those that say nothing.
func blank(title string, blanks []string) bool {
	plain := strings.Join(strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !letter(r) }), " ")
	return slices.Contains(blanks, plain)
}
