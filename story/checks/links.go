package checks

import (
	"bytes"
	"iter"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// A destination is where one link, or a definition that links use, points at.
type destination struct {
	target string     // as written
	span   story.Span // of the link or definition
	at     int        // offset of the target, -1 if it is not known
}

// edit puts another target in its place.
func (d destination) edit(target string) (story.Span, string, bool) {
	return story.Span{Start: d.at, End: d.at + len(d.target)}, target, d.at >= 0
}

// destinations lists where the links of a file point at within the book. A
// definition counts once, and only if something uses it; addresses are left
// out.
func destinations(f *story.File) iter.Seq[destination] {
	return func(yield func(destination) bool) {
		used := map[string]bool{}
		for _, l := range f.Links {
			switch {
			case l.Reference:
				used[l.Label] = true
			case l.Auto || !local(l.Target):
			case !yield(destination{l.Target, l.Span, l.Target0}):
				return
			}
		}
		for _, d := range f.Definitions {
			if !used[d.Key()] || !local(d.Target) {
				continue
			}
			at := -1
			if behind := bytes.Index(f.Text[d.Span.Start:d.Span.End], []byte("]:")); behind >= 0 {
				from := d.Span.Start + behind
				if i := bytes.Index(f.Text[from:d.Span.End], []byte(d.Target)); i >= 0 {
					at = from + i
				}
			}
			if !yield(destination{d.Target, d.Span, at}) {
				return
			}
		}
	}
}

// local reports whether a target lies within the book: it has no scheme, and
// does not begin at the site's root.
func local(target string) bool {
	return target != "" && !strings.Contains(target, ":") && !strings.HasPrefix(target, "/")
}

// cutTarget cuts a target into path and fragment; a query is dropped.
func cutTarget(target string) (path, fragment string) {
	path, fragment, _ = strings.Cut(target, "#")
	path, _, _ = strings.Cut(path, "?")
	return path, fragment
}
