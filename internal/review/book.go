package review

import (
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/idea"
)

// Book is a book and the directory of its repository that it is in.
type Book struct {
	*book.Book
	Root string // "." for the repository's own root
	// words are those ideas are read by.
	words *idea.Words
}

// OpenBook loads the book of a repository's tree: the one nearest to its root.
// builtin holds the built-in templates; decided is what the repository says of
// its book.
func OpenBook(tree fs.FS, paths []string, builtin fs.FS, decided config.Book) (Book, error) {
	root := book.RootAmong(paths)
	below, err := fs.Sub(tree, root)
	if err != nil {
		return Book{}, err
	}
	loaded, err := book.Load(below, builtin, Conventions(decided))
	return Book{Book: loaded, Root: root, words: IdeaWords(decided)}, err
}

// Named are the files of a repository whose texts OpenBook uses and only the
// settings tell: the templates that they name, and pages whose sections may be
// stories.
func Named(paths []string, decided config.Book) []string {
	b := Book{Root: book.RootAmong(paths)}
	var inside, names []string
	for _, name := range paths {
		if within, ok := b.Inside(name); ok {
			inside = append(inside, within)
		}
	}
	for _, name := range slices.Concat(decided.TemplatePaths(), book.SectionPages(inside, Conventions(decided))) {
		names = append(names, b.Outside(name))
	}
	return names
}

// LocalBook is a book that no repository was read for: a directory of its own,
// with ideas in the words of English forms.
func LocalBook(loaded *book.Book) Book {
	return Book{Book: loaded, Root: ".", words: IdeaWords(config.Book{})}
}

// WithTemplates is the book asking what the templates of another commit ask.
func (b Book) WithTemplates(at Book) Book {
	b.Book = b.Book.WithTemplates(at.Book)
	return b
}

// Inside is a repository path as the book calls it; false if it is not in it.
func (b Book) Inside(name string) (string, bool) {
	if b.Root == "." {
		return name, true
	}
	return strings.CutPrefix(name, b.Root+"/")
}

// Outside is a path of the book as the repository calls it.
func (b Book) Outside(name string) string { return path.Join(b.Root, name) }

// Cast are the names of the book's characters.
func (b Book) Cast() []string {
	var names []string
	for _, character := range b.Conventions.Cast {
		names = append(names, character.Name)
	}
	return names
}

// Kinds are the ids of the book's kinds.
func (b Book) Kinds() []string {
	var ids []string
	for _, kind := range b.Conventions.Kinds {
		ids = append(ids, kind.ID)
	}
	return ids
}

// Templates are the names of the templates one can choose between: those of
// kinds that have several, by their files without the ending.
func (b Book) Templates() []string {
	var all []string
	for _, kind := range b.Conventions.Kinds {
		for _, name := range templatesOf(kind) {
			if !slices.Contains(all, name) {
				all = append(all, name)
			}
		}
	}
	return all
}

// KindWith is the kind that has a template of a name: the one that is meant
// anyway, if it has it.
func (b Book) KindWith(template, meant string) string {
	for _, kind := range b.Conventions.Kinds {
		if slices.Contains(templatesOf(kind), template) && (meant == "" || !b.hasTemplate(meant, template)) {
			return kind.ID
		}
	}
	return meant
}

func (b Book) hasTemplate(kind, template string) bool {
	k := b.Conventions.Kind(kind)
	return k != nil && slices.Contains(templatesOf(*k), template)
}

func templatesOf(kind story.Kind) []string {
	if len(kind.Others) == 0 {
		return nil
	}
	var names []string
	for _, one := range append([]story.Kind{kind}, kind.Others...) {
		names = append(names, strings.TrimSuffix(path.Base(one.Template.Path), path.Ext(one.Template.Path)))
	}
	return names
}

// StoryPaths are the files of the book that may hold stories, as the repository
// calls them.
func (b Book) StoryPaths() []string {
	var names []string
	for _, name := range b.Paths {
		if strings.EqualFold(path.Ext(name), ".md") && b.storyArea(name) {
			names = append(names, b.Outside(name))
		}
	}
	return names
}

// storyPlace reports whether a Markdown file is where stories are.
func (b Book) storyPlace(name string) bool { return b.KindAt(path.Dir(name)) != nil }

// storyArea reports whether a file is in a kind's directory or a chapter's
// below it, or is the index that is named like it.
func (b Book) storyArea(name string) bool {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	if slices.Contains(b.Conventions.Words.Skip, strings.ToLower(base)) {
		return false
	}
	const chapters = 2 // levels below the kind's directory
	return b.HoldsStories(name, chapters)
}

// Wants reports whether the text of a changed file is worth reading: Markdown,
// a file without an ending that might become it, or the repository's settings.
func Wants(name string) bool {
	ending := path.Ext(name)
	return name == config.RepoPath || strings.EqualFold(ending, ".md") || strings.EqualFold(ending, ".markdown") || ending == ""
}
