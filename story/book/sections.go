package book

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// Sections is the page whose sections are the stories of a kind, as books had
// it before every story got a file of its own; nil where they have files, or
// where there is none yet.
func (b *Book) Sections(kind *story.Kind) (*story.File, error) {
	if b.OwnTemplate(kind.ID) || b.tree == nil {
		return nil, nil
	}
	for _, name := range sectionPages(b.Source, b.Paths, kind) {
		text, err := fs.ReadFile(b.tree, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue // its name is known, and its text is not
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if f := b.Parse(name, text); f.Index && f.Stories[0].Kind == kind.ID {
			return f, nil
		}
	}
	return nil, nil
}

// SectionPages are the files of a book that may hold stories as sections, by
// the paths of its tree; c is what was decided for the book, nil for the
// built-in conventions. A book whose stories have files has none.
func SectionPages(paths []string, c *story.Conventions) []string {
	if c == nil {
		c = story.Defaults()
	}
	var pages []string
	for i := range c.Kinds {
		pages = append(pages, sectionPages(".", paths, &c.Kinds[i])...)
	}
	return pages
}

// sectionPages are the pages below a directory that are named after a kind, or
// are the index page in its directory, if no other page is there.
func sectionPages(source string, paths []string, kind *story.Kind) []string {
	var pages []string
	for _, name := range paths {
		base, ending := path.Base(name), path.Ext(name)
		switch {
		case !strings.EqualFold(ending, ".md") || source != "." && !strings.HasPrefix(name, source+"/"):
		case kind.LivesIn(strings.TrimSuffix(base, ending)):
			pages = append(pages, name)
		case !kind.LivesIn(path.Base(path.Dir(name))):
		case generic(base):
			pages = append(pages, name)
		default:
			return nil
		}
	}
	return pages
}
