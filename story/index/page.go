package index

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// A page is one file that holds a story, or several.
type page struct {
	path    string
	title   string // what it is called, as Markdown; "" if its heading does not say
	chapter bool   // part of a story that another page begins
	links   []partner

	file *story.File // of a page that holds several stories
}

// A partner is a story that links the one it retells, or is retold by.
type partner struct {
	kind   string
	title  string // as Markdown
	anchor string // of its heading, where its page holds several stories
	target string // the link, as written
}

// read finds the pages of a book that belong into its index: those that hold
// stories.
func read(fsys fs.FS, b *book.Book) (map[string]*page, error) {
	pages := map[string]*page{}
	for _, name := range b.Paths {
		if path.Ext(name) != ".md" || !within(name, b.Source) {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		if f := b.Parse(name, text); len(f.Stories) > 0 {
			pages[name] = pageOf(f, b.Conventions)
		}
	}
	titles := make(map[string]string, len(pages))
	for name, p := range pages {
		titles[name] = chapterTitle(p, pages)
	}
	for name, p := range pages {
		p.title = titles[name]
	}
	return pages, nil
}

// within reports whether a file stands in a directory or below it.
func within(name, dir string) bool { return dir == "." || strings.HasPrefix(name, dir+"/") }

func pageOf(f *story.File, c *story.Conventions) *page {
	p := &page{path: f.Path}
	for _, s := range f.Stories {
		if s.Pair.Linked {
			p.links = append(p.links, partner{kind: s.Kind, title: s.Name, target: s.Pair.Target})
			if f.Index {
				p.links[len(p.links)-1].anchor = book.AnchorAt(f, s.TitleSpan.Start)
			}
		}
	}
	if f.Index {
		p.file = f
		for _, h := range f.Headings {
			if h.Level == 1 {
				p.title = h.Text
				break
			}
		}
		return p
	}
	s := f.Stories[0]
	p.title, p.chapter = s.Name, s.Chapter
	if k := c.Kind(s.Kind); k != nil {
		p.title = withoutSign(p.title, k.TitlePrefix)
	}
	return p
}

// withoutSign is a title without the sign, an emoji mostly, that the prefix of
// its kind begins with.
func withoutSign(title, prefix string) string {
	sign, _, _ := strings.Cut(prefix, " ")
	if r, _ := utf8.DecodeRuneInString(sign); sign == "" || unicode.IsLetter(r) || unicode.IsDigit(r) {
		return title
	}
	return strings.TrimSpace(strings.TrimPrefix(title, sign))
}

// chapterTitle is a chapter's title without the name of the whole before its
// colon: the name that the page above has, or that another of the chapters
// begins with too.
func chapterTitle(p *page, pages map[string]*page) string {
	whole, own, ok := strings.Cut(p.title, ":")
	if own = strings.TrimSpace(own); !p.chapter || !ok || own == "" {
		return p.title
	}
	dir := path.Dir(p.path)
	for _, other := range pages {
		name, _, _ := strings.Cut(other.title, ":")
		if other != p && folded(name) == folded(whole) && (path.Dir(other.path) == dir || heads(other.path, dir)) {
			return own
		}
	}
	return p.title
}

// heads reports whether a page heads the pages of a directory.
func heads(name, dir string) bool {
	return name == dir+".md" || name == path.Join(dir, "README.md") || name == path.Join(dir, "index.md")
}

// called is what a file's name says: its words, the first with a capital.
func called(name string) string {
	base := strings.TrimSuffix(path.Base(name), path.Ext(name))
	text := strings.Join(strings.FieldsFunc(base, func(r rune) bool { return r == '_' || r == '-' || unicode.IsSpace(r) }), " ")
	first, size := utf8.DecodeRuneInString(text)
	if size == 0 {
		return base
	}
	return string(unicode.ToUpper(first)) + text[size:]
}
