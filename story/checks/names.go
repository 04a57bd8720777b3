package checks

import (
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// properName reports whether a name is character_does_thing.md, in any case.
func properName(pass *analysis.Pass, name string) bool {
	base, ok := strings.CutSuffix(name, ".md")
	words := strings.Split(base, "_")
	if !ok || len(words) < 2 || !startsWithCast(pass, words[0]) {
		return false
	}
	for _, word := range words {
		if word == "" || strings.ContainsFunc(word, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			return false
		}
	}
	return true
}

// nameFromTitle makes a name of a title that begins with a character.
func nameFromTitle(pass *analysis.Pass, s *story.Story) string {
	apart := func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\'' && r != '’' }
	words := strings.FieldsFunc(strings.ToLower(s.Name), apart)
	for i := range words {
		words[i] = strings.Map(func(r rune) rune {
			if r == '\'' || r == '’' {
				return -1
			}
			return r
		}, words[i])
	}
	name := strings.Join(words, "_") + ".md"
	if len(name) > maxName || !properName(pass, name) {
		return ""
	}
	return name
}

// startsWithCast reports whether a word is a character's name, possessive or
// not.
func startsWithCast(pass *analysis.Pass, word string) bool {
	for _, c := range pass.Book.Conventions.Cast {
		first, _, _ := strings.Cut(c.Name, " ")
		if strings.EqualFold(word, first) || strings.EqualFold(word, first+"s") {
			return true
		}
	}
	return false
}
