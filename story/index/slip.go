package index

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/words"
)

// shortest is how many letters a word has at least that may be misspelled, and
// long how many one that may be so by two.
const shortest, long = 4, 8

// slip reports whether a word may be another, misspelled. Two forms of a word,
// and what is spelled so here and otherwise there, are none.
func slip(wrong, right, language string) bool {
	n := min(utf8.RuneCountInString(wrong), utf8.RuneCountInString(right))
	most := 1
	if n >= long {
		most = 2
	}
	if n < shortest || strings.ContainsFunc(wrong+right, unicode.IsDigit) || wrong == right {
		return false
	}
	return words.Distance(wrong, right) <= most && !forms(wrong, right, language) && regional(wrong) != regional(right)
}

// endings are what one form of an English word has where another has something
// else of these.
func endings() []string {
	return []string{"", "s", "es", "d", "ed", "r", "er", "ers", "rs", "st", "est", "ing", "ly", "y", "ies", "ied", "n", "en", "'s", "’s", "s'", "s’"}
}

// forms reports whether two words may be forms of one: they differ by their
// endings alone. In another language than English every ending may be one.
func forms(a, b, language string) bool {
	short, other := a, b
	if len(short) > len(other) {
		short, other = other, short
	}
	if !strings.HasPrefix(language, "en") && strings.HasPrefix(other, short) {
		return true
	}
	known := func(rest string) bool { return slices.Contains(endings(), rest) }
	for n := len(short); n >= 2 && n >= len(short)-3; n-- {
		if short[:n] == other[:n] && known(short[n:]) && known(other[n:]) {
			return true
		}
	}
	return false
}

// regional is a word without what British and American spelling differ in.
func regional(word string) string {
	if stem, ok := strings.CutSuffix(word, "re"); ok {
		word = stem + "er"
	}
	return strings.NewReplacer(
		"our", "or", "ise", "ize", "isa", "iza", "isi", "izi", "yse", "yze", "ysi", "yzi", "ll", "l", "ae", "e", "oe", "e", "ogue", "og", "ence", "ense",
	).Replace(word)
}
