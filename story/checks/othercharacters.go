package checks

import "github.com/storybot-app/storybot/story/analysis"

var otherCharactersRule = &analysis.Analyzer{
	Name:     "other-characters",
	Title:    "The other characters are thought of",
	Severity: analysis.Hint,
	Run: func(pass *analysis.Pass) {
		checkQuestion(pass, "other-characters", "“Much the same” is an answer too.")
	},
	Doc: `
## What it finds

A story whose question about the other characters is not there, or holds only
the template's text.

## Why

Some trouble meets everybody, and some only those who come from one place.
The answer tells the two apart.

## Example

    ### How would this story have played out differently for the other characters?

    *Say who would not have met this trouble.*

A sentence is enough, and "much the same" is one:

    ### How would this story have played out differently for the other characters?

    Alan would have looked for a garbage collector first; the others, much the same.
`,
}
