package checks

import (
	"fmt"
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

A story's file whose name isn't who tells it and what happens, with "_" between
the words and ".md" at the end; accents don't count. A book can choose another
pattern. Chapters of a longer story and pages with several stories can have any
name.

## Why

The directory lists the stories by character, and the name becomes the page's
address. Changing it later breaks links.

## Example

    status_quo/Parser-Story.markdown

Begin with who tells it:

    status_quo/grace_ships_a_parser.md
`,
}

// howToRename is how a file is renamed where most people write.
const howToRename = " To rename it on GitHub, edit the file and change its name in the path box."

func checkFileName(pass *analysis.Pass) {
	f := pass.File
	if f.Index || len(f.Stories) != 1 || f.Stories[0].Chapter || namedWell(pass, f.Stories[0]) {
		return
	}
	s := f.Stories[0]
	d := analysis.Diagnostic{Span: story.Span{}, Message: "Please name the file " + form(pass, s)}
	c := pass.Book.Conventions
	better, certain := nameFromTitle(pass, s)
	switch {
	case better == "" || len(s.Characters) == 0 && c.Teller == story.OneOfCast: // who tells it is still to be named
		d.Message += suchAs(pass, s) + "."
	case pass.Book.Has(path.Join(path.Dir(f.Path), better)):
		d.Message += fmt.Sprintf("; “%s” is the name of another story already.", quote.Mark(better))
	default:
		d.Message += fmt.Sprintf(": “%s”.", quote.Mark(better))
	}
	if certain {
		d.Fixes = move(pass, s)
	}
	d.Message += howToRename
	pass.Report(d)
}

// form says what a file of the story's kind is named after.
func form(pass *analysis.Pass, s *story.Story) string {
	c := pass.Book.Conventions
	switch k := c.Kind(s.Kind); {
	case !k.File.IsDefault():
		return "after the pattern “" + quote.Mark(c.FileName(k).String()) + "”"
	case c.Teller == story.OneOfCast:
		return "after who tells the story and what happens"
	}
	return "after what happens"
}

// suchAs names an example, "" if the book has no cast for one.
func suchAs(pass *analysis.Pass, s *story.Story) string {
	c := pass.Book.Conventions
	name, err := c.FileName(c.Kind(s.Kind)).Name("", example(pass))
	if err != nil {
		return ""
	}
	return ", such as “" + quote.Mark(name) + "”"
}
