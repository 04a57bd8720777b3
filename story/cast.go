package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

type castName struct {
	name  string
	words []string
}

// at tells which character's name the words begin with, possessive or not, and
// how many words it has.
func (p *Parser) at(words []string) (name string, n int) {
	for _, c := range p.cast {
		if n := len(c.words); n > 0 && n <= len(words) {
			rest, ok := strings.CutPrefix(words[n-1], c.words[n-1])
			if ok && (rest == "" || rest == "s") && slices.Equal(words[:n-1], c.words[:n-1]) {
				return c.name, n
			}
		}
	}
	return "", 0
}

// leading is the character whose name the words begin with.
func (p *Parser) leading(words []string) (string, bool) {
	name, n := p.at(words)
	return name, n > 0
}

// tellers are the first character named in a text and those joined to that
// one ("Barbara and Grace").
func (p *Parser) tellers(text string, capital bool) []string {
	words := fold(text)
	if capital {
		words = p.onlyCapital(text, words)
	}
	var names []string
	for i := 0; i < len(words); {
		name, n := p.at(words[i:])
		switch {
		case n > 0 && !slices.Contains(names, name):
			names = append(names, name)
			i += n
		case len(names) == 0:
			i++
		case n == 0 && slices.Contains(p.words.conjunction, words[i]) && i+1 < len(words) && p.begins(words[i+1:]):
			i++
		default:
			return names
		}
	}
	return names
}

func (p *Parser) begins(words []string) bool {
	_, n := p.at(words)
	return n > 0
}

// onlyCapital spoils the words that are not written with a capital letter, but
// for the conjunctions: "grace" alone may be no name.
func (p *Parser) onlyCapital(text string, words []string) []string {
	capital := map[string]bool{}
	for _, raw := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }) {
		if r, _ := utf8.DecodeRuneInString(raw); unicode.IsUpper(r) {
			for _, w := range fold(raw) {
				capital[w] = true
			}
		}
	}
	kept := slices.Clone(words)
	for i, w := range kept {
		if !capital[w] && !isPlain(w) && !slices.Contains(p.words.conjunction, w) {
			kept[i] = strings.ToUpper(w)
		}
	}
	return kept
}

// isPlain reports whether a word has no letter that knows upper and lower case.
func isPlain(word string) bool { return strings.ToUpper(word) == word }

// busiest is the character named most often in the text, if any is named at
// least so often.
func (p *Parser) busiest(text []byte, least int) []string {
	counts := make([]int, len(p.cast))
	best := -1
	for i, c := range p.cast {
		counts[i] = countName(text, c.name)
		if counts[i] >= least && (best < 0 || counts[i] > counts[best]) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return []string{p.cast[best].name}
}

// countName counts how often a name stands in a text as a word.
func countName(text []byte, name string) int {
	count, wanted := 0, []byte(name)
	for {
		i := bytes.Index(text, wanted)
		if i < 0 || name == "" {
			return count
		}
		before, _ := utf8.DecodeLastRune(text[:i])
		text = text[i:]
		after, _ := utf8.DecodeRune(text[len(name):])
		if !unicode.IsLetter(before) && !unicode.IsLetter(after) {
			count++
		}
		text = text[len(name):]
	}
}
