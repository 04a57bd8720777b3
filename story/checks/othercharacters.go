package checks

import "github.com/storybot-app/storybot/story/analysis"

var otherCharactersRule = &analysis.Analyzer{
	Name:     "other-characters",
	Title:    "The story considers the other characters",
	Severity: analysis.Hint,
	Run: func(pass *analysis.Pass) {
		checkQuestion(pass, "other-characters", "“Much the same” is an answer too.")
	},
	Doc: `
## What it finds

A story that doesn't say how it would have gone for the other characters: the
question is missing, or still has no answer.

## Why

Some trouble hits everybody, and some only hits people with a certain
background. The answer shows which it is.

## Example

    ### How would this story have played out differently for the other characters?

    *Say who would not have met this trouble.*

A sentence is enough, and "much the same" is one:

    ### How would this story have played out differently for the other characters?

    Alan would have looked for a garbage collector first; the others, much the same.
`,
}
