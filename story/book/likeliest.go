package book

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/words"
)

// Likeliest is the one file that must be meant by the path of a file that is
// not there: one of its name elsewhere, or one in its directory that is written
// nearly so; "" if there is none or several. Only what stands in the book's
// source can be meant. The time it takes grows with the number of files.
func (b *Book) Likeliest(name string) string {
	name = path.Clean(strings.ReplaceAll(name, `\`, "/"))
	if found := b.elsewhere(name); found != "" {
		return found
	}
	return b.misspelled(name)
}

// elsewhere is the file of the same name that shares most directories above it
// with the one looked for.
func (b *Book) elsewhere(name string) string {
	found, most := "", 0
	if generic(path.Base(name)) {
		most = 1
	}
	several := false
	for _, p := range b.bases[strings.ToLower(path.Base(name))] {
		if !b.inSource(p) {
			continue
		}
		switch n := sharedEnd(p, name); {
		case n > most:
			found, most, several = p, n, false
		case n == most:
			several = true
		}
	}
	if several {
		return ""
	}
	return found
}

// generic reports whether files of this name stand in many directories and are
// never meant by it alone.
func generic(base string) bool {
	return strings.EqualFold(base, "README.md") || strings.EqualFold(base, "index.md")
}

// sharedEnd counts the names that two paths end in, in any case.
func sharedEnd(a, b string) int {
	x, y := strings.Split(a, "/"), strings.Split(b, "/")
	n := 0
	for n < min(len(x), len(y)) && strings.EqualFold(x[len(x)-1-n], y[len(y)-1-n]) {
		n++
	}
	return n
}

// misspelled is the file in the same directory whose name is written nearly so.
func (b *Book) misspelled(name string) string {
	dir, base := path.Dir(name), strings.ToLower(path.Base(name))
	stem := strings.TrimSuffix(base, path.Ext(base))
	if len(stem) < minCompared || len(base) > maxCompared || !b.inSource(name) {
		return ""
	}
	allowed := 1 + min(1, len(stem)/longCompared)
	at, _ := slices.BinarySearch(b.Paths, dir+"/")
	found := ""
	for ; at < len(b.Paths) && strings.HasPrefix(b.Paths[at], dir+"/"); at++ {
		other := strings.ToLower(path.Base(b.Paths[at]))
		if path.Dir(b.Paths[at]) != dir || path.Ext(other) != path.Ext(base) || len(other) > maxCompared ||
			digits(other) != digits(base) || words.Distance(other, base) > allowed {
			continue
		}
		if found != "" {
			return ""
		}
		found = b.Paths[at]
	}
	return found
}

// A name is compared with others if it is at least minCompared and at most maxCompared
// bytes long; one of longCompared may hold two wrong letters.
const (
	minCompared  = 5
	longCompared = 9
	maxCompared  = 120
)

// digits are those of a name: another number is another file.
func digits(name string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, name)
}

// inSource reports whether a path lies in the directory of the book's Markdown.
func (b *Book) inSource(name string) bool {
	return b.Source == "." || strings.HasPrefix(name, path.Clean(b.Source)+"/")
}
