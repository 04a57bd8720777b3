package checks

import (
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var leftoverNoteRule = &analysis.Analyzer{
	Name:     "leftover-note",
	Title:    "No note to oneself is left",
	Severity: analysis.Warning,
	Run:      checkLeftoverNote,
	Doc: `
## What it finds

What a writer noted for later: a mark such as TODO or xxx where a note begins,
also in a comment; brackets that say what belongs there; a point that speaks of
the text itself. Code and quotations are part of the story and left alone. A
note that stands in place of an answer is told with its question.

## Why

Readers cannot do what the note asks, and take the page for a draft.

## Example

    Grace asks the maintainers (TODO: link the thread) and waits.

Do what it says, or take it out; the story is fine without.
`,
}

func checkLeftoverNote(pass *analysis.Pass) {
	for _, note := range pass.File.Notes {
		if !reportedWithQuestion(pass.File, note) {
			pass.Report(analysis.Diagnostic{
				Span:    note,
				Message: "This reads like a note to yourself. Please do what it says, or take it out.",
			})
		}
	}
}

// reportedWithQuestion reports whether a span stands where an answer is still to come.
func reportedWithQuestion(f *story.File, span story.Span) bool {
	for _, s := range f.Stories {
		for _, a := range s.Questions {
			if a.Status == story.Placeholder && a.AnswerSpan.Contains(span) {
				return true
			}
		}
	}
	return false
}
