package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// brackets looks into round brackets, the innermost first.
func (n *notebook) brackets() {
	var open []int
	for i, c := range n.view.text {
		switch c {
		case '(':
			open = append(open, i)
		case ')':
			if len(open) == 0 {
				continue
			}
			from := open[len(open)-1]
			if open = open[:len(open)-1]; i-from <= maxAside && !n.view.isSpoken(from) {
				n.bracket(from, i+1)
			}
		}
	}
}

// bracket looks into the round brackets between two indexes of the view. Where
// a link stands in them, what they ask for is done.
func (n *notebook) bracket(from, to int) {
	span := n.view.span(from, to)
	inner := bytes.TrimSpace(n.view.text[from+1 : to-1])
	if len(inner) == 0 || len(n.file.LinksIn(span)) > 0 {
		return
	}
	if first, _ := utf8.DecodeRune(inner); !unicode.IsLetter(first) && first != '?' || bytes.HasPrefix(inner, []byte("i.e")) || bytes.HasPrefix(inner, []byte("e.g")) {
		return
	}
	words := fold(string(inner))
	switch asks := inner[len(inner)-1] == '?'; {
	case len(words) == 0:
		if asks {
			n.add(NoteDoubt, span)
		}
	case n.pointsOut(words):
		n.guess(NoteAside, span)
	case n.asksFor(words) && !bytes.ContainsAny(firstField(inner), ",;/"):
		n.add(NoteMark, span)
	case n.telegraphic(words) == surelyRemark && !n.view.listed:
		n.add(NoteMark, span)
	case asks && n.askedWord(words, inner):
		n.guess(NoteAside, span)
	case len(words) == 1 && n.isGap(words[0], inner):
		n.guess(NoteAside, span)
	case asks && len(words) == 1 && slices.Contains(n.words.noteSource, words[0]):
		n.add(NoteDoubt, span)
	case len(words) >= minAsked && (asks && asksOnce(inner) || n.trails(from, to, inner)):
		n.guess(NoteAside, span)
	}
}

func firstField(text []byte) []byte {
	field, _, _ := bytes.Cut(text, []byte(" "))
	return field
}

// isGap reports whether a word in brackets stands for what is still to come: in
// running text, as nothing is named there, and by itself. Of several such
// brackets each tells what the word before it is.
func (n *notebook) isGap(word string, inner []byte) bool {
	first, _ := utf8.DecodeRune(inner)
	if n.view.listed || n.view.part != prose || !unicode.IsLower(first) || !slices.Contains(n.words.noteGap, word) {
		return false
	}
	return loneBrackets(n.view.text) == 1
}

// loneBrackets counts round brackets that hold a single word.
func loneBrackets(text []byte) (count int) {
	for at := bytes.IndexByte(text, '('); at >= 0; {
		text = text[at+1:]
		if end := bytes.IndexAny(text, " ()\n"); end > 0 && text[end] == ')' {
			count++
		}
		at = bytes.IndexByte(text, '(')
	}
	return count
}

// minAsked is how many words brackets hold at least that are not there for
// effect alone, or a name: (really?), (who hasn't?), (thanks Ben).
const minAsked = 3

// asksOnce reports whether a text is one question that does not begin as a
// sentence of the story does.
func asksOnce(text []byte) bool {
	first, _ := utf8.DecodeRune(text)
	return unicode.IsLower(first) && bytes.IndexByte(text, '?') == len(text)-1
}

// trails reports whether brackets stand behind a sentence, or alone in their
// paragraph, and do not begin as a sentence does.
func (n *notebook) trails(from, to int, inner []byte) bool {
	first, _ := utf8.DecodeRune(inner)
	if !unicode.IsLower(first) {
		return false
	}
	last, apart := n.view.lastBefore(from)
	if last == utf8.RuneError {
		return !n.view.listed && len(bytes.Trim(n.view.text[to:], " .\n\x00")) == 0
	}
	if !apart || !strings.ContainsRune(".!?…", last) {
		return false
	}
	before := bytes.TrimRight(n.view.text[:from], " \t\r\n\x00.")
	word := strings.ToLower(string(before[bytes.LastIndexAny(before, " \t\r\n(.")+1:]))
	return last != '.' || len(word) > 1 && !slices.Contains(n.words.abbreviation, word)
}

// doubts looks for question marks that are doubled, and for one in square
// brackets: nobody says them, nobody thinks them.
func (n *notebook) doubts() {
	v := &n.view
	for i := 0; i < len(v.text); i++ {
		if v.text[i] != '?' {
			continue
		}
		from := i
		for i < len(v.text) && v.text[i] == '?' {
			i++
		}
		if i-from > 1 && n.apart(from, i) {
			n.guess(NoteBlank, v.span(from, i))
			continue
		}
		boxed := from > 0 && v.text[from-1] == '[' && i < len(v.text) && v.text[i] == ']'
		loud := from > 0 && v.text[from-1] == '!' || i < len(v.text) && v.text[i] == '!'
		if from > 0 && i-from > 1 && endsSpeech(v.text[:from]) {
			continue
		}
		if (i-from > 1 && !loud || boxed) && v.how[from] == 0 {
			n.add(NoteDoubt, v.span(from, i))
		}
	}
}

// endsSpeech reports whether a text ends with what somebody says, or a word that
// is spoken of: a question about that is loud, and meant for readers.
func endsSpeech(text []byte) bool {
	last, _ := utf8.DecodeLastRune(text)
	return strings.ContainsRune("\"'”’»", last)
}

// apart reports whether question marks stand between two words as one of their
// own: in place of a number, or as a sign that is spoken of.
func (n *notebook) apart(from, to int) bool {
	text := n.view.text
	return to < len(text) && text[to] == ' ' && to+1 < len(text) && letterAt(string(text[to+1:to+2]), 0) && (from == 0 || text[from-1] == ' ')
}
