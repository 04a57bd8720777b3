package checks

import (
	"bytes"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var unclosedFenceRule = &analysis.Analyzer{
	Name:     "unclosed-fence",
	Title:    "Every code block ends",
	Severity: analysis.Error,
	Run:      checkUnclosedFence,
	Doc: `
## What it finds

A code block that never ends: its closing fence is missing, or has a word after
it. Whatever such a block swallows, questions for instance, isn't reported one
by one.

## Why

The rest of the page is shown as code: the story, its questions and its answers.
If nothing follows the block, nothing is lost yet, and it's only a warning.

## Example

    ~~~rust
    let log = read().await;
    ~~~ignore

A closing fence has nothing after it:

    ~~~rust,ignore
    let log = read().await;
    ~~~
`,
}

func checkUnclosedFence(pass *analysis.Pass) {
	f := pass.File
	for _, fence := range f.Misclosed {
		marks := fence
		for marks.End = marks.Start; marks.End < fence.End && f.Text[marks.End] == f.Text[fence.Start]; {
			marks.End++
		}
		pass.Report(analysis.Diagnostic{
			Span:    fence,
			Message: "The word after this fence keeps it from closing the code block. Please delete it, or move it to the fence that opens the block.",
			Fixes: []analysis.Fix{{
				Message: "Close the code block",
				Edits:   []analysis.Edit{{Span: story.Span{Start: marks.End, End: fence.End}}},
			}},
		})
	}
	for _, c := range f.Code {
		switch {
		case !c.Fenced || c.Closed:
		case c.Swallows:
			pass.Report(analysis.Diagnostic{
				Span:    c.Open,
				Message: "Nothing closes this code block, so the rest of the page is shown as code. Please close it where the code ends.",
			})
		case atEnd(f, c): // else the end of its list or quotation closes it
			pass.Report(analysis.Diagnostic{
				Span: c.Open, Severity: analysis.Warning,
				Message: "Nothing closes this code block. Please add a fence where the code ends.",
				Fixes:   closeAtEnd(f, c),
			})
		}
	}
}

// closeAtEnd closes a block that is the last thing in the text, if it stands
// at a line's beginning: what a list or quotation needs is not certain.
func closeAtEnd(f *story.File, c story.Code) []analysis.Fix {
	open := f.Text[c.Open.Start:c.Open.End]
	marks := open[:len(open)-len(bytes.TrimLeft(open, string(open[:min(1, len(open))])))]
	if len(marks) < 3 || marks[0] != '`' && marks[0] != '~' {
		return nil
	}
	return []analysis.Fix{{
		Message: "Close the code block at the end",
		Edits:   []analysis.Edit{insertion(f, len(bytes.TrimRight(f.Text, " \t\r\n")), "\n"+string(marks), 0)},
	}}
}

// atEnd reports whether a code block is the last thing in the text.
func atEnd(f *story.File, c story.Code) bool {
	return len(bytes.TrimLeft(f.Text[c.Span.End:], " \t\r\n>")) == 0
}
