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
	Path    string  // of SUMMARY.md, relative to the book's root
	Entries []Entry // in the order of the file
}

// Entry is one line of the table of contents.
type Entry struct {
	Title string
	Path  string // of the chapter, relative to the book's root; "" for a draft or an address
	Line  int    // 1-based
	Level int    // how deep it is nested, from 0
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

// ParseSummary reads the text of a SUMMARY.md; name is its path relative to
// the book's root.
func ParseSummary(name string, text []byte) *Summary {
	f := story.NewParser(&story.Conventions{}).Scan(name, text)
	s := &Summary{Path: name}
	item := 0
	for _, l := range f.Links {
		for item+1 < len(f.Items) && f.Items[item+1].Span.Start <= l.Span.Start {
			item++
		}
		line, _ := f.Position(l.Span.Start)
		s.Entries = append(s.Entries, Entry{Title: l.Text, Path: Resolve(name, l.Target), Line: line, Level: max(0, f.Items[item].Depth-1)})
	}
	return s
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
