package checks

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// The order of what several rules put in at one place: questions as the template
// asks them (their Order is their number there), then the blank line behind
// them, then link definitions.
const (
	atBlank       = 1 << 16
	atDefinitions = 1 << 20
)

// insertion puts lines into a text, with the line ending of its first line.
func insertion(f *story.File, at int, text string, order int) analysis.Edit {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if first := f.LineSpan(0); strings.HasSuffix(f.Slice(first), "\r\n") {
		text = strings.ReplaceAll(text, "\n", "\r\n")
	}
	return analysis.Edit{Span: story.Span{Start: at, End: at}, New: text, Order: order}
}

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
		edits = append(edits, insertion(f, at, "\n", atDefinitions))
	}
	return append(edits, insertion(f, at, "\n"+line, atDefinitions+1))
}
