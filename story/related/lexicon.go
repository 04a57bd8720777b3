package related

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/go-porterstemmer"
	"golang.org/x/text/unicode/norm"
)

// A lexicon knows how words are compared: by a number for each stem. It learns
// from the texts that are indexed and is only read afterwards.
type lexicon struct {
	english bool
	void    map[string]bool  // words that say nothing about any story
	common  map[string]bool  // stems that say little: compared, and never shown
	stems   map[string]int32 // numbers of stems
	words   map[string]int32 // numbers of the stems of words met before
}

// The numbers of words that are not looked up.
const (
	voidWord    = -1
	unknownWord = -2
)

// newLexicon reads a language as in "en" or "pt-BR"; ignored are the words that
// its settings leave out, size is how many different ones may come.
func newLexicon(language string, ignored []string, size int) *lexicon {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	l := &lexicon{
		english: base == "en", void: map[string]bool{}, common: map[string]bool{},
		stems: make(map[string]int32, size), words: make(map[string]int32, size),
	}
	for _, name := range ignored {
		each(name, func(word []byte) { l.void[string(word)] = true })
	}
	if l.english {
		for word := range strings.FieldsSeq(englishVoid) {
			l.void[word] = true
		}
		for word := range strings.FieldsSeq(englishCommon) {
			l.common[l.stem(word)] = true
		}
	}
	return l
}

// learn is the number of a word's stem, a new one if it has none yet.
func (l *lexicon) learn(word []byte) int32 {
	if id, known := l.words[string(word)]; known {
		return id
	}
	text := string(word)
	id := int32(voidWord)
	if !l.isVoid(text) {
		stem := l.stem(text)
		known := false
		if id, known = l.stems[stem]; !known {
			id = int32(len(l.stems))
			l.stems[stem] = id
		}
	}
	l.words[text] = id
	return id
}

// find is the number and the stem of a word that may be a new one.
func (l *lexicon) find(word string) (id int32, stem string) {
	if l.isVoid(word) {
		return voidWord, ""
	}
	stem = l.stem(word)
	if id, known := l.stems[stem]; known {
		return id, stem
	}
	return unknownWord, stem
}

// Words of fewer letters say nothing: in English all that are left out have a
// place in its list.
const leastLetters, leastEnglish = 3, 2

// isVoid reports whether a word says nothing about any story.
func (l *lexicon) isVoid(word string) bool {
	least := leastLetters
	if l.english {
		least = leastEnglish
	}
	first, _ := utf8.DecodeRuneInString(word)
	return !unicode.IsLetter(first) || len(word) < 4*least && utf8.RuneCountInString(word) < least || l.void[word]
}

// longestStemmed is how long a word may be to have a stem, in bytes.
const longestStemmed = 64

// stem is what a word in lower case is compared by: without the marks of its
// letters and, in English, without its ending.
func (l *lexicon) stem(word string) string {
	word = unmarked(word)
	if !l.english || len(word) > longestStemmed {
		return word
	}
	// A stem of two letters is one of too many words: "AWS" is not "awful".
	if stem := porterstemmer.StemWithoutLowerCasing([]rune(word)); len(stem) > leastEnglish {
		return string(stem)
	}
	return word
}

// unmarked is a word without the marks of its letters.
func unmarked(word string) string {
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

// each calls visit with every word of a text, in lower case; the bytes are its
// own only for the time of the call. What "don't", "isn’t" and their like leave
// behind when they are cut at the apostrophe is not a word: those are skipped.
func each(text string, visit func(word []byte)) {
	var room [longestStemmed]byte
	word := room[:0]
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			word, i = append(word, c), i+1
			continue
		case 'A' <= c && c <= 'Z':
			word, i = append(word, c+'a'-'A'), i+1
			continue
		}
		r, n := rune(c), 1
		if c >= utf8.RuneSelf {
			if r, n = utf8.DecodeRuneInString(text[i:]); unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				word, i = utf8.AppendRune(word, unicode.ToLower(r)), i+n
				continue
			}
		}
		i += n
		if not := (r == '\'' || r == '’') && len(word) > 0 && isNot(text[i:]); not {
			word, i = word[:0], i+1
		}
		if len(word) > 0 {
			visit(word)
			word = word[:0]
		}
	}
	if len(word) > 0 {
		visit(word)
	}
}

// isNot reports whether a text behind an apostrophe begins with the "t" of "not".
func isNot(text string) bool {
	if text == "" || text[0] != 't' && text[0] != 'T' {
		return false
	}
	next, _ := utf8.DecodeRuneInString(text[1:])
	return len(text) == 1 || !unicode.IsLetter(next) && !unicode.IsDigit(next)
}
