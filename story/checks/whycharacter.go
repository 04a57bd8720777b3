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

A story whose question why this character tells it is not there, or holds only
the template's text.

## Why

Every character stands for a background. Knowing why one of them was chosen
tells readers which part of the trouble belongs to that background.

## Example

    ### Why did you choose Grace to tell this story?

    *Say what makes this character the right one.*

A sentence is enough:

    ### Why did you choose Grace to tell this story?

    She has written parsers for years, in a language without borrowing.
`,
}
