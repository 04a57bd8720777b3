package checks

import (
	"bytes"
	"fmt"
	"slices"

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
or several times. It's reported once per file, with the number of places. Code
is left alone. Also a file that isn't UTF-8 at all, with what it looks like
(Latin-1, Windows-1252 or UTF-16), and bytes that no text has.

## Why

Quotation marks, dashes, accents and emoji turn into two or three strange
characters each, and readers stumble over every one. mdBook
can't read a file that isn't UTF-8 at all.

## Example

    Grace doesnâ€™t know.

The fix puts back what was meant:

    Grace doesn’t know.

Save a file in another encoding again from your editor ("Save with encoding",
then UTF-8), or convert it:

    iconv -f WINDOWS-1252 -t UTF-8 old.md > new.md
`,
}

func checkEncoding(pass *analysis.Pass) {
	f := pass.File
	if foreign, ok := story.NotUTF8(f.Text); ok {
		reportForeign(pass, foreign)
	} else if at := bytes.IndexByte(f.Text, 0); at >= 0 {
		pass.Report(analysis.Diagnostic{
			Span:    story.Span{Start: at, End: at + 1},
			Message: "This file contains bytes that no text has. Was it saved as plain text, in UTF-8?",
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
		message = fmt.Sprintf("“%s” should be “%s”: this text was encoded twice, here and in %s.", quote.Mark(f.Slice(edits[0].Span)), quote.Mark(edits[0].New), others(n-1))
	}
	pass.Report(analysis.Diagnostic{
		Span: edits[0].Span, Message: message,
		Fixes: []analysis.Fix{{Message: "Undo the double encoding", Edits: edits}},
	})
}

// reportForeign tells once what is not UTF-8, where a change first touches it.
func reportForeign(pass *analysis.Pass, foreign story.Foreign) {
	if foreign.Charset == story.UTF16 {
		pass.Report(analysis.Diagnostic{
			Span:    story.Span{Start: 0, End: min(1, len(pass.File.Text))},
			Message: "This file is saved as UTF-16, which mdBook can't read. Please save it as UTF-8.",
		})
		return
	}
	at := slices.IndexFunc(foreign.Bytes, func(at int) bool { return touched(pass, story.Span{Start: at, End: at + 1}) })
	if at < 0 {
		return
	}
	span := story.Span{Start: foreign.Bytes[at], End: foreign.Bytes[at] + 1}
	more := ""
	if n := len(foreign.Bytes); n > 1 {
		more = fmt.Sprintf(" There are %d such characters.", n)
	}
	pass.Report(analysis.Diagnostic{Span: span, Message: foreignMessage(foreign, foreign.Meant(pass.File.Text[span.Start])) + more})
}

// foreignMessage is what is said of a byte that is not UTF-8, and what it seems to
// mean.
func foreignMessage(foreign story.Foreign, meant string) string {
	switch foreign.Charset {
	case story.Unknown:
		return "This isn't UTF-8, so mdBook can't read the file. Please save it as UTF-8."
	case story.Mixed:
		return fmt.Sprintf("This character isn't UTF-8, unlike the rest, so mdBook can't read the file. Was it “%s”? Please type it again.", quote.Mark(meant))
	}
	return fmt.Sprintf("This file isn't UTF-8, so mdBook can't read it. It looks like %s, where this is “%s”. Please save it as UTF-8.", foreign.Charset, quote.Mark(meant))
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

// others counts further places.
func others(n int) string {
	if n == 1 {
		return "one other place"
	}
	return fmt.Sprintf("%d other places", n)
}
