package story

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// maxWords bounds how much of a text is compared with phrases.
const maxWords = 64

// fold cuts a text into its words, at most maxWords of them: lower case,
// without apostrophes and accents; everything that is neither letter nor digit
// separates. Text that was encoded twice is read as it was meant.
func fold(text string) []string { return wordsIn(unaccented(Repaired(text))) }

// wordsIn is fold for a text that keeps its accents.
func wordsIn(text string) []string {
	var room [longFold]byte
	all := room[:0] // every word, one behind the other
	var ends [maxWords]int
	n, last := 0, 0
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			all = append(all, byte(r))
		case 'A' <= r && r <= 'Z':
			all = append(all, byte(r)+'a'-'A')
		case r == '\'' || r == '’' || r == '‘':
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && r < 0xfe00):
			all = utf8.AppendRune(all, unicode.ToLower(r))
		case len(all) > last:
			ends[n], last = len(all), len(all)
			if n++; n == maxWords {
				return split(string(all), ends[:n])
			}
		}
	}
	if len(all) > last {
		ends[n], n = len(all), n+1
	}
	return split(string(all), ends[:n])
}

// unaccented is a text without the accents on its letters, whether they are
// written as part of them or behind them.
func unaccented(text string) string {
	if isASCII(text) || strings.IndexFunc(text, mayBearAccent) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		if unicode.In(r, accents) {
			return -1
		}
		return r
	}, norm.NFD.String(text))
}

func isASCII(text string) bool {
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// mayBearAccent reports whether a letter is one of those that may bear an accent,
// from Latin to Cyrillic, or is an accent.
func mayBearAccent(r rune) bool {
	return r >= 0xc0 && r < 0x530 && unicode.In(r, unicode.Letter, accents) || r >= 0x1e00 && r < 0x2000
}

// accents are the marks that fold away; those of other scripts make words what
// they are.
var accents = &unicode.RangeTable{R16: []unicode.Range16{{Lo: 0x300, Hi: 0x36f, Stride: 1}}}

// longFold is how many bytes of words need no room of their own.
const longFold = 512

// split cuts a text at offsets.
func split(text string, ends []int) []string {
	if len(ends) == 0 {
		return nil
	}
	words := make([]string, len(ends))
	at := 0
	for i, end := range ends {
		words[i], at = text[at:end], end
	}
	return words
}

// A phrase is a compiled phrase of the conventions.
type phrase []string

// phrases compiles a list of phrases.
func phrases(list []string) []phrase {
	compiled := make([]phrase, 0, len(list))
	for _, text := range list {
		compiled = append(compiled, compile(text)...)
	}
	return compiled
}

// compile is the phrases that a text stands for. "this|that" is one word of a
// phrase, either of the two; where a phrase begins with such a choice there is one
// phrase for each, so that phrases can be found by how they begin.
func compile(text string) []phrase {
	all := []phrase{nil}
	for word := range strings.FieldsSeq(text) {
		choices := strings.Split(word, "|")
		if len(all[0]) > 0 && len(choices) > 1 {
			for i := range all {
				all[i] = append(all[i], strings.Join(fold(word), "|"))
			}
			continue
		}
		var longer []phrase
		for _, p := range all {
			for _, choice := range choices {
				longer = append(longer, append(slices.Clip(p), compileWord(choice)...))
			}
		}
		all = longer
	}
	return all
}

func compileWord(word string) phrase {
	if word == "*" || word == "_" {
		return phrase{word}
	}
	return fold(word)
}

// anywhere returns where the first of some phrases stands among words, and how
// many words it has there; 0 if none does.
func anywhere(list []phrase, words []string) (at, n int) {
	for i := range words {
		for _, p := range list {
			if n, ok := p.prefix(words[i:]); ok && n > 0 {
				return i, n
			}
		}
	}
	return 0, 0
}

// maxGap is how many words "*" stands for at most inside a phrase; at its end
// it stands for any number.
const maxGap = 6

// match reports whether the words are the phrase. A wrong letter in a
// longer word is forgiven.
func (p phrase) match(words []string) bool {
	n, ok := p.prefix(words)
	return ok && n == len(words)
}

// prefix reports whether the words begin with the phrase and how many of them
// belong to it: as many as possible.
func (p phrase) prefix(words []string) (n int, ok bool) {
	for i, want := range p {
		if want == "*" {
			return p[i:].gap(words, i)
		}
		if i == len(words) || want != "_" && !nearAny(want, words[i]) {
			return 0, false
		}
	}
	return len(p), true
}

// gap is prefix for a phrase that begins with "*", behind some words that were
// read.
func (p phrase) gap(words []string, read int) (n int, ok bool) {
	if len(p) == 1 {
		return len(words), true
	}
	for gap := range min(maxGap, len(words)-read) + 1 {
		if n, ok := p[1:].prefix(words[read+gap:]); ok {
			return read + gap + n, true
		}
	}
	return 0, false
}

func anyMatch(list []phrase, words []string) bool {
	for _, p := range list {
		if p.match(words) {
			return true
		}
	}
	return false
}

// A phraseIndex holds phrases by the byte they begin with; 0 stands for any.
type phraseIndex map[byte][]phrase

func indexed(list []phrase) phraseIndex {
	index := phraseIndex{}
	for _, p := range list {
		if len(p) > 0 {
			index[p.first()] = append(index[p.first()], p)
		}
	}
	return index
}

// first is the byte that words begin with which begin with the phrase, 0 if any
// may.
func (p phrase) first() byte {
	if p[0] == "*" || p[0] == "_" {
		return 0
	}
	return p[0][0]
}

// begins reports whether the words begin with one of the phrases.
func (x phraseIndex) begins(words []string) bool {
	return len(words) > 0 && (anyPrefix(x[words[0][0]], words) || anyPrefix(x[0], words))
}

// matches reports whether the words are one of the phrases.
func (x phraseIndex) matches(words []string) bool {
	return len(words) > 0 && (anyMatch(x[words[0][0]], words) || anyMatch(x[0], words))
}

// nearAny reports whether a word is near to one of those that a phrase has in its
// place.
func nearAny(choices, word string) bool {
	for {
		at := strings.IndexByte(choices, '|')
		if at < 0 {
			return near(choices, word)
		}
		if near(choices[:at], word) {
			return true
		}
		choices = choices[at+1:]
	}
}

// near reports whether two folded words are the same but for one letter changed,
// added or dropped. Words of up to three bytes must be equal, and so must the
// first byte of longer ones, by which phrases can be found.
func near(a, b string) bool {
	if a == b {
		return true
	}
	if a == "" || b == "" || a[0] != b[0] {
		return false
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) < 4 || len(b)-len(a) > 1 {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return a[i+1:] == b[i+1:]
	}
	return a[i:] == b[i+1:]
}
