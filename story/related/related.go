// Package related finds the stories and ideas that speak of the same things as
// another one, and the words they share.
//
// The ranking is BM25, in memory and for the time of one question: nothing is
// kept, nothing is sent anywhere. It knows no language but by its settings: a
// theme differs by its rarity from what is said nearly everywhere. It judges
// nearness only, and rather says nothing than something that is not so.
package related

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// A Doc is one story or idea.
type Doc struct {
	Path   string // of a story's file; "" for an idea
	Number int    // of an idea's issue; 0 for a story
	Title  string
	Kind   string // ID of its kind, "" if it is not known
	Text   string // its own words: see Docs
	URL    string // where people read it, "" if that is nowhere
}

// same reports whether two docs are the same story or idea, or one is a chapter
// of the other.
func (d Doc) same(other Doc) bool {
	if d.Number != 0 || other.Number != 0 {
		return d.Number == other.Number
	}
	return d.Path != "" && (d.Path == other.Path || d.below(other) || other.below(d))
}

// below reports whether a doc stands in the directory of chapters of another.
func (d Doc) below(other Doc) bool {
	return strings.HasPrefix(d.Path, strings.TrimSuffix(other.Path, path.Ext(other.Path))+"/")
}

// short reports whether a text has too few words for one to come again.
func (d Doc) short() bool {
	return len(d.Text) < 16*shortText && len(strings.Fields(d.Text)) < shortText
}

// A Match is a doc near to another one.
type Match struct {
	Doc
	// Words are the themes the two share, at most three, in lower case and the
	// form in which the one asked about has them most, those that say most first.
	Words []string
	// Score is how near it is: above 0; about 1 when it speaks of nothing else.
	Score float64
}

// Options say how words are read. The zero value fits any language.
type Options struct {
	// Language of the texts, as in "en" or "pt-BR": words of English texts are
	// compared by their stems.
	Language string
	// Ignored are words that are no theme wherever they stand: the names of a
	// cast, say.
	Ignored []string
}

const (
	// maxTerms is by how many words a text is looked up.
	maxTerms = 80
	// maxWords is how many different words of a text are weighed.
	maxWords = 4000
	// commonIn: a word that more than one of so many docs has is no theme.
	commonIn = 4
	// recurs is how often two texts together must have a word for it to be a
	// theme of theirs and not a turn of phrase.
	// Between two short texts once in each is enough.
	recurs, shortText = 3, 120
	// maxShown is how many shared words a match names.
	maxShown = 3
	// leastScore is what is called near, strongScore what may be the same.
	leastScore, strongScore = 0.12, 0.6
	// Two texts share at least leastShared themes, or fewShared if those are
	// nearly all that one of them speaks of.
	leastShared, fewShared, fewScore = 3, 2, 0.75
)

// near reports whether the match is one to be spoken of.
func (m Match) near() bool {
	return m.Score >= leastScore && len(m.Words) >= leastShared || m.Score >= fewScore && len(m.Words) >= fewShared
}

// Strong reports whether the two are so near that one may be about the other.
func (m Match) Strong() bool { return m.Score >= strongScore && len(m.Words) >= leastShared }

// An Index answers which of its docs are near. Several goroutines may ask it.
type Index struct {
	docs     []Doc
	ignored  map[string]bool
	inverted *inverted
}

// New makes an index of docs.
func New(docs []Doc, o Options) *Index {
	ix := &Index{docs: docs, ignored: map[string]bool{}, inverted: invert(docs, o.Language)}
	for _, word := range o.Ignored {
		for _, part := range split(word) {
			ix.ignored[part] = true
		}
	}
	return ix
}

// Nearest lists at most n docs that speak of the same as the one asked about,
// the nearest first; none when nothing is near. The doc itself is never among
// them.
func (ix *Index) Nearest(asked Doc, n int) []Match {
	terms := ix.terms(asked)
	shared := make(map[int][]hit)
	for _, t := range terms {
		for _, h := range ix.inverted.score(t) {
			if !ix.docs[h.doc].same(asked) {
				shared[h.doc] = append(shared[h.doc], h)
			}
		}
	}
	whole := whole(terms)
	var near []Match
	for doc, hits := range shared {
		m := match(ix.docs[doc], hits, whole, recurs)
		if !m.near() && asked.short() && ix.docs[doc].short() {
			if m = match(ix.docs[doc], hits, whole, 1); len(m.Words) < leastShared {
				continue
			}
		}
		if m.near() {
			near = append(near, m)
		}
	}
	slices.SortFunc(near, func(a, b Match) int {
		return cmp.Or(cmp.Compare(b.Score, a.Score), strings.Compare(a.Path, b.Path), a.Number-b.Number, strings.Compare(a.Title, b.Title))
	})
	return near[:min(n, len(near))]
}

// match sums up what two texts share; a theme is what they have so often
// together.
func match(doc Doc, hits []hit, whole float64, often int) Match {
	slices.SortFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), strings.Compare(a.word, b.word))
	})
	m := Match{Doc: doc}
	for _, h := range hits {
		m.Score += h.score / whole
		if h.often >= often && len(m.Words) < maxShown {
			m.Words = append(m.Words, h.word)
		}
	}
	return m
}
