package checks

import "github.com/storybot-app/storybot/story/analysis"

var moralsRule = &analysis.Analyzer{
	Name:     "morals",
	Title:    "The story says what its morals are",
	Severity: analysis.Error,
	Run: func(pass *analysis.Pass) {
		checkQuestion(pass, "morals", "One or two sentences are enough: what should a reader take away?")
	},
	Doc: `
## What it finds

A status quo story that doesn't say what its morals are: the question is
missing, or still has no answer.

## Why

The morals are what the group reads first and quotes later: they turn one
person's day into something to work on.

## Example

    ### What are the morals of the story?

Say in a sentence or two what a reader should take away:

    ### What are the morals of the story?

    * Error messages that name the line save an afternoon.
`,
}
