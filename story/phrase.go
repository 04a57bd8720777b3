package story

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxWords bounds how much of a text is compared with phrases.
const maxWords = 64

// fold cuts a text into its words, at most maxWords of them: lower case,
// without apostrophes; everything that is neither letter nor digit separates.
// Text that was encoded twice is read as it was meant.
func fold(text string) []string {
	text = Repaired(text)
	var all strings.Builder // every word, one behind the other
	var ends [maxWords]int
	n := 0
	end := func() {
		if all.Len() > 0 && (n == 0 || all.Len() > ends[n-1]) {
			ends[n], n = all.Len(), n+1
		}
	}
	all.Grow(min(len(text), longFold))
	for _, r := range text {
		switch {
		case 'a' <= r && r <= 'z' || '0' <= r && r <= '9':
			all.WriteByte(byte(r))
		case 'A' <= r && r <= 'Z':
			all.WriteByte(byte(r) + 'a' - 'A')
		case r == '\'' || r == '’' || r == '‘':
		case r >= utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r) && r < 0xfe00):
			all.WriteRune(unicode.ToLower(r))
		default:
			if end(); n == maxWords {
				return split(all.String(), ends[:n])
			}
		}
	}
	end()
	return split(all.String(), ends[:n])
}

// longFold is for how many bytes of words room is made at once.
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
	compiled := make([]phrase, len(list))
	for i, text := range list {
		compiled[i] = compile(text)
	}
	return compiled
}

func compile(text string) phrase {
	var p phrase
	for word := range strings.FieldsSeq(text) {
		if word == "*" || word == "_" {
			p = append(p, word)
		} else {
			p = append(p, fold(word)...)
		}
	}
	return p
}

// maxGap is how many words "*" stands for at most inside a phrase; at its end
// it stands for any number.
const maxGap = 6

// match tells whether the words are the phrase. A slip of one letter in a
// longer word is forgiven.
func (p phrase) match(words []string) bool {
	n, ok := p.prefix(words)
	return ok && n == len(words)
}

// prefix tells whether the words begin with the phrase and how many of them
// belong to it: as many as possible.
func (p phrase) prefix(words []string) (n int, ok bool) {
	if len(p) == 0 {
		return 0, true
	}
	switch p[0] {
	case "*":
		if len(p) == 1 {
			return len(words), true
		}
		for gap := range min(maxGap, len(words)) + 1 {
			if n, ok := p[1:].prefix(words[gap:]); ok {
				return gap + n, true
			}
		}
		return 0, false
	case "_":
		if len(words) == 0 {
			return 0, false
		}
	default:
		if len(words) == 0 || !near(p[0], words[0]) {
			return 0, false
		}
	}
	n, ok = p[1:].prefix(words[1:])
	return n + 1, ok
}

func anyMatch(list []phrase, words []string) bool {
	for _, p := range list {
		if p.match(words) {
			return true
		}
	}
	return false
}

// near tells whether two folded words are the same but for one letter changed,
// added or dropped. Words of up to three bytes must be equal.
func near(a, b string) bool {
	if a == b {
		return true
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
