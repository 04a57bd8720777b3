package review

import (
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/story"
)

// Stray is a file of a pull request that is near to a story and none we can
// say anything of.
type Stray struct {
	Path string
	// Kind is that of the directory it is in.
	Kind *story.Kind
	// Was is what a story was called that the pull request renames; "" for a
	// new file in which there is no story yet.
	Was string
}

// stray notes a new page among the stories that holds none, or a story that got
// another name and nothing else.
func (f *finder) stray(file *gateway.ChangedFile, name string, parsed *story.File) {
	kind := f.book.KindAt(path.Dir(name))
	ending := path.Ext(name)
	if kind == nil || !strings.EqualFold(ending, ".md") && !strings.EqualFold(ending, ".markdown") {
		return
	}
	skipped := slices.Contains(f.book.Conventions.Words.Skip, strings.ToLower(strings.TrimSuffix(path.Base(name), ending)))
	switch {
	case file.Status == "added" && len(parsed.Stories) == 0 && !skipped:
		f.Strays = append(f.Strays, Stray{Path: file.Path, Kind: kind})
	case file.Status == "renamed" && len(file.Touched) == 0 && len(parsed.Stories) > 0:
		f.Strays = append(f.Strays, Stray{Path: file.Path, Kind: kind, Was: file.PreviousPath})
	}
}

// newSection reports whether a story is a section that a change adds to an
// index: every line of it is new, and no story there had its title before.
func newSection(f *story.File, before *story.File, s *story.Story, touched []gateway.LineRange) bool {
	if !f.Index || before == nil || slices.ContainsFunc(before.Stories, func(old *story.Story) bool { return old.Title == s.Title }) {
		return false
	}
	from, _ := f.Position(s.Span.Start)
	to, _ := f.Position(max(s.Span.Start, s.Span.End-1))
	return slices.ContainsFunc(touched, func(r gateway.LineRange) bool { return r.From <= from && to <= r.To })
}

// before is a file of the book as it was at the merge base, where that tells
// which of its sections are new; else nil.
func (b Book) before(file *gateway.ChangedFile, name string, now *story.File) *story.File {
	if !now.Index || file.Status == "added" || len(file.Base) == 0 {
		return nil
	}
	return b.Parse(name, file.Base)
}
