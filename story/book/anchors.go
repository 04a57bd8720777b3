package book

import (
	"fmt"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
)

// Anchors are the places of a page a link can point at, named as mdBook names
// them. A book keeps those of every page that links point into, so they are
// small.
type Anchors struct {
	ids   string   // of its headings, a line each
	known []uint64 // hashes of these and of names written by hand, sorted
}

// AnchorsOf lists those of a parsed page. Versions of mdBook differ in capitals
// beyond ASCII and in dashes; what any of them makes is known.
func AnchorsOf(f *story.File) Anchors {
	var a Anchors
	for i, s := range stylesFor(f.Headings) {
		ids := idsOf(f.Headings, s)
		for _, id := range ids {
			a.known = append(a.known, hashed(id))
		}
		if i == 0 {
			a.ids = strings.Join(ids, "\n")
		}
	}
	for _, m := range htmlName().FindAllSubmatchIndex(f.Text, -1) {
		for g := 2; g < len(m); g += 2 {
			if m[g] >= 0 && !f.InCode(m[g]) {
				a.known = append(a.known, hashed(string(f.Text[m[g]:m[g+1]])))
			}
		}
	}
	slices.Sort(a.known)
	a.known = slices.Clip(slices.Compact(a.known))
	return a
}

// AnchorAt is the anchor of the heading that begins at an offset, as today's
// mdBook names it; "" if none does.
func AnchorAt(f *story.File, start int) string {
	ids := idsOf(f.Headings, style{})
	for i, h := range f.Headings {
		if h.Span.Start == start {
			return ids[i]
		}
	}
	return ""
}

// hashed is a name's hash. Two names that share one hide at worst that a link
// is broken.
func hashed(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // it never fails
	return h.Sum64()
}

// htmlName is a name written by hand in HTML.
var htmlName = lazyregexp.New(`(?i)\s(?:id|name)\s*=\s*(?:"([^"\n]{1,200})"|'([^'\n]{1,200})'|([^\s"'>]{1,200}))`)

// A style is in what versions of mdBook differ.
type style struct {
	ascii bool // only letters of ASCII are made small
	plain bool // "--" is two hyphens and no dash, which no anchor holds
}

// stylesFor are the styles in which the names of some headings differ, today's
// first.
func stylesFor(headings []story.Heading) []style {
	styles := []style{{}}
	has := func(differs func(string) bool) bool {
		return slices.ContainsFunc(headings, func(h story.Heading) bool { return differs(h.AnchorText()) })
	}
	if has(func(text string) bool { return strings.ContainsAny(text, "–—") }) {
		styles = append(styles, style{plain: true})
	}
	if has(func(text string) bool { return lower(text, true) != strings.ToLower(text) }) {
		for _, s := range slices.Clone(styles) {
			styles = append(styles, style{ascii: true, plain: s.plain})
		}
	}
	return styles
}

// idsOf are the names of headings. Those written by hand stay as they are, even
// twice; of those made of the text a second one gets a number.
func idsOf(headings []story.Heading, s style) []string {
	ids := make([]string, 0, len(headings))
	used, next := map[string]bool{}, map[string]int{}
	for _, h := range headings {
		id := h.ID
		if id == "" {
			stem := idOf(h.AnchorText(), s)
			for id = stem; used[id]; id = fmt.Sprintf("%s-%d", stem, next[stem]) {
				next[stem]++
			}
			used[id] = true
		}
		ids = append(ids, id)
	}
	return ids
}

// idOf is the name mdBook makes of a heading's text.
func idOf(text string, s style) string {
	text = strings.TrimSpace(text)
	if s.plain {
		text = strings.NewReplacer("—", "---", "–", "--").Replace(text)
	}
	id := strings.Map(func(r rune) rune {
		switch {
		case isAlphanumeric(r), r == '_', r == '-':
			return r
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, lower(text, s.ascii))
	if id == "" {
		return "section"
	}
	return id
}

// isAlphanumeric reports whether Rust takes a character for alphabetic or
// numeric.
func isAlphanumeric(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.Is(unicode.Other_Alphabetic, r)
}

func lower(text string, ascii bool) string {
	if !ascii {
		return strings.ToLower(text)
	}
	return strings.Map(func(r rune) rune {
		if 'A' <= r && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, text)
}

// Anchors lists those of a page of the book; false if its text is not known.
func (b *Book) Anchors(name string) (Anchors, bool) {
	if known, ok := b.anchors.Load(name); ok {
		a, ok := known.(Anchors)
		return a, ok
	}
	text, err := fs.ReadFile(b.tree, name)
	if err != nil {
		b.anchors.Store(name, nil) // a file of which the tree knows the name alone
		return Anchors{}, false
	}
	a := AnchorsOf(b.parser.Scan(name, text))
	b.anchors.Store(name, a)
	return a, true
}

// Has reports whether a fragment points at one of them, or at a place that every
// page has.
func (a Anchors) Has(fragment string) bool {
	_, known := slices.BinarySearch(a.known, hashed(fragment))
	return known || fragment == "" || strings.EqualFold(fragment, "top") || strings.HasPrefix(fragment, ":~:")
}

// Nearest is the only anchor that a fragment may have been meant for: both have
// the same letters and digits, one of them begins as the other, or both begin
// with the same two words; "" if there is none or several.
func (a Anchors) Nearest(fragment string) string {
	want := strings.ToLower(fragment)
	same := essence(want)
	if len(want) < 3 {
		return ""
	}
	found := only(a.ids, func(id string) bool { return same != "" && essence(id) == same })
	if found == "" {
		found = only(a.ids, func(id string) bool {
			return strings.HasPrefix(id, want) || id != "" && strings.HasPrefix(want, id+"-")
		})
	}
	if first, ok := firstTwo(want); ok && found == "" {
		found = only(a.ids, func(id string) bool {
			two, ok := firstTwo(id)
			return ok && two == first
		})
	}
	return found
}

// firstTwo are the first two words of an anchor that has more.
func firstTwo(id string) (words string, ok bool) {
	parts := strings.SplitN(id, "-", 3)
	return strings.Join(parts[:min(2, len(parts))], "-"), len(parts) == 3
}

// only is the one line that a condition holds for, "" if it is not one.
func only(lines string, holds func(string) bool) string {
	found := ""
	for one := range strings.SplitSeq(lines, "\n") {
		if holds(one) {
			if found != "" && found != one {
				return ""
			}
			found = one
		}
	}
	return found
}

// essence is what a name is without its marks.
func essence(id string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, id)
}

// HasDirectory reports whether the tree holds a file below a directory.
func (b *Book) HasDirectory(name string) bool {
	prefix := path.Clean(name) + "/"
	at, _ := slices.BinarySearch(b.Paths, prefix)
	return at < len(b.Paths) && strings.HasPrefix(b.Paths[at], prefix)
}

// HeadingIDs are the names of a page's headings, in their order: each as today's
// mdBook has it, and then as others did.
func HeadingIDs(f *story.File) [][]string {
	ids := make([][]string, len(f.Headings))
	for _, s := range stylesFor(f.Headings) {
		for i, id := range idsOf(f.Headings, s) {
			if !slices.Contains(ids[i], id) {
				ids[i] = append(ids[i], id)
			}
		}
	}
	return ids
}
