package checks

import (
	"fmt"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var characterRule = &analysis.Analyzer{
	Name:     "character",
	Title:    "One of the cast tells the story",
	Severity: analysis.Error,
	Run:      checkCharacter,
	Doc: `
## What it finds

A story that none of the book's characters tells. Who tells it is read from the
title, the question about the character, the file's name, and the text.

## Why

The characters stand for the readers the book is written for. A story told
through one of them can be compared with the others, and is listed with them.

## Example

    # 😱 Status quo stories: Somebody ships a parser

Tell it through one of the cast, and name that character in the title:

    # 😱 Status quo stories: Grace ships a parser
`,
}

func checkCharacter(pass *analysis.Pass) {
	for _, s := range pass.File.Stories {
		if len(s.Characters) > 0 || s.Chapter || len(pass.Book.Conventions.Cast) == 0 || pass.Book.Conventions.Teller != story.OneOfCast {
			continue
		}
		pass.Report(analysis.Diagnostic{
			Span:    head(s),
			Message: fmt.Sprintf("Who tells this story? Please choose one of the cast (%s) and name them in the title.", castList(pass.Book.Conventions.Cast)),
		})
	}
}

func castList(cast []story.Character) string {
	names := make([]string, len(cast))
	for i, c := range cast {
		names[i] = quote.Mark(c.Name)
	}
	return words.List(names, "or")
}
