package checks

import (
	"fmt"
	"path"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

var locationRule = &analysis.Analyzer{
	Name:     "location",
	Title:    "The story stands with the others of its kind",
	Severity: analysis.Warning,
	Run:      checkLocation,
	Doc: `
## What it finds

A story that stands outside the directory of its kind: the one that holds the
kind's template or, in a book without templates, one of that name. Chapters of a
longer story stand below it. Where no book is known nothing is found.

## Why

The directory tells readers, the table of contents and every link what kind of
story this is. Moving the file later breaks links.

## Example

    src/grace_ships_a_parser.md

Move it to the directory of its kind; the links in it follow:

    src/status_quo/grace_ships_a_parser.md
`,
}

func checkLocation(pass *analysis.Pass) {
	f := pass.File
	if f.Index || len(f.Stories) != 1 || f.Stories[0].Chapter {
		return
	}
	s := f.Stories[0]
	home := misplaced(pass, s)
	if home == "" {
		return
	}
	pass.Report(analysis.Diagnostic{
		Span:    story.Span{},
		Message: fmt.Sprintf("The %s stories stand in “%s”. Please move the file there.", pass.Book.Conventions.Kind(s.Kind).Name, home),
		Fixes:   move(pass, s),
	})
}

// misplaced is the directory a story belongs in if it stands elsewhere, "" if
// it is in place or nothing tells where its place is.
func misplaced(pass *analysis.Pass, s *story.Story) string {
	k := pass.Book.Conventions.Kind(s.Kind)
	if k == nil || k.Directory == "" || !pass.Book.HasTree {
		return ""
	}
	at := path.Dir(pass.File.Path)
	if other := kindAbove(pass, at); other != "" && other != s.Kind && s.Title == s.Name {
		return "" // two kinds are possible, and the title does not decide
	}
	homes := homesOf(pass, k)
	for _, home := range homes {
		if at == home || strings.HasPrefix(at, home+"/") {
			return ""
		}
	}
	if len(homes) == 0 {
		return ""
	}
	return homes[0]
}

// kindAbove is the kind whose directory a path stands in.
func kindAbove(pass *analysis.Pass, dir string) string {
	for ; dir != "." && dir != "/"; dir = path.Dir(dir) {
		for _, k := range pass.Book.Conventions.Kinds {
			if k.Directory != "" && strings.EqualFold(path.Base(dir), k.Directory) {
				return k.ID
			}
		}
	}
	return ""
}

// homesOf lists where stories of a kind stand: beside the book's template of
// it, or else in the directories of its name.
func homesOf(pass *analysis.Pass, k *story.Kind) []string {
	if pass.Book.OwnTemplate(k.ID) && k.Template != nil {
		return []string{path.Dir(k.Template.Path)}
	}
	var homes []string
	for _, p := range pass.Book.Paths {
		dir := path.Dir(p)
		if n := len(homes); strings.EqualFold(path.Base(dir), k.Directory) && (n == 0 || homes[n-1] != dir) {
			homes = append(homes, dir)
		}
	}
	return homes
}
