package checks

import (
	"path"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var fileNameRule = &analysis.Analyzer{
	Name:     "file-name",
	Title:    "The file is named after the story",
	Severity: analysis.Warning,
	Run:      checkFileName,
	Doc: `
## What it finds

A story's file whose name does not begin with its character and go on with what
happens, words joined by "_", with the ending ".md". Chapters of a longer story
and pages that hold several stories may be named freely.

## Why

The directory lists the stories by character, and the name becomes the page's
address. Changing it later breaks links.

## Example

    status_quo/Parser-Story.markdown

Begin with who tells it:

    status_quo/grace_ships_a_parser.md
`,
}

func checkFileName(pass *analysis.Pass) {
	f := pass.File
	if f.Index || len(f.Stories) != 1 || f.Stories[0].Chapter || properName(pass, path.Base(f.Path)) {
		return
	}
	d := analysis.Diagnostic{
		Span:    story.Span{},
		Message: "Please name the file after who tells the story and what happens, such as “grace_ships_a_parser.md”.",
	}
	if better := nameFromTitle(pass, f.Stories[0]); better != "" && better != path.Base(f.Path) {
		d.Message = "Please name the file after who tells the story and what happens: “" + quote.Mark(better) + "”."
		if pass.Book.Has(path.Join(path.Dir(f.Path), better)) {
			d.Message = "Please name the file after who tells the story and what happens; “" + quote.Mark(better) + "” is the name of another story already."
		}
		d.Fixes = move(pass, f.Stories[0])
	}
	pass.Report(d)
}

// maxName is the longest name that is proposed, in bytes.
const maxName = 80
