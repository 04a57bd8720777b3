package checks

import (
	"path"
	"strings"
	"unicode"

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

// properName reports whether a name is character_does_thing.md, in any case.
func properName(pass *analysis.Pass, name string) bool {
	base, ok := strings.CutSuffix(name, ".md")
	words := strings.Split(base, "_")
	if !ok || len(words) < 2 || !startsWithCast(pass, words[0]) {
		return false
	}
	for _, word := range words {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			return false
		}
	}
	return true
}

// maxName is the longest name that is proposed, in bytes.
const maxName = 80

// nameFromTitle makes a name of a title that begins with a character.
func nameFromTitle(pass *analysis.Pass, s *story.Story) string {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }
	words := strings.FieldsFunc(strings.ToLower(s.Name), apart)
	for i := range words {
		words[i] = strings.Map(func(r rune) rune {
			if r == '\'' || r == '’' {
				return -1
			}
			return r
		}, words[i])
	}
	name := strings.Join(words, "_") + ".md"
	if len(name) > maxName || !properName(pass, name) {
		return ""
	}
	return name
}
