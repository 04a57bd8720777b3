package story

import (
	"slices"
	"strings"
	"unicode"
)

// askedWords are the words of a text that may ask something, without what
// only marks a question: a number before it ("1.", "Q2:"), an attribute behind
// it ("{#morals}"), or that it is optional.
func (p *Parser) askedWords(text string) []string {
	return p.withoutOptional(unnumbered(fold(withoutAttributes(text))))
}

// withoutAttributes is a heading's text without the attributes behind it, as
// in "Morals {#morals .quiet}".
func withoutAttributes(text string) string {
	trimmed := strings.TrimRight(text, " \t")
	if !strings.HasSuffix(trimmed, "}") {
		return text
	}
	at := strings.LastIndexByte(trimmed, '{')
	if at < 0 || !strings.ContainsAny(trimmed[at:], "#.=") {
		return text
	}
	return strings.TrimRight(trimmed[:at], " \t")
}

// unnumbered are the words of a text without the number it begins with: "1",
// "q2", "q", "question 3".
func unnumbered(words []string) []string {
	for len(words) > 1 {
		first := strings.TrimPrefix(words[0], "q")
		switch {
		case first == "" || isNumber(first):
			words = words[1:]
		case len(words) > 2 && isNumber(words[1]):
			words = words[2:]
		default:
			return words
		}
	}
	return words
}

// isNumber reports whether a word is a small number.
func isNumber(word string) bool {
	return word != "" && len(word) < 4 && strings.Trim(word, "0123456789") == ""
}

// A likeness says how well a heading of the writer's own asks what a question
// of the kind asks.
type likeness int

const (
	unlike   likeness = iota
	perhaps           // it holds what the question turns on, among much else
	reworded          // it holds that and nothing else
)

// like compares a heading with a question of the kind: by the words that only
// this one of the kind's questions has, and by the phrases it is known by. named
// is what withToken makes of the words.
func (d *document) like(k *kindPhrases, question int, words, named []string) likeness {
	q := &k.questions[question]
	at, n := anywhere(q.keys, named)
	if n == 0 {
		telling := func(w string) bool { return len(w) >= minTelling && k.only(question, w) }
		if slices.ContainsFunc(words, telling) && d.onlyOf(q, k, words, 0, 0) {
			return reworded
		}
		return unlike
	}
	if d.onlyOf(q, k, words, at, n) {
		return reworded
	}
	return perhaps
}

// minTelling is how many bytes a word has at least by which a question can be
// known.
const minTelling = 5

// withToken are words with the name token in place of each character's name, as
// the keys of questions are written.
func (d *document) withToken(words []string) []string {
	if d.words.nameToken == "" {
		return words
	}
	var named []string // a copy, once one is needed
	for i := range words {
		if _, n := d.at(words[i:]); n == 1 {
			if named == nil {
				named = slices.Clone(words)
			}
			named[i] = d.words.nameToken
		}
	}
	if named == nil {
		return words
	}
	return named
}

// onlyOf reports whether all words but n of them are the question's own, those
// of the keys of others, names, or such as say nothing by themselves.
func (d *document) onlyOf(q *questionPhrases, k *kindPhrases, words []string, at, n int) bool {
	for i := 0; i < len(words); {
		if i >= at && i < at+n || slices.Contains(d.words.filler, words[i]) || slices.Contains(q.exact, words[i]) {
			i++
			continue
		}
		_, more := d.at(words[i:])
		if more == 0 {
			more = k.keyed(words[i:])
		}
		if more == 0 {
			return false
		}
		i += more
	}
	return true
}

// keyed is how many words belong to a key that the words begin with.
func (k *kindPhrases) keyed(words []string) int {
	for i := range k.questions {
		for _, p := range k.questions[i].keys {
			if n, ok := p.prefix(words); ok {
				return n
			}
		}
	}
	return 0
}

// only reports whether of all questions of a kind only this one has a word.
func (k *kindPhrases) only(question int, word string) bool {
	for i := range k.questions {
		if slices.Contains(k.questions[i].exact, word) != (i == question) {
			return false
		}
	}
	return true
}

// claims reports whether words may ask one of a kind's questions in other words.
func (d *document) claims(k *kindPhrases, words []string) bool {
	if len(words) == 0 || len(words) > maxClaim {
		return false
	}
	named := d.withToken(words)
	for i := range k.questions {
		if !k.questions[i].extra && d.like(k, i, words, named) == reworded {
			return true
		}
	}
	return false
}

// maxClaim is how many words a line has at most that is taken for a question
// although it neither asks nor stands where questions do.
const maxClaim = 10

// label cuts a text such as "Morals: write tests." behind its colon; ok reports
// whether a few words stand before it and more behind it.
func label(text string) (before, after string, ok bool) {
	before, after, ok = strings.Cut(text, ":")
	if !ok || strings.TrimSpace(after) == "" || strings.HasPrefix(after, "//") {
		return text, "", false
	}
	return before, after, len(strings.FieldsFunc(before, unicode.IsSpace)) <= maxNamed
}

// maxNamed is how many words a label has at most.
const maxNamed = 4
