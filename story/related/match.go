package related

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"unicode/utf8"
)

const (
	// titleCounts is how much the likeness of two titles counts beside that of
	// the texts.
	titleCounts = 2
	// sameTitle is how alike two titles are that may be of the same story.
	sameTitle = 0.6
	// leastScore is what is called near, leastLong the same for a long text,
	// which says much that no other text does.
	leastScore, leastLong = 0.13, 0.06
	// strongScore is what may be the same.
	strongScore, leastStrong = 0.4, 3
	// maxShown is how many shared words a match names.
	maxShown = 3
	// mostLetters is how long a word is that is named.
	mostLetters = 30
)

// near reports whether the match is one to be spoken of.
func (m Match) near(q question) bool {
	least := leastScore
	if q.long {
		least = leastLong
	}
	return m.Score >= least && (m.titled > 0 || m.themes > 1)
}

// Strong reports whether the two are so near that one may be about the other.
func (m Match) Strong() bool {
	return m.title >= sameTitle && m.titled > 1 || m.Score >= strongScore && m.themes >= leastStrong
}

// A shared word is a term that a section has.
type shared struct {
	*term
	posting
	share float64
}

// matches are the docs that are near the one asked about, in no order.
func (ix *Index) matches(asked Doc) []Match {
	v := ix.inverted
	own := make(map[int32]bool)
	for i := range ix.docs {
		if ix.docs[i].same(asked) {
			own[int32(i)] = true
		}
	}
	q := v.ask(asked, own)
	best := make(map[int32]Match)
	found := v.shared(q)
	for _, at := range slices.Sorted(maps.Keys(found)) {
		doc, words := v.sections[at].doc, found[at]
		score := ix.share(q, at, words)
		if known, ok := best[doc]; own[doc] || ok && known.Score >= score {
			continue
		}
		best[doc] = Match{Score: score, Words: v.telling(q, words), themes: v.themes(words)}
	}
	var matches []Match
	for i := range ix.docs {
		m := best[int32(i)]
		if own[int32(i)] {
			continue
		}
		m.Doc = ix.docs[i]
		m.title, m.titled = closest(q.headings, ix.headings[i])
		// Sums over maps differ in their last bits, and no answer may.
		if m.Score = math.Round(1e6*(m.Score+titleCounts*m.title)) / 1e6; m.near(q) {
			matches = append(matches, m)
		}
	}
	return matches
}

// closest is how alike those titles of two docs are that are most alike, and in
// how many words.
func closest(mine, theirs []heading) (share float64, words int) {
	for _, one := range mine {
		for _, other := range theirs {
			if alike, n := one.alike(other); alike > share {
				share, words = alike, n
			}
		}
	}
	return share, words
}

// shared lists by section the terms that it has.
func (v *inverted) shared(q question) map[int32][]shared {
	found := make(map[int32][]shared)
	for i := range q.terms {
		t := &q.terms[i]
		if t.id < 0 {
			continue
		}
		for _, p := range v.postings[t.id] {
			found[p.section] = append(found[p.section], shared{t, p, v.share(p)})
		}
	}
	return found
}

// share is how near a section is: a mean of how much of the question it has and,
// counting half, how much of it the question has.
func (ix *Index) share(q question, at int32, words []shared) float64 {
	v := ix.inverted
	var asked, said float64
	for _, s := range words {
		asked += s.weight * s.share
		said += v.rarity(int(v.stories[s.id]), s.stem) * s.share
	}
	all := q.whole
	if ix.docs[v.sections[at].doc].Number != 0 {
		all = q.known
	}
	if all == 0 || said == 0 {
		return 0
	}
	// A section of a line or two is not near for having one word of it.
	section := max(v.sections[at].whole, v.whole/2)
	return math.Cbrt(asked / all * asked / all * said / section)
}

// themes counts the words that two texts share and not everybody has.
func (v *inverted) themes(words []shared) (n int) {
	for _, s := range words {
		if !v.common[s.stem] {
			n++
		}
	}
	return n
}

// telling are the words that two texts share, that few others have, and that
// are no chance in either: a title has them, or they come again. What a text of
// a few lines has once counts.
func (v *inverted) telling(q question, words []shared) []string {
	slices.SortFunc(words, func(a, b shared) int {
		return cmp.Or(cmp.Compare(b.weight*b.share, a.weight*a.share), cmp.Compare(a.stem, b.stem))
	})
	var told []string
	for _, s := range words {
		mine := s.term.title || s.often > 1 || !q.long
		theirs := s.posting.title > 0 || s.text > 1 || v.sections[s.section].words < longText
		if len(told) < maxShown && mine && theirs && v.rare(s) && v.speaks(s.term) {
			told = append(told, s.word)
		}
	}
	return told
}

// rare reports whether so few stories have a word that it is worth naming: most
// so if no title has it, least if both have.
func (v *inverted) rare(s shared) bool {
	in := 8 // at most one of so many stories
	if s.term.title {
		in /= 2
	}
	if s.term.title && s.posting.title > 0 {
		in /= 2
	}
	return s.stories <= max(2, v.all/in)
}

// speaks reports whether a term is a word that people understand on its own.
func (v *inverted) speaks(t *term) bool {
	letters := utf8.RuneCountInString(t.word)
	return !v.common[t.stem] && letters >= leastLetters && letters <= mostLetters
}
