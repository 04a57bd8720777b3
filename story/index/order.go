package index

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A key is what entries are sorted by.
type key func(title, path string) string

// sorted is how many in four neighbours must stand in an order for a list to
// have it.
const sorted = 3

// order finds what siblings are sorted by: their titles or, if those say less,
// the names of their files. Lists grow by hand, and a few entries stand
// anywhere; a list in which many do has no order.
func (t *table) order(siblings []int) (key, bool) {
	var best key
	most := -1
	for _, by := range []key{byTitle, byName} {
		rising := 0
		for i := 1; i < len(siblings); i++ {
			a, b := t.Entries[siblings[i-1]], t.Entries[siblings[i]]
			if by(a.Title, a.Path) <= by(b.Title, b.Path) {
				rising++
			}
		}
		if rising > most {
			best, most = by, rising
		}
	}
	return best, 4*most >= sorted*(len(siblings)-1)
}

// rank is the number of siblings that a page belongs behind: where the fewest
// stand on the wrong side of it.
func (t *table) rank(siblings []int, by key, own string) int {
	wrong := 0 // all of those that belong before it, at first
	keys := make([]string, len(siblings))
	for i, s := range siblings {
		keys[i] = by(t.Entries[s].Title, t.Entries[s].Path)
		if keys[i] < own {
			wrong++
		}
	}
	best, least := 0, wrong
	for i, k := range keys {
		switch {
		case k < own:
			wrong--
		case k > own:
			wrong++
		}
		if wrong <= least {
			best, least = i+1, wrong
		}
	}
	return best
}

func byTitle(title, _ string) string { return folded(title) }

func byName(_, name string) string {
	return folded(strings.TrimSuffix(path.Base(name), path.Ext(name)))
}

// folded is a title as it is sorted and compared: its letters and digits alone,
// in lower case and without accents.
func folded(title string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFD.String(title))
}
