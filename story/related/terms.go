package related

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A term is one word of a text by which others are looked up.
type term struct {
	word   string // as it is looked up
	stem   string // what it is compared by
	often  int    // how often the text has it, in any form
	weight float64
	rarity float64
}

// terms are the words that say most about a text: often in it, rare elsewhere,
// and somewhere else at all.
func (ix *Index) terms(asked Doc) []term {
	byStem := make(map[string]*term)
	for _, w := range count(asked.Title+"\n"+asked.Text, ix.ignored) {
		stem := ix.inverted.stem(w.word)
		docs := len(ix.inverted.postings[stem])
		if docs == 0 {
			continue
		}
		if byStem[stem] == nil { // the most frequent form comes first
			byStem[stem] = &term{word: w.word, stem: stem, rarity: ix.rarity(docs)}
		}
		byStem[stem].often += w.count
	}
	var terms []term
	for _, t := range byStem {
		if t.rarity > 0 {
			t.weight = 1 + math.Log(float64(t.often))
			terms = append(terms, *t)
		}
	}
	slices.SortFunc(terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight*b.rarity, a.weight*a.rarity), strings.Compare(a.word, b.word))
	})
	return terms[:min(maxTerms, len(terms))]
}

// rarity is how much a word says that stands in so many docs; 0 is nothing.
func (ix *Index) rarity(docs int) float64 {
	if docs > max(2, len(ix.docs)/commonIn) {
		return 0
	}
	return rarity(docs, len(ix.docs))
}

// whole is about what a text would score that holds all of the terms.
func whole(terms []term) float64 {
	var sum float64
	for _, t := range terms {
		sum += t.weight * t.rarity
	}
	return sum
}

// A counted is a word of a text, in lower case.
type counted struct {
	word  string
	count int
}

// leastLetters is how long a word is that may say something.
const leastLetters = 3

// count lists the different words of a text, the most frequent first.
func count(text string, ignored map[string]bool) []counted {
	at := make(map[string]int)
	var words []counted
	for _, word := range split(text) {
		first, _ := utf8.DecodeRuneInString(word)
		if utf8.RuneCountInString(word) < leastLetters || ignored[word] || !unicode.IsLetter(first) {
			continue
		}
		i, known := at[word]
		if !known {
			i = len(words)
			at[word] = i
			words = append(words, counted{word: word})
		}
		words[i].count++
	}
	slices.SortStableFunc(words, func(a, b counted) int { return b.count - a.count })
	return words[:min(maxWords, len(words))]
}

// split is the words of a text in lower case.
func split(text string) []string { return strings.FieldsFunc(strings.ToLower(text), between) }

// between reports whether a character stands between words.
func between(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }
