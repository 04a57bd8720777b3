package index

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// partners fills in the tables that say a story's partner is not written yet,
// where it is by now.
func (u *update) partners() error {
	for _, name := range slices.Sorted(maps.Keys(u.pages)) {
		f := u.pages[name].file
		if f == nil {
			continue
		}
		var edits []cell
		for _, s := range f.Stories {
			if c, ok := u.unwritten(f, s); ok {
				edits = append(edits, c)
			}
		}
		if len(edits) == 0 {
			continue
		}
		text, err := fs.ReadFile(u.fsys, name)
		if err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		u.fill(name, text, edits)
	}
	return nil
}

// A cell is what to write into a table.
type cell struct {
	at           story.Span
	link, target string
	line         int
	title        string
	story        int // its story begins here
}

// unwritten finds what belongs into the table of a story that has no partner.
func (u *update) unwritten(f *story.File, s *story.Story) (cell, bool) {
	if s.Pair.Linked || s.Table.Partner < 0 || s.Table.Partner >= len(s.Table.Cells) {
		return cell{}, false
	}
	at := s.Table.Cells[s.Table.Partner]
	if said := folded(f.Slice(at)); said != "" && !slices.ContainsFunc(u.book.Conventions.Words.Unwritten, func(w string) bool { return folded(w) == said }) {
		return cell{}, false
	}
	line, _ := f.Position(at.Start)
	found := u.retold(f, s)
	if len(found) == 0 {
		return cell{}, false
	}
	if len(found) > 1 {
		u.note(f.Path, line, fmt.Sprintf("“%s” has no partner in its table, and %d stories link to it.", quote.Mark(s.Name), len(found)))
		return cell{}, false
	}
	one := found[0]
	one.at, one.line, one.story = at, line, s.Span.Start
	one.title = s.Name
	return one, true
}

// retold finds the stories of another kind that link to one.
func (u *update) retold(f *story.File, s *story.Story) []cell {
	own := book.AnchorAt(f, s.TitleSpan.Start)
	var found []cell
	for _, from := range slices.Sorted(maps.Keys(u.pages)) {
		for _, p := range u.pages[from].links {
			_, fragment, _ := strings.Cut(p.target, "#")
			if p.kind == s.Kind || own == "" || fragment != own || p.title == "" || book.Resolve(from, p.target) != f.Path {
				continue
			}
			relative, err := filepath.Rel(path.Dir(f.Path), from)
			title := titlesOf(&page{path: from, title: p.title})[0]
			if err != nil || strings.ContainsAny(from, "()<>\\ #?|") || strings.Contains(title, "|") {
				continue
			}
			target := "./" + strings.TrimPrefix(filepath.ToSlash(relative), "./")
			if strings.HasPrefix(target, "./../") {
				target = target[len("./"):]
			}
			if p.anchor != "" {
				target += "#" + p.anchor
			}
			found = append(found, cell{link: "[" + title + "](" + target + ")", target: target})
		}
	}
	return found
}

// fill writes links into the tables of a page, the last first; each only if the
// page then reads as it should.
func (u *update) fill(name string, text []byte, edits []cell) {
	slices.SortFunc(edits, func(a, b cell) int { return cmp.Compare(b.at.Start, a.at.Start) })
	now := text
	for _, c := range edits {
		link := c.link
		if c.at.Empty() {
			link = " " + link + " "
		}
		changed := slices.Concat(now[:c.at.Start], []byte(link), now[c.at.End:])
		before, after := u.book.Parse(name, now).Stories, u.book.Parse(name, changed).Stories
		i := slices.IndexFunc(after, func(s *story.Story) bool { return s.Span.Start == c.story })
		if i < 0 || len(after) != len(before) || after[i].Pair != (story.Pair{Linked: true, Target: c.target}) {
			continue
		}
		now = changed
		u.done(name, c.line, "The table of “"+quote.Mark(c.title)+"” names its partner.")
	}
	if string(now) != string(text) {
		u.Edits = append(u.Edits, FileEdit{name, text, now})
	}
}
