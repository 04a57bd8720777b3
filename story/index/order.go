package index

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// A key is what entries are sorted by.
type key func(title, path string) string

// sorted is how many in four neighbours must stand in an order for a list to
// have it.
const sorted = 3

// order finds what siblings are sorted by: their titles, word by word or letter
// by letter, or the names of their files, if those are clearly better sorted.
// Lists grow by hand, and a few entries stand anywhere; a list in which many do
// has no order.
func (t *table) order(siblings []int) (key, bool) {
	pairs := len(siblings) - 1
	best, most := byWords, t.rising(siblings, byWords)
	if n := t.rising(siblings, byLetters); n > most {
		best, most = byLetters, n
	}
	if n := t.rising(siblings, byName); clearly*(n-most) > pairs {
		best, most = byName, n
	}
	return best, 4*most >= sorted*pairs
}

// clearly is one in how many neighbours names must be better sorted.
const clearly = 8

// rising counts the neighbours that stand in an order.
func (t *table) rising(siblings []int, by key) int {
	rising := 0
	for i := 1; i < len(siblings); i++ {
		a, b := t.Entries[siblings[i-1]], t.Entries[siblings[i]]
		if by(a.Title, a.Path) <= by(b.Title, b.Path) {
			rising++
		}
	}
	return rising
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

func byLetters(title, _ string) string { return folded(title) }

func byWords(title, _ string) string {
	var words []string
	for _, w := range wordsOf(title) {
		words = append(words, folded(w.text))
	}
	return strings.Join(words, " ")
}

func byName(_, name string) string { return folded(called(name)) }

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
