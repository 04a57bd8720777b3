package checks

import "github.com/storybot-app/storybot/story/analysis"

var whyCharacterRule = &analysis.Analyzer{
	Name:     "why-character",
	Title:    "The choice of the character is explained",
	Severity: analysis.Hint,
	Run: func(pass *analysis.Pass) {
		checkQuestion(pass, "why-character", "A sentence is enough.")
	},
	Doc: `
## What it finds

A story that doesn't say why this character tells it: the question is missing,
or still has no answer.

## Why

Every character has a background. Knowing why you chose this one shows readers
which part of the trouble comes with it.

## Example

    ### Why did you choose Grace to tell this story?

    *Say what makes this character the right one.*

A sentence is enough:

    ### Why did you choose Grace to tell this story?

    She has written parsers for years, in a language without borrowing.
`,
}
