package book

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"

	"github.com/storybot-app/storybot/story"
)

// Summary is a book's table of contents.
type Summary struct {
	Path     string    // of SUMMARY.md, relative to the book's root
	Entries  []Entry   // in the order of the file
	Problems []Problem // what keeps mdBook from reading it, in the order of the file
}

// Entry is one chapter of the table of contents.
type Entry struct {
	Title   string
	Path    string // of the chapter, relative to the book's root; "" for a draft or an address
	Line    int    // 1-based
	EndLine int    // of its last line, chapters below it not counted
	Level   int    // how deep it is nested, from 0
	Parent  int    // the entry it is nested under, by its number; -1 for none
	Part    Part

	Text   story.Span // of its title in the file, between the brackets; empty if that is not known
	Target story.Span // of its address as written; empty for none, or one that stands elsewhere
}

// A Part is where in the table of contents a chapter stands.
type Part string

// The parts of a table of contents.
const (
	Prefix   Part = "prefix" // before the first list
	Numbered Part = "numbered"
	Suffix   Part = "suffix" // behind the last
)

// A Problem is one reason for which mdBook cannot read a table of contents.
type Problem struct {
	Line    int // 1-based
	Message string
	First   int // line that lists the page for the first time, where it is listed twice
}

// Entry finds the chapter of a path.
func (s *Summary) Entry(name string) (Entry, bool) {
	if s == nil {
		return Entry{}, false
	}
	for _, e := range s.Entries {
		if e.Path == path.Clean(name) {
			return e, true
		}
	}
	return Entry{}, false
}

// Summary is the book's table of contents, nil if it has none.
func (b *Book) Summary() *Summary {
	if b.summary == nil {
		return nil
	}
	return b.summary()
}

// readSummary reads the table of contents; it is parsed when it is asked for.
func (b *Book) readSummary(fsys fs.FS) error {
	name := path.Join(b.Source, summaryName)
	text, err := fs.ReadFile(fsys, name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	b.summary = sync.OnceValue(func() *Summary { return ParseSummary(name, text) })
	return nil
}

// Resolve is the path, relative to the book's root, that a link in the file
// from points at; "" for an address, a link within the page, or one that leaves
// the book.
func Resolve(from, target string) string {
	target, _, _ = strings.Cut(target, "#")
	if target == "" || strings.Contains(target, ":") || strings.HasPrefix(target, "/") {
		return ""
	}
	joined := path.Join(path.Dir(from), strings.ReplaceAll(target, "%20", " "))
	if !fs.ValidPath(joined) {
		return ""
	}
	return joined
}
