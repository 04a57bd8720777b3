// Package index says what a book's index should be: its table of contents, the
// addresses of pages that were moved, the tables that name a story's partner.
// It answers with line edits, so that nothing else in a file changes, and with
// notes for what only a person can decide.
//
// It reads a book through an fs.FS, writes nothing, and knows nothing of GitHub.
// Whether a story is a good one is the business of package checks.
package index

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"

	"github.com/storybot-app/storybot/story/book"
)

// Options are what the book itself does not tell.
type Options struct {
	// Moves are the files that were moved or renamed: where each was, and where
	// it is now, relative to the book's root. A section that got a file of its
	// own was at "PAGE#ANCHOR".
	Moves map[string]string
}

// A Result is what to do to a book's index; without edits and notes, nothing.
type Result struct {
	Edits []FileEdit // by path, one a file
	Done  []Note     // what the edits do, one a line or row they touch
	Notes []Note     // what a person should look at
}

// A FileEdit gives one file another text.
type FileEdit struct {
	Path          string // relative to the book's root
	Before, After []byte
}

// A Note is one plain sentence about a place in a file. What it quotes is
// marked: see package quote.
type Note struct {
	Path    string // relative to the book's root
	Line    int    // 1-based, in the text before the edits; 0 for none
	Message string
}

// Update says what the index of a book should be. The book was loaded from
// fsys; a file that fsys does not hold, although the book lists it, is left out.
func Update(fsys fs.FS, b *book.Book, o Options) (Result, error) {
	pages, err := read(fsys, b)
	if err != nil {
		return Result{}, err
	}
	u := &update{fsys: fsys, book: b, pages: pages, moves: o.Moves}
	for _, step := range []func() error{u.summary, u.redirects, u.partners} {
		if err := step(); err != nil {
			return Result{}, err
		}
	}
	byPlace := func(a, b Note) int { return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line)) }
	slices.SortStableFunc(u.Done, byPlace)
	slices.SortStableFunc(u.Notes, byPlace)
	slices.SortFunc(u.Edits, func(a, b FileEdit) int { return cmp.Compare(a.Path, b.Path) })
	return u.Result, nil
}

// update is an index being brought up to date.
type update struct {
	Result
	fsys  fs.FS
	book  *book.Book
	pages map[string]*page
	moves map[string]string
}

// summary brings the table of contents up to date.
func (u *update) summary() error {
	name := path.Join(u.book.Source, "SUMMARY.md")
	text, err := fs.ReadFile(u.fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		if len(u.pages) > 0 {
			u.note(name, 0, "The book has no table of contents, so no story is listed in it.")
		}
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	t := newTable(u, name, text)
	if !t.readable() {
		return nil
	}
	t.retarget()
	t.drop()
	t.correct()
	t.add()
	t.compare()
	if string(t.text) != string(text) {
		u.Edits = append(u.Edits, FileEdit{name, text, t.text})
	}
	return nil
}

func (u *update) note(name string, line int, message string) {
	u.Notes = append(u.Notes, Note{name, line, message})
}

func (u *update) done(name string, line int, message string) {
	u.Done = append(u.Done, Note{name, line, message})
}
