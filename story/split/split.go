// Package split makes one file a story of a page whose sections are stories.
// What a section says stays as it is written; what leads to it or out of it
// leads there still.
//
// It answers with the texts of files and writes none. The table of contents is
// the business of package index.
package split

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// A File is one file and what it becomes.
type File struct {
	Path          string // from the book's root
	Before, After []byte // Before is nil for a new file
}

// Page splits a page of a book: the new files come first, then the pages that
// link to the sections, the page itself last. There are none if no section of
// the page is a story. The moves are where each section was (PAGE#ANCHOR) and is. The book was loaded from fsys.
func Page(fsys fs.FS, b *book.Book, name string) (files []File, moves map[string]string, err error) {
	text, err := fs.ReadFile(fsys, name)
	if err != nil {
		return nil, nil, fmt.Errorf("read %s: %w", name, err)
	}
	if _, foreign := story.NotUTF8(text); foreign {
		return nil, nil, fmt.Errorf("%s isn't UTF-8: save it as UTF-8 first", name)
	}
	s := &splitter{fsys: fsys, book: b, page: b.Parse(name, text)}
	if !s.page.Index {
		return nil, nil, nil
	}
	if err := s.cut(); err != nil {
		return nil, nil, err
	}
	s.address()
	for _, p := range s.parts {
		one, err := s.file(p)
		if err != nil {
			return nil, nil, err
		}
		files = append(files, one)
	}
	others, err := s.others()
	if err != nil {
		return nil, nil, err
	}
	return append(append(files, others...), File{name, text, s.rest()}), s.moves(), nil
}

// A splitter takes one page apart.
type splitter struct {
	fsys   fs.FS
	book   *book.Book
	page   *story.File
	parts  []*part
	places map[string]place             // by anchor
	first  map[string]*story.Definition // what defines a label, by its key
}

// A part is one section of the page that becomes a file.
type part struct {
	*story.Story
	kind *story.Kind
	all  story.Span // the section with all that stands below it
	path string
}

// A place is where an anchor of the page is afterwards.
type place struct {
	part     *part // nil if it stays
	fragment string
}

// cut finds the parts, and names their files.
func (s *splitter) cut() error {
	taken := map[string]bool{}
	for _, one := range s.page.Stories {
		kind := s.book.Conventions.Kind(one.Kind)
		p := &part{Story: one, kind: kind, all: story.Span{Start: one.TitleSpan.Start, End: s.end(one)}}
		if err := s.name(p, taken); err != nil {
			line, _ := s.page.Position(one.TitleSpan.Start)
			return fmt.Errorf("%s:%d: %w", s.page.Path, line, err)
		}
		s.parts = append(s.parts, p)
	}
	return nil
}

// name names the file of a part: after its title, and with a number where
// another part is called the same.
func (s *splitter) name(p *part, taken map[string]bool) error {
	dir, found := s.book.Home(p.kind)
	if !found {
		dir = path.Join(path.Dir(s.page.Path), p.kind.Directory)
		if p.kind.LivesIn(path.Base(path.Dir(s.page.Path))) {
			dir = path.Dir(s.page.Path)
		}
	}
	teller := ""
	if len(p.Characters) > 0 {
		teller = p.Characters[0]
	}
	pattern := s.book.Conventions.FileName(p.kind)
	for n := 1; ; n++ {
		title := p.Name
		if n > 1 {
			title = fmt.Sprintf("%s %d", p.Name, n)
		}
		file, err := pattern.Name(teller, title)
		if err != nil {
			return fmt.Errorf("no file can be named after this title: %w", err)
		}
		if p.path = path.Join(dir, file); !taken[p.path] {
			break
		}
	}
	taken[p.path] = true
	if slices.ContainsFunc(s.book.Paths, func(have string) bool { return strings.EqualFold(have, p.path) }) {
		return fmt.Errorf("there is a file %s already; give the section another title", p.path)
	}
	return nil
}

// end is where a section ends: at the next heading that is not below it. That
// of its questions is its own, whatever its level.
func (s *splitter) end(one *story.Story) int {
	for _, h := range s.page.Headings {
		if h.Span.Start > one.TitleSpan.Start && h.Level <= one.TitleLevel && !s.named(h.Text, s.book.Conventions.Words.FAQ) {
			return h.Span.Start
		}
	}
	return len(s.page.Text)
}

// named reports whether a text is one of some phrases.
func (s *splitter) named(text string, phrases []string) bool {
	slug := filename.Slug(story.Repaired(text))
	return slug != "" && slices.ContainsFunc(phrases, func(p string) bool { return filename.Slug(strings.Trim(p, "* ")) == slug })
}

// address finds where every anchor of the page will be, and what defines every
// label.
func (s *splitter) address() {
	s.places, s.first = map[string]place{}, map[string]*story.Definition{}
	for i, ids := range book.HeadingIDs(s.page) {
		h := s.page.Headings[i]
		p := s.partAt(h.Span.Start)
		to := place{part: p}
		if p != nil && h.Span.Start != p.TitleSpan.Start && h.Span.Start != p.FAQ.Start {
			to.fragment = book.HeadingIDs(&story.File{Headings: []story.Heading{h}})[0][0]
		}
		for _, id := range ids {
			s.places[id] = to
		}
	}
	for i := range s.page.Definitions {
		d := &s.page.Definitions[i]
		if s.first[d.Key()] == nil {
			s.first[d.Key()] = d
		}
	}
}

// partAt is the part that an offset stands in, nil if there is none.
func (s *splitter) partAt(offset int) *part {
	for _, p := range s.parts {
		if p.all.Start <= offset && offset < p.all.End {
			return p
		}
	}
	return nil
}

// moves are the sections, as PAGE#ANCHOR, and the files they are in now.
func (s *splitter) moves() map[string]string {
	moves := map[string]string{}
	for i, ids := range book.HeadingIDs(s.page) {
		for _, p := range s.parts {
			if p.TitleSpan.Start == s.page.Headings[i].Span.Start {
				moves[s.page.Path+"#"+ids[0]] = p.path
			}
		}
	}
	return moves
}

// others are the pages of the book that link into a section, and lead to its
// file now.
func (s *splitter) others() ([]File, error) {
	var files []File
	parser := story.NewParser(s.book.Conventions)
	stem := strings.TrimSuffix(path.Base(s.page.Path), path.Ext(s.page.Path))
	for _, name := range s.book.Paths {
		if name == s.page.Path || !strings.EqualFold(path.Ext(name), ".md") || !inside(name, s.book.Source) {
			continue
		}
		text, err := fs.ReadFile(s.fsys, name)
		if errors.Is(err, fs.ErrNotExist) || err == nil && !strings.Contains(string(text), stem) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		f := parser.Scan(name, text)
		after := apply(f, story.Span{End: len(text)}, targets(f, func(target string) string {
			if s.leadsToPage(name, target) {
				return s.inPage(target, name, name)
			}
			return target
		}))
		if after != string(text) {
			files = append(files, File{name, text, []byte(after)})
		}
	}
	return files, nil
}

func inside(name, dir string) bool { return dir == "." || strings.HasPrefix(name, dir+"/") }
