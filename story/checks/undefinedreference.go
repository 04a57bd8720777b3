package checks

import (
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/analysis"
)

var undefinedReferenceRule = &analysis.Analyzer{
	Name:     "undefined-reference",
	Title:    "Every reference has a definition",
	Severity: analysis.Warning,
	Run:      checkUndefinedReference,
	Doc: `
## What it finds

A reference in brackets whose label is defined nowhere in the file. Each use is
told. Code, check boxes and footnotes are left alone, and so are definitions
that nothing uses.

## Why

Such a reference is shown with its brackets, as plain text: readers see that a
link was meant and cannot follow it.

## Example

    Grace asks on the [forum].

Add the definition, for instance at the end of the file:

    [forum]: https://forum.example.org
`,
}

func checkUndefinedReference(pass *analysis.Pass) {
	fixes := map[string][]analysis.Fix{} // one text may use a label many times
	for _, r := range pass.File.Undefined {
		label := r.Label
		if runes := []rune(label); len(runes) > 60 {
			label = string(runes[:60]) + "…"
		}
		if _, ok := fixes[r.Label]; !ok {
			fixes[r.Label] = define(pass, r.Label)
		}
		pass.Report(analysis.Diagnostic{
			Span:    r.Span,
			Message: fmt.Sprintf("%s leads nowhere yet. Add its address below the text, as “%[1]s: address”, or put a backslash before the bracket if no link is meant.", bracketed(label)),
			Fixes:   fixes[r.Label],
		})
	}
}

// bracketed is a label as it is written. The brackets are part of what is
// quoted: around an “x” they would make a box to tick.
func bracketed(label string) string { return quote.MarkUpTo("["+label+"]", maxQuoted) }

// define adds a definition that the book's template has, or the page of a
// character.
func define(pass *analysis.Pass, label string) []analysis.Fix {
	target := knownTarget(pass, label)
	if target == "" {
		return nil
	}
	edits := definition(pass.File, label, target)
	if edits == nil {
		return nil
	}
	return []analysis.Fix{{Message: fmt.Sprintf("Define %s as %s", bracketed(label), quote.MarkUpTo(target, maxQuoted)), Edits: edits}}
}

// knownTarget is what a label must mean, "" if that is not certain.
func knownTarget(pass *analysis.Pass, label string) string {
	k := pass.Book.Conventions.Kind(pass.File.Stories[0].Kind)
	if k != nil && k.Template != nil && pass.Book.OwnTemplate(k.ID) {
		if d, ok := k.Template.Definition(label); ok {
			return moved(d.Target, k.Template.Path, pass.File.Path)
		}
	}
	for _, c := range pass.Book.Conventions.Cast {
		if strings.EqualFold(c.Name, label) && c.Path != "" && pass.Book.HasTree {
			return relative(pass.File.Path, c.Path)
		}
	}
	return ""
}
