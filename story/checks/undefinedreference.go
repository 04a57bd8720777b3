package checks

import (
	"bytes"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
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

// definitionOrder puts definitions behind anything else that is added at the
// same place.
const definitionOrder = 1 << 20

// definition adds a definition behind those that end a file, or apart from the
// text; none where it would not be read as one.
func definition(f *story.File, label, target string) []analysis.Edit {
	line := fmt.Sprintf("[%s]: %s", label, target)
	at := len(bytes.TrimRight(f.Text, " \t\r\n"))
	n := len(f.Definitions)
	joins := n > 0 && f.Definitions[n-1].Span.End == at && f.Text[f.LineSpan(f.Definitions[n-1].Span.Start).Start] == '['
	if !joins && (inOpenCode(f, len(f.Text)) || openMarkup(f, story.Span{End: at})) {
		return nil
	}
	var edits []analysis.Edit
	if !joins {
		edits = append(edits, insertion(f, at, "\n", definitionOrder))
	}
	return append(edits, insertion(f, at, "\n"+line, definitionOrder+1))
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

// moved is a link's target as another file must write it.
func moved(target, from, to string) string {
	if path.Dir(from) == path.Dir(to) {
		return target
	}
	resolved := book.Resolve(from, target)
	if resolved == "" {
		return target
	}
	if _, fragment, ok := strings.Cut(target, "#"); ok {
		return relative(to, resolved) + "#" + fragment
	}
	return relative(to, resolved)
}

// relative is the path of one file of the book as another links it.
func relative(from, to string) string {
	rel, err := filepath.Rel(filepath.FromSlash(path.Dir(from)), filepath.FromSlash(to))
	if err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}
