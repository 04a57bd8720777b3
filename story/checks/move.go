package checks

import (
	"bytes"
	"path"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
)

// properPath is the path a story's file should have: in the directory of its
// kind, and with a name made of its title if its own is not a story's. What is
// not certain stays as it is.
func properPath(pass *analysis.Pass, s *story.Story) string {
	dir, base := path.Dir(pass.File.Path), path.Base(pass.File.Path)
	if home := misplaced(pass, s); home != "" {
		dir = home
	}
	if !namedWell(pass, s) {
		if better, certain := nameFromTitle(pass, s); certain {
			base = better
		}
	}
	return path.Join(dir, base)
}

// move renames a file to its proper path, so that a rule about its place and
// one about its name plan the same. Nothing is planned where a file stands in
// the way, and none for a page that the table of contents lists: others link
// to it by now.
func move(pass *analysis.Pass, s *story.Story) []analysis.Fix {
	from, to := pass.File.Path, properPath(pass, s)
	if _, listed := pass.Book.Summary().Entry(from); listed || to == from || pass.Book.Has(to) {
		return nil
	}
	message := "Rename the file to " + quote.MarkUpTo(path.Base(to), maxQuoted)
	if path.Dir(to) != path.Dir(from) {
		message = "Move the file to " + quote.MarkUpTo(to, maxQuoted)
	}
	return []analysis.Fix{{Message: message, Rename: to, Edits: carried(pass, to)}}
}

// carried are the edits that keep a file's links leading where they do when it
// is moved. A link that leads nowhere today was written for the new place, or
// is lost in both; it stays.
func carried(pass *analysis.Pass, to string) []analysis.Edit {
	f := pass.File
	if path.Dir(f.Path) == path.Dir(to) {
		return nil
	}
	var edits []analysis.Edit
	carry := func(target string, at int) {
		if at < 0 || at+len(target) > len(f.Text) || string(f.Text[at:at+len(target)]) != target || !leads(pass, f.Path, target) {
			return
		}
		if written := book.Moved(target, f.Path, to); written != target {
			edits = append(edits, analysis.Edit{Span: story.Span{Start: at, End: at + len(target)}, New: written})
		}
	}
	for _, l := range f.Links {
		if !l.Reference && !l.Auto {
			carry(l.Target, l.Target0)
		}
	}
	for _, d := range f.Definitions {
		text := f.Text[d.Span.Start:d.Span.End]
		if label := bytes.Index(text, []byte("]:")); label >= 0 {
			if i := bytes.Index(text[label:], []byte(d.Target)); i >= 0 {
				carry(d.Target, d.Span.Start+label+i)
			}
		}
	}
	return edits
}

// leads reports whether a link in a file leads to a page of the book.
func leads(pass *analysis.Pass, from, target string) bool {
	page := book.Resolve(from, target)
	if page == "" {
		return false
	}
	source, rendered := strings.CutSuffix(page, ".html")
	return pass.Book.Has(page) || rendered && pass.Book.Has(source+".md")
}

// misplaced is the directory a story belongs in if it stands elsewhere, "" if
// it is in place or nothing tells where its place is. A story's place is beside
// a template of its kind; in a book without one, in a directory of its name.
func misplaced(pass *analysis.Pass, s *story.Story) string {
	k := pass.Book.Conventions.Kind(s.Kind)
	if k == nil || k.Directory == "" || !pass.Book.HasTree {
		return ""
	}
	own := pass.Book.OwnTemplate(k.ID) && k.Template != nil && len(k.Templates) == 0
	for dir := path.Dir(pass.File.Path); dir != "." && dir != "/"; dir = path.Dir(dir) {
		above := pass.Book.KindAt(dir)
		switch {
		case above == nil:
		case above.ID != k.ID:
			if s.Title == s.Name {
				return "" // two kinds are possible, and the title does not decide
			}
		case !own || dir == path.Dir(k.Template.Path) || pass.Book.Has(path.Join(dir, path.Base(k.Template.Path))):
			return ""
		}
	}
	if home, found := pass.Book.Home(k); found {
		return home
	}
	return ""
}
