package book

import (
	"bytes"
	"hash/fnv"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/story"
)

// Anchors are the places of a page a link can point at. A book keeps those of
// every page that links point into, so they are small.
type Anchors struct {
	ids   string   // the names of its headings, a line each
	known []uint64 // hashes of what is compared of them, and of names written by hand; sorted
}

// AnchorsOf lists those of a parsed page.
func AnchorsOf(f *story.File) Anchors {
	var a Anchors
	ids := make([]string, len(f.Headings))
	for i, h := range f.Headings {
		ids[i] = anchorID(h.Text)
		a.known = append(a.known, hashed(essence(ids[i])))
	}
	a.ids = strings.Join(ids, "\n")
	for _, attribute := range []string{`id="`, `name="`, "{#"} {
		for rest := f.Text; ; {
			_, behind, ok := bytes.Cut(rest, []byte(attribute))
			if !ok {
				break
			}
			if stop := bytes.IndexAny(behind[:min(maxAnchor, len(behind))], "\"}"); stop > 0 {
				a.known = append(a.known, hashed(essence(string(behind[:stop]))))
			}
			rest = behind
		}
	}
	slices.Sort(a.known)
	a.known = slices.Clip(slices.Compact(a.known))
	return a
}

func (a Anchors) has(known string) bool {
	_, found := slices.BinarySearch(a.known, hashed(known))
	return found
}

// hashed is a name's hash. Two names that share one hide at worst that a link
// is broken.
func hashed(name string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(name)) // it never fails
	return h.Sum64()
}

// maxAnchor is how long a name written by hand is at most, in bytes.
const maxAnchor = 200

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

// Has reports whether a fragment points at one of them. Only letters and digits
// are compared, and a number behind a heading's may tell it from an equal one.
func (a Anchors) Has(fragment string) bool {
	want := essence(fragment)
	stem := strings.TrimRight(want, "0123456789")
	for end := len(want); end >= max(len(stem), len(want)-maxDigits); end-- {
		if want == "" || a.has(want[:end]) {
			return true
		}
	}
	return false
}

// maxDigits is how long a number is at most that tells equal headings apart.
const maxDigits = 6

// Nearest is the only anchor that a fragment may have been meant for: one of
// them begins as the other, or both begin with the same two words; "" if there
// is none or several.
func (a Anchors) Nearest(fragment string) string {
	want := strings.ToLower(fragment)
	if len(want) < 3 {
		return ""
	}
	found := only(a.ids, func(id string) bool {
		return strings.HasPrefix(id, want) || id != "" && strings.HasPrefix(want, id+"-")
	})
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

// anchorID is the name mdBook gives a heading.
func anchorID(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), r == '_', r == '-':
			return unicode.ToLower(r)
		case unicode.IsSpace(r):
			return '-'
		}
		return -1
	}, strings.TrimSpace(heading))
}

// essence is what is compared of an anchor.
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
