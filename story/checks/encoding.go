package checks

import (
	"bytes"
	"fmt"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var encodingRule = &analysis.Analyzer{
	Name:     "encoding",
	Title:    "Every character is what it was meant to be",
	Severity: analysis.Warning,
	Bytes:    true,
	Run:      checkEncoding,
	Doc: `
## What it finds

Text that was encoded twice: UTF-8 read as Windows-1252 and saved again, once
or several times. It is told once a file, with how often it occurs. Bytes that
no text has are told too. Code is left alone.

## Why

Quotation marks, dashes, accents and emoji turn into two or three strange
characters each, and readers stumble over every one.

## Example

    Grace doesnâ€™t know.

The fix puts back what was meant:

    Grace doesn’t know.
`,
}

func checkEncoding(pass *analysis.Pass) {
	f := pass.File
	if at := bytes.IndexByte(f.Text, 0); at >= 0 {
		pass.Report(analysis.Diagnostic{
			Span:    story.Span{Start: at, End: at + 1},
			Message: "This file holds bytes that no text has. Was it saved as plain text, in UTF-8?",
		})
	}
	var edits []analysis.Edit
	for _, d := range story.DoubleEncoded(string(f.Text)) {
		if !f.InCode(d.Span.Start) && touched(pass, d.Span) {
			edits = append(edits, analysis.Edit{Span: d.Span, New: d.Meant})
		}
	}
	if len(edits) == 0 {
		return
	}
	message := fmt.Sprintf("“%s” should be “%s”: this text was encoded twice.", quote.Mark(f.Slice(edits[0].Span)), quote.Mark(edits[0].New))
	if n := len(edits); n > 1 {
		message = fmt.Sprintf("“%s” should be “%s”: this text was encoded twice, here and in %d more places.", quote.Mark(f.Slice(edits[0].Span)), quote.Mark(edits[0].New), n-1)
	}
	pass.Report(analysis.Diagnostic{
		Span: edits[0].Span, Message: message,
		Fixes: []analysis.Fix{{Message: "Undo the double encoding", Edits: edits}},
	})
}

// touched reports whether a change, if there is one, touches a span.
func touched(pass *analysis.Pass, span story.Span) bool {
	if pass.Change == nil || pass.Change.Added[pass.File.Path] {
		return true
	}
	from, _ := pass.File.Position(span.Start)
	to, _ := pass.File.Position(span.End - 1)
	return pass.Change.Lines[pass.File.Path].Touches(from, to)
}
