package checks

import (
	"fmt"
	"path"

	"github.com/storybot-app/storybot/internal/quote"
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
		Message: fmt.Sprintf("The %s stories stand in “%s”. Please move the file there.", quote.Mark(pass.Book.Conventions.Kind(s.Kind).Name), quote.MarkUpTo(home, maxQuoted)),
		Fixes:   move(pass, s),
	})
}

// misplaced is the directory a story belongs in if it stands elsewhere, "" if
// it is in place or nothing tells where its place is. A story's place is beside
// a template of its kind; in a book without one, in a directory of its name.
func misplaced(pass *analysis.Pass, s *story.Story) string {
	k := pass.Book.Conventions.Kind(s.Kind)
	if k == nil || k.Directory == "" || !pass.Book.HasTree {
		return ""
	}
	own := pass.Book.OwnTemplate(k.ID) && k.Template != nil
	for dir := path.Dir(pass.File.Path); dir != "." && dir != "/"; dir = path.Dir(dir) {
		above := pass.Book.KindAt(dir)
		switch {
		case above == nil:
		case above.ID != k.ID:
			if s.Title == s.Name {
				return "" // two kinds are possible, and the title does not decide
			}
		case !own || dir == path.Dir(k.Template.Path) || pass.Book.Has(path.Join(dir, path.Base(k.Template.Path))):
			return ""
		}
	}
	if home, found := pass.Book.Home(k); found {
		return home
	}
	return ""
}
