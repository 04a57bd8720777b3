// Package starter lists the files that a repository with a book begins with: an
// issue form and a template for each kind of story, and the settings. It makes
// their texts; whether one is there already, and writing it, is for others.
package starter

import (
	"path"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/form"
	"github.com/storybot-app/storybot/story/idea"
)

// A File is one file to begin with.
type File struct {
	Path string // in the repository
	Text []byte
	What string // in a few words, marked by package quote
	// Optional: the repository lacks nothing without it.
	Optional bool
}

// Files are those for a book in a directory of its repository ("." for its
// root). words are those its ideas are read by. What the repository has of them
// is among them; templates are only those that the book does not have.
func Files(b *book.Book, root string, words *idea.Words) ([]File, error) {
	var files []File
	for i := range b.Conventions.Kinds {
		k := &b.Conventions.Kinds[i]
		name := quote.Mark(k.Name)
		text, err := form.Text(b.Conventions, k, words, form.English())
		if err != nil {
			return nil, err
		}
		files = append(files, File{Path: form.Path(k), Text: text, What: "the issue form for " + name + " stories"})
		if k.Template == nil || b.OwnTemplate(k.ID) {
			continue
		}
		home, _ := b.Home(k)
		place := path.Join(home, "template.md")
		if len(k.Templates) > 0 {
			place = k.Templates[0]
		}
		files = append(files, File{Path: path.Join(root, place), Text: k.Template.Text, What: "the template for " + name + " stories"})
	}
	return append(files, File{Path: config.RepoPath, Text: config.RepoStart(), What: "the settings, all commented out", Optional: true}), nil
}
