package related

import (
	"math"
	"strings"
	"unicode"

	"github.com/blevesearch/go-porterstemmer"
	"golang.org/x/text/unicode/norm"
)

// The parameters of BM25 that everybody uses, and how much more a word counts
// that stands in a title.
const (
	saturation    = 1.2
	lengthShare   = 0.75
	inTitle       = 2
	commonestWord = 1e-6
)

// A posting says how often a doc has a stem.
type posting struct {
	doc         int
	title, text int
}

// An inverted index: for each stem the docs that have it.
type inverted struct {
	stemmed  bool
	postings map[string][]posting
	lengths  []int   // words of each doc
	average  float64 // of them
}

// A hit says how much a word counts for a doc.
type hit struct {
	doc   int
	word  string
	score float64
	often int // how often both texts together have it
}

// invert indexes docs; a doc is known by its place among them.
func invert(docs []Doc, language string) *inverted {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	v := &inverted{stemmed: base == "en", postings: map[string][]posting{}, lengths: make([]int, len(docs))}
	stems := map[string]string{} // of the words seen, which mostly come again
	words := 0
	for i, doc := range docs {
		v.lengths[i] = v.add(i, doc.Title, stems, func(p *posting) { p.title++ }) +
			v.add(i, doc.Text, stems, func(p *posting) { p.text++ })
		words += v.lengths[i]
	}
	v.average = float64(words) / float64(max(1, len(docs)))
	return v
}

// add counts the words of a part of a doc.
func (v *inverted) add(doc int, text string, stems map[string]string, count func(*posting)) (words int) {
	for _, word := range split(text) {
		stem, known := stems[word]
		if !known {
			stem = v.stem(word)
			stems[word] = stem
		}
		if stem == "" {
			continue
		}
		words++
		list := v.postings[stem]
		if len(list) == 0 || list[len(list)-1].doc != doc {
			list = append(list, posting{doc: doc})
			v.postings[stem] = list
		}
		count(&list[len(list)-1])
	}
	return words
}

// longestStemmed is how long a word may be to have a stem, in bytes.
const longestStemmed = 64

// stem is what a word in lower case is compared by: without marks above and
// below its letters and, in English, without its ending.
func (v *inverted) stem(word string) string {
	word = plain(word)
	if !v.stemmed || len(word) > longestStemmed {
		return word
	}
	return string(porterstemmer.StemWithoutLowerCasing([]rune(word)))
}

// plain is a word without the marks of its letters.
func plain(word string) string {
	if norm.NFD.IsNormalString(word) && !strings.ContainsFunc(word, unicode.IsMark) {
		return word
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsMark(r) {
			return -1
		}
		return r
	}, norm.NFD.String(word))
}

// score is how much a term counts for each doc that has it, by BM25.
func (v *inverted) score(t term) []hit {
	list := v.postings[t.stem]
	rarity := rarity(len(list), len(v.lengths))
	if rarity <= 0 {
		rarity = commonestWord
	}
	hits := make([]hit, 0, len(list))
	for _, p := range list {
		often := float64(inTitle*p.title + p.text)
		length := saturation * (1 - lengthShare + lengthShare*float64(v.lengths[p.doc])/v.average)
		hits = append(hits, hit{
			doc: p.doc, word: t.word, often: p.title + p.text + t.often,
			score: t.weight * rarity * often * (saturation + 1) / (often + length),
		})
	}
	return hits
}

// rarity is how much a word says that so many of all docs have.
func rarity(docs, all int) float64 {
	return math.Log((float64(all) - float64(docs) + 0.5) / (float64(docs) + 0.5))
}
