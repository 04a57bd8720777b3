package checks

import (
	"bytes"
	"fmt"
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

A reference in brackets whose label isn't defined anywhere in the file. Each use
is reported, and so is a line that would define it if a bracket in its address
were closed. Code, check boxes, footnotes, GitHub's alerts (> [!NOTE]), front
matter, words such as [sic] and emphasised labels such as **[DONE]** are left
alone, and so are definitions that nothing uses.

## Why

Such a reference is shown with its brackets, as plain text: readers see that a
link was meant and can't follow it.

## Example

    Grace asks on the [forum].

Add the definition, for instance at the end of the file:

    [forum]: https://forum.example.org
`,
}

func checkUndefinedReference(pass *analysis.Pass) {
	fixes := map[string][]analysis.Fix{} // one text may use a label many times
	broken, below := nearlyDefined(pass.File)
	for _, r := range pass.File.Undefined {
		if below[r.Label] || r.Note {
			continue // a note is told as one, by another rule
		}
		if _, ok := fixes[r.Label]; !ok && !broken[r.Label] {
			fixes[r.Label] = define(pass, r.Label)
		}
		if r.Emphasised && len(fixes[r.Label]) == 0 && !broken[r.Label] {
			continue // **[DONE]** is a label, not a link
		}
		pass.Report(undefined(pass.File, r, fixes[r.Label]))
	}
}

// nearlyDefined are the labels of lines that define nothing because of their
// address, and those of the definitions below such a line: it makes them all
// plain text, and they come back with it.
func nearlyDefined(f *story.File) (broken, below map[string]bool) {
	broken, below = map[string]bool{}, map[string]bool{}
	for _, r := range f.Undefined {
		if !r.Address.Empty() {
			broken[r.Label] = true
		}
	}
	for _, r := range f.Undefined {
		if len(broken) > 0 && !broken[r.Label] && definesBelow(f, r) {
			below[r.Label] = true
		}
	}
	return broken, below
}

// definesBelow reports whether a reference begins a line as a definition does,
// with nothing but an address behind it.
func definesBelow(f *story.File, r story.Reference) bool {
	line := f.LineSpan(r.Span.Start)
	before := bytes.TrimSpace(f.Text[line.Start:r.Span.Start])
	address, ok := bytes.CutPrefix(f.Text[r.Span.End:line.End], []byte(":"))
	return ok && len(before) == 0 && len(bytes.Fields(address)) == 1
}

// undefined is the finding about one reference, or about the line that should
// define it.
func undefined(f *story.File, r story.Reference, fixes []analysis.Fix) analysis.Diagnostic {
	label := r.Label
	if runes := []rune(label); len(runes) > 60 {
		label = string(runes[:60]) + "…"
	}
	if r.Address.Empty() {
		return analysis.Diagnostic{
			Span:    r.Span,
			Message: fmt.Sprintf("%s leads nowhere yet. Add its address below the text, as “%[1]s: address”, or put a backslash before the bracket if it isn't meant as a link.", bracketed(label)),
			Fixes:   fixes,
		}
	}
	found := analysis.Diagnostic{
		Span:    r.Span,
		Message: fmt.Sprintf("This line doesn't define %s: a bracket in its address isn't closed. Please put the address between < and >.", bracketed(label)),
	}
	if address := f.Slice(r.Address); !strings.ContainsAny(address, "<>\\") {
		edit := analysis.Edit{Span: r.Address, New: "<" + address + ">"}
		found.Fixes = []analysis.Fix{{Message: "Put the address between < and >", Edits: []analysis.Edit{edit}}}
	}
	return found
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
			return book.Moved(d.Target, k.Template.Path, pass.File.Path)
		}
	}
	for _, c := range pass.Book.Conventions.Cast {
		if strings.EqualFold(c.Name, label) && c.Path != "" && pass.Book.HasTree {
			return book.Relative(pass.File.Path, c.Path)
		}
	}
	return ""
}
