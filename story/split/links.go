package split

import (
	"bytes"
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

var (
	// attribute is an address in HTML.
	attribute = lazyregexp.New(`(?i)<[a-z][^<>]{0,500}?\s(?:src|href)\s*=\s*["']([^"'<>\n]{1,500})["']`)
	// include is a file that mdBook reads into the page, in code too.
	include = lazyregexp.New(`\{\{\s*#[a-z_]+\s+([^\s:}]+)`)
)

// An edit puts another text in place of a span.
type edit struct {
	span story.Span
	with string
}

// targets are the edits that give the links of a file other targets. What
// defines a label is asked for as a link of it is.
func targets(f *story.File, moved func(target string) string) []edit {
	var edits []edit
	change := func(at int, target string) {
		if at < 0 || at+len(target) > len(f.Text) || string(f.Text[at:at+len(target)]) != target {
			return
		}
		if with := moved(target); with != target {
			edits = append(edits, edit{story.Span{Start: at, End: at + len(target)}, with})
		}
	}
	for _, l := range f.Links {
		if !l.Reference && !l.Auto {
			change(l.Target0, l.Target)
		}
	}
	for _, d := range f.Definitions {
		change(targetOf(f, d), d.Target)
	}
	for _, m := range attribute().FindAllSubmatchIndex(f.Text, -1) {
		if !f.InCode(m[2]) {
			change(m[2], string(f.Text[m[2]:m[3]]))
		}
	}
	for _, m := range include().FindAllSubmatchIndex(f.Text, -1) {
		change(m[2], string(f.Text[m[2]:m[3]]))
	}
	return edits
}

// targetOf is where the target of a definition stands, -1 if it can't be told.
func targetOf(f *story.File, d story.Definition) int {
	text := f.Text[d.Span.Start:d.Span.End]
	behind := bytes.Index(text, []byte("]:"))
	if behind < 0 {
		return -1
	}
	at := bytes.Index(text[behind:], []byte(d.Target))
	if at < 0 {
		return -1
	}
	return d.Span.Start + behind + at
}

// apply is a span of a file with the edits that lie within it.
func apply(f *story.File, span story.Span, edits []edit) string {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b edit) int { return cmp.Compare(a.span.Start, b.span.Start) })
	var out strings.Builder
	at := span.Start
	for _, e := range edits {
		if e.span.Start >= at && e.span.End <= span.End {
			out.Write(f.Text[at:e.span.Start])
			out.WriteString(e.with)
			at = e.span.End
		}
	}
	out.Write(f.Text[at:span.End])
	return out.String()
}

// carried is the target of a link on the page, as another file must write it.
func (s *splitter) carried(target, to string) string {
	if strings.HasPrefix(target, "#") || s.leadsToPage(s.page.Path, target) {
		return s.inPage(target, s.page.Path, to)
	}
	if path.Dir(to) == path.Dir(s.page.Path) || strings.HasPrefix(target, "/") || strings.Contains(target, ":") || target == "" {
		return target
	}
	if book.Resolve(s.page.Path, target) != "" {
		return book.Moved(target, s.page.Path, to)
	}
	above := book.Relative(to, path.Join(path.Dir(s.page.Path), "page")) // out of the book
	return path.Join(path.Dir(above), target)
}

// leadsToPage reports whether a link of a file leads to the page, or to what
// mdBook makes of it.
func (s *splitter) leadsToPage(from, target string) bool {
	resolved := book.Resolve(from, target)
	source, rendered := strings.CutSuffix(resolved, ".html")
	return resolved != "" && (resolved == s.page.Path || rendered && source+".md" == s.page.Path)
}

// inPage is the target of a link into the page that stands in the file origin,
// as the file to must write it once the page is split.
func (s *splitter) inPage(target, origin, to string) string {
	before, fragment, _ := strings.Cut(target, "#")
	at := s.places[fragment]
	switch {
	case at.part == nil && origin == to:
		return target
	case at.part == nil:
		return withFragment(linked(to, s.page.Path, before), fragment)
	case at.part.path != to:
		return withFragment(linked(to, at.part.path, before), at.fragment)
	case at.fragment == "":
		return "#" + book.HeadingIDs(&story.File{Headings: []story.Heading{{Text: s.title(at.part)}}})[0][0]
	}
	return "#" + at.fragment
}

// linked is the path of a file from another, with the ending that links to it
// had before.
func linked(from, to, before string) string {
	target := strings.ReplaceAll(book.Relative(from, to), " ", "%20")
	if strings.HasSuffix(before, ".html") {
		target = strings.TrimSuffix(target, ".md") + ".html"
	}
	if strings.HasPrefix(before, "./") && !strings.HasPrefix(target, ".") {
		target = "./" + target
	}
	return target
}

func withFragment(target, fragment string) string {
	if fragment == "" {
		return target
	}
	return target + "#" + fragment
}
