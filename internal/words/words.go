// Package words has what is said of single words wherever it is said: how a
// sentence lists them, and which of some was probably meant. It knows no
// language but for the word that a caller puts between.
package words

import (
	"cmp"
	"slices"
	"strings"

	"github.com/hbollon/go-edlib"
)

// List joins items as a sentence does: "a", "a or b", "a, b or c".
func List(items []string, last string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " " + last + " " + items[len(items)-1]
}

// Distance is how many letters two words differ by: left out, put in, wrong, or
// changed places with a neighbour, each counts as one.
func Distance(a, b string) int { return edlib.OSADamerauLevenshteinDistance(a, b) }

// Nearest is the one of known that was probably meant by word: the first of
// those with the fewest wrong letters, "" if even that has more than within.
func Nearest(word string, known []string, within int) string {
	if len(known) == 0 {
		return ""
	}
	best := slices.MinFunc(known, func(a, b string) int { return cmp.Compare(Distance(a, word), Distance(b, word)) })
	if Distance(best, word) > within {
		return ""
	}
	return best
}
