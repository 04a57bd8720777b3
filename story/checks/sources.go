package checks

import "github.com/storybot-app/storybot/story/analysis"

var sourcesRule = &analysis.Analyzer{
	Name:     "sources",
	Title:    "The story says where it comes from",
	Severity: analysis.Error,
	Run: func(pass *analysis.Pass) {
		checkQuestion(pass, "sources", "“My own experience” is a fine answer; links to posts or issues are welcome.")
	},
	Doc: `
## What it finds

A status quo story that doesn't say where it comes from: the question is
missing, or still has no answer.

## Why

Status quo stories are about things that really happen. Saying where yours comes
from, however briefly, shows that they do.

## Example

    ### What are the sources for this story?

    *Say where this comes from.*

A short answer in your own words will do:

    ### What are the sources for this story?

    My own work on a parser, and a talk with two colleagues.
`,
}
