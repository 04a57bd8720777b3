// Package book is the index over a book's tree: its conventions as its own
// templates and cast tell them, its table of contents, and which file is a
// chapter of which.
//
// It reads an fs.FS and nothing else, and works on as much of the tree as is
// there. It judges nothing.
package book

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/storybot-app/storybot/story"
)

// Book is what is known of one book.
type Book struct {
	Conventions *story.Conventions
	HasTree     bool     // false: built-in conventions only, no tree was read
	Source      string   // directory of the Markdown, relative to the book's root ("src")
	Language    string   // as book.toml names it; "en" if it does not, as with mdBook
	Paths       []string // every file of the tree, sorted, relative to the book's root

	own     map[string]bool // kinds whose template is the book's own
	named   bool            // the cast was decided, not read
	parser  *story.Parser
	summary func() *Summary
	tree    fs.FS
	anchors *sync.Map // of pages, by path: see Anchors
	files   map[string]bool
	bases   map[string][]string // files, by their base names in lower case
}

// Builtin is a book of which no tree is known: the kinds and cast of base, and
// the built-in templates. builtin holds those as KIND.md below "stories", with
// "_" for "-". base is what was decided for the book, nil for the built-in
// conventions; without a cast it has the built-in one, unless anyone or nobody
// tells its stories.
func Builtin(builtin fs.FS, base *story.Conventions) (*Book, error) {
	b := untaught(base)
	b.words()
	if err := b.useBuiltin(builtin); err != nil {
		return nil, err
	}
	return b.ready(), nil
}

// untaught is a book before any template was read.
func untaught(base *story.Conventions) *Book {
	b := &Book{Conventions: story.Defaults(), Source: "src", Language: "en", own: map[string]bool{}}
	if base != nil {
		cast := b.Conventions.Cast
		conventions := *base
		conventions.Kinds = slices.Clone(base.Kinds)
		b.Conventions = &conventions
		if b.named = len(base.Cast) > 0; !b.named && base.Teller == story.OneOfCast {
			conventions.Cast = cast
		}
	}
	return b
}

// Load reads the book whose root fsys is. Templates and cast that the tree does
// not have are those of Builtin; a cast that base names stays. Errors name the
// file that could not be read; a file that is not there is no error.
func Load(fsys fs.FS, builtin fs.FS, base *story.Conventions) (b *Book, err error) {
	b = untaught(base)
	b.HasTree, b.tree, b.anchors = true, fsys, new(sync.Map)
	if err = b.readToml(fsys); err != nil {
		return nil, err
	}
	if b.Paths, err = paths(fsys); err != nil {
		return nil, err
	}
	b.index()
	if b.Conventions.Teller != story.Nobody {
		if err := b.readCast(fsys); err != nil {
			return nil, err
		}
	}
	b.words()
	if err := b.readTemplates(fsys); err != nil {
		return nil, err
	}
	if err := b.useBuiltin(builtin); err != nil {
		return nil, err
	}
	if err := b.readSummary(fsys); err != nil {
		return nil, err
	}
	return b.ready(), nil
}

// index makes the paths ready to be looked up.
func (b *Book) index() {
	b.files, b.bases = make(map[string]bool, len(b.Paths)), map[string][]string{}
	for _, p := range b.Paths {
		b.files[p] = true
		base := strings.ToLower(path.Base(p))
		b.bases[base] = append(b.bases[base], p)
	}
}

// words makes a parser that can read templates, and no stories yet.
func (b *Book) words() {
	b.parser = story.NewParser(&story.Conventions{Cast: b.Conventions.Cast, Words: b.Conventions.Words})
}

func (b *Book) ready() *Book {
	b.parser = b.parser.For(b.Conventions.Kinds)
	return b
}

// WithTemplates is the same book, asking what the templates of at ask: the
// book at a pull request's merge base, say.
func (b *Book) WithTemplates(at *Book) *Book {
	merged := *b
	conventions := *b.Conventions
	conventions.Kinds = slices.Clone(b.Conventions.Kinds)
	for i := range conventions.Kinds {
		if k := at.Conventions.Kind(conventions.Kinds[i].ID); k != nil {
			conventions.Kinds[i] = *k
		}
	}
	merged.Conventions, merged.own = &conventions, at.own
	return merged.ready()
}

// OwnTemplate reports whether the kind's template is the book's own and not the
// built-in one.
func (b *Book) OwnTemplate(kind string) bool { return b.own[kind] }

// Has reports whether the tree holds a file. Without a tree nothing is known and
// the answer is false.
func (b *Book) Has(name string) bool { return b.files[path.Clean(name)] }

// Parse reads one file of the book; name is relative to the book's root. With
// a tree it is known which page is a chapter of which; without one its place
// and content decide.
func (b *Book) Parse(name string, text []byte) *story.File {
	f := b.parser.Parse(name, text)
	b.Classify(f)
	return f
}

// Classify corrects what the file's own text could not tell: a page in a
// directory that no page heads is no chapter.
func (b *Book) Classify(f *story.File) {
	for _, s := range f.Stories {
		if s.Chapter && b.HasTree && !b.headed(f.Path) && !b.shaped(s) {
			for i := range s.Questions {
				s.Questions[i].Status = story.Missing
			}
			s.Chapter = false
		}
	}
}

// headed reports whether a page stands beside the directory of a file and heads
// it: DIR.md, or an index page in it. A partial tree decides nothing.
func (b *Book) headed(name string) bool {
	dir := path.Dir(name)
	if !b.Has(name) || b.Has(dir+".md") || b.Has(dir+"/README.md") || b.Has(dir+"/index.md") {
		return true
	}
	return false
}

func (b *Book) shaped(s *story.Story) bool { return strings.Contains(s.Title, ":") }

// useBuiltin gives every kind that has no template of the book's own the
// built-in one, unless the book asks other questions.
func (b *Book) useBuiltin(builtin fs.FS) error {
	defaults := story.Defaults()
	kinds := b.Conventions.Kinds
	for i := range kinds {
		known := defaults.Kind(kinds[i].ID)
		if b.own[kinds[i].ID] || known == nil || !slices.EqualFunc(known.Questions, kinds[i].Questions, sameQuestion) {
			continue
		}
		name := "stories/" + strings.ReplaceAll(kinds[i].ID, "-", "_") + ".md"
		text, err := fs.ReadFile(builtin, name)
		if err != nil {
			return fmt.Errorf("read built-in template %s: %w", name, err)
		}
		kinds[i] = kinds[i].WithTemplate(b.parser.ParseTemplate(name, text, &kinds[i]))
	}
	return nil
}

func sameQuestion(a, b story.Question) bool { return a.ID == b.ID && a.Text == b.Text }
