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

What a writer noted for later, or left half done: a mark such as TODO or xxx where
a note starts, also in a comment; brackets that say what belongs there; a list
item about the text itself; ?? outside speech, and questions in square brackets;
markup of another tool, such as ::: or {{x}}, and conflict markers; a question,
section or item with nothing in it; a link without an address; a paragraph that
says no more than "unfinished" or "Ending missing.", or "Note:" and what's to be
done with the text.

What may be intended is only a hint: an aside in brackets after a sentence, a
word such as (example) alone in them, or a short question (which one?); a short
line such as "Write more." or "Needs a title."; a gap (____, XX minutes, <name of the tool>)
or a heading with nothing below it; text above the title, or below the definitions
at the end; a paragraph that breaks off, and a comment meant for people.

Code and quotations are part of the story and left alone. A note in place of an
answer is reported with its question.

## Why

Readers can't do what the note asks, and think they're looking at a draft.

## Example

    Grace asks the maintainers (TODO: link the thread) and waits.

Do what it says, or take it out; the story is fine without.
`,
}

func checkLeftoverNote(pass *analysis.Pass) {
	for _, note := range pass.File.Notes {
		if !reportedElsewhere(pass.File, note.Span) {
			said := sayingOf[note.Form]
			pass.Report(analysis.Diagnostic{Span: note.Span, Severity: said.severity, Message: said.message})
		}
	}
}

// sayingOf is what is said of a note, by its form. What people also write on
// purpose is a hint.
var sayingOf = map[story.NoteForm]struct {
	severity analysis.Severity
	message  string
}{
	story.NoteMark:    {analysis.Warning, "This reads like a note to yourself. Please do what it says, or take it out."},
	story.NoteMarkup:  {analysis.Warning, "This is markup of another tool; readers see it as it's written here. Please write it in Markdown, or take it out."},
	story.NoteNothing: {analysis.Warning, "There's nothing here yet. Please fill it in, or take it out."},
	story.NoteOutside: {analysis.Hint, "This is outside the story, above its title or below the links at its end. Please move it into the story, or take it out."},
	story.NoteDoubt:   {analysis.Warning, "This reads like a question to yourself. Please answer it, or take it out."},
	story.NoteAddress: {analysis.Warning, "This link has no address yet. Please add it, or take the link out."},
	story.NoteAside:   {analysis.Hint, "Is this a note to yourself? If so, please do what it says, or take it out."},
	story.NoteBlank:   {analysis.Hint, "Is this still to be filled in?"},
	story.NoteCut:     {analysis.Hint, "Does this break off here? If so, please finish the sentence."},
	story.NoteComment: {analysis.Hint, "Readers don't see this comment, but it stays in the file. Is it a note to yourself?"},
}

// reportedElsewhere reports whether a span stands where an answer is still to
// come, or is text of the template: other rules tell both.
func reportedElsewhere(f *story.File, span story.Span) bool {
	for _, s := range f.Stories {
		for _, a := range s.Questions {
			if a.Status == story.Placeholder && a.AnswerSpan.Start <= span.Start && span.Start < a.AnswerSpan.End {
				return true // a note reaches to its line's end, an answer in a table does not
			}
		}
		for _, l := range s.Leftovers {
			if l.Span.Contains(span) {
				return true
			}
		}
	}
	return false
}
