package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxAside is how long brackets are at most that are looked into.
const maxAside = 240

// references looks at references without a definition, at definitions and at
// links: brackets that say what belongs there, or ask, and addresses that are
// still to come.
func (n *notebook) references() {
	for _, def := range n.file.Definitions {
		if n.isBlankAddress(def.Target) {
			n.add(NoteMark, def.Span)
		}
	}
	for _, l := range n.file.Links {
		if !l.Reference && !l.Auto && n.isBlankAddress(l.Target) {
			n.add(NoteAddress, l.Span)
		}
	}
	for _, r := range n.file.Undefined {
		words := fold(r.Label)
		switch {
		case n.doubled(r.Span) && len(words) >= minBracketed || n.speaksOfText(words):
			n.add(NoteMark, r.Span)
		case len(words) > 1 && strings.HasSuffix(r.Label, "?"):
			n.add(NoteDoubt, r.Span)
		}
	}
}

// isBlankAddress reports whether an address is none yet: empty, a mark such as
// TODO, or signs alone that are no path.
func (n *notebook) isBlankAddress(target string) bool {
	words := fold(target)
	if len(words) == 1 {
		return slices.Contains(n.words.note, words[0])
	}
	return len(words) == 0 && (target == "" || strings.Contains(target, "...") || strings.ContainsAny(target, "?…_")) && !strings.HasPrefix(target, "#")
}

// speaksOfText reports whether the words in square brackets say what belongs
// there.
func (n *notebook) speaksOfText(words []string) bool {
	return anyPrefix(n.words.noteBracket, words) || n.asksFor(words)
}

// asksFor reports whether words ask the writer for something: a phrase that does
// so whatever follows, or a verb and what it may be about. Each word must be
// right, since a story has many brackets that are nearly so.
func (n *notebook) asksFor(words []string) bool {
	if len(words) > 1 && slices.Contains(n.words.noteVerb, words[0]) && slices.Contains(n.words.noteObject, words[1]) {
		return true
	}
	for _, p := range n.words.noteAside[first(words)] {
		exact := func(want, got string) bool { return want == "_" || want == got }
		if len(p) <= len(words) && (len(p) > 1 || len(words) == 1) && slices.EqualFunc(p, words[:len(p)], exact) {
			return true
		}
	}
	return false
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// doubled reports whether brackets stand in further brackets.
func (d *document) doubled(span Span) bool {
	text := d.file.Text
	return span.Start > 0 && text[span.Start-1] == '[' && (text[span.End-1] == ']' || span.End < len(text) && text[span.End] == ']')
}

// minBracketed is how many words stand in doubled brackets that are a note
// rather than a label.
const minBracketed = 4

func anyPrefix(list []phrase, words []string) bool {
	return slices.ContainsFunc(list, func(p phrase) bool {
		_, ok := p.prefix(words)
		return ok
	})
}

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
	case n.asksFor(words) && !bytes.ContainsAny(firstField(inner), ",;"):
		n.add(NoteMark, span)
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
		boxed := from > 0 && v.text[from-1] == '[' && i < len(v.text) && v.text[i] == ']'
		loud := from > 0 && v.text[from-1] == '!' || i < len(v.text) && v.text[i] == '!'
		if (i-from > 1 && !loud || boxed) && v.how[from] == 0 {
			n.add(NoteDoubt, v.span(from, i))
		}
	}
}
