package related

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A term is one word of a text by which others are looked up.
type term struct {
	word    string // the form in which the text has it most
	id      int32  // of its stem
	stem    string
	often   int  // how often the text has it, in any form
	title   bool // its title has it
	stories int  // how many others have it
	weight  float64
}

// A question is a text as it is looked up.
type question struct {
	terms    []term
	whole    float64 // what the terms weigh that stories have
	known    float64 // what the terms weigh that stories or ideas have
	headings []heading
	long     bool // the text is so long that a theme comes again in it
}

const (
	// maxTerms is by how many words a text is looked up.
	maxTerms = 200
	// maxWords is how many different words of a text are weighed.
	maxWords = 4000
	// titleWeight is how much more a word counts that the title asked about has.
	titleWeight = 3
	// longText is how many words a text has in which a theme comes again.
	longText = 120
)

// ask makes a question of a doc: its words that say most, often in it and rare
// elsewhere. Own are the docs that are the one asked about: what it says itself
// makes no word less rare, and none known.
func (v *inverted) ask(asked Doc, own map[int32]bool) question {
	counts, all := v.count(asked)
	q := question{headings: v.headings(asked.titles()), long: all >= longText}
	for _, t := range counts {
		t.stories = v.others(t.id, own)
		if !t.title && v.widespread(t.stories) {
			continue
		}
		t.weight = v.rarity(t.stories, t.stem) * (1 + math.Log(float64(t.often)))
		if t.title {
			t.weight *= titleWeight
		}
		q.terms = append(q.terms, t)
	}
	slices.SortFunc(q.terms, func(a, b term) int {
		return cmp.Or(cmp.Compare(b.weight, a.weight), strings.Compare(a.stem, b.stem))
	})
	q.limit()
	for _, t := range q.terms {
		if t.stories > 0 {
			q.whole += t.weight
		}
		if t.id >= 0 {
			q.known += t.weight
		}
	}
	return q
}

// limit leaves the terms that say most: of those that stories have, and of
// those that only ideas have, so that open ideas change nothing for the stories.
func (q *question) limit() {
	told, others := 0, 0
	q.terms = slices.DeleteFunc(q.terms, func(t term) bool {
		if t.stories > 0 {
			told++
			return told > maxTerms
		}
		others++
		return others > maxTerms
	})
}

// A form is a word as a text has it.
type form struct {
	word         string
	text, titled int // how often the text and its title have it
}

// forms lists the different words of a doc, the most frequent first, and says
// how many words it has in all.
func forms(asked Doc) (words []form, all int) {
	at := make(map[string]int)
	add := func(text string, titled int) {
		each(text, func(word []byte) {
			all++
			i, known := at[string(word)]
			if !known {
				if len(words) == maxWords {
					return
				}
				i = len(words)
				at[string(word)] = i
				words = append(words, form{word: string(word)})
			}
			words[i].text++
			words[i].titled += titled
		})
	}
	for _, title := range asked.titles() {
		add(title, 1)
	}
	add(asked.Text, 0)
	for _, chapter := range asked.Chapters {
		add(chapter.Title, 0)
		add(chapter.Text, 0)
	}
	slices.SortStableFunc(words, func(a, b form) int { return b.text - a.text })
	return words, all
}

// count lists the stems of a text and how many words it has.
func (v *inverted) count(asked Doc) (terms []term, all int) {
	words, all := forms(asked)
	at := make(map[string]int)
	for _, w := range words {
		id, stem := v.find(w.word)
		if id == voidWord {
			continue
		}
		i, known := at[stem]
		if !known { // the most frequent form comes first
			i = len(terms)
			at[stem] = i
			terms = append(terms, term{word: w.word, id: id, stem: stem})
		}
		terms[i].often += w.text
		terms[i].title = terms[i].title || w.titled > 0
	}
	return terms, all
}
