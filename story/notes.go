package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// notes finds what the writer noted for themselves: a mark such as TODO where a
// note begins, a definition that is one, brackets that say what belongs there,
// and points about the text itself. Code and quotations are part of the story.
func (d *document) notes() []Span {
	n := notebook{document: d}
	for i := range d.blocks {
		switch b := &d.blocks[i]; {
		case b.quote || b.kind == code:
		case b.kind == prose || b.kind == row || b.kind == heading:
			if line := d.firstLine(b); b.kind == prose && d.opensNote(line) {
				n.add(line)
			}
			n.marks(b.span)
		case b.kind == markup:
			n.marks(b.span)
		}
	}
	for _, def := range d.file.Definitions {
		if words := fold(def.Target); len(words) == 1 && slices.Contains(d.words.note, words[0]) {
			n.add(def.Span)
		}
	}
	for _, r := range d.file.Undefined {
		words := fold(r.Label)
		if d.doubled(r.Span) && len(words) >= minBracketed || anyPrefix(d.words.noteBracket, words) {
			n.add(r.Span)
		}
	}
	slices.SortFunc(n.found, func(a, b Span) int { return a.Start - b.Start })
	return n.found
}

// opensNote reports whether a line begins as a note about the text itself does.
func (d *document) opensNote(line Span) bool {
	first := firstWord(d.file.Text[line.Start:line.End])
	begins := func(p phrase) bool { return p[0] == first }
	return first != "" && slices.ContainsFunc(d.words.noteOpening[first[0]], begins) && d.words.noteOpening.begins(fold(d.file.Slice(line)))
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

type notebook struct {
	*document
	found []Span
	lines map[int]bool
}

// add takes a note, one a line.
func (n *notebook) add(span Span) {
	line, _ := n.file.Position(span.Start)
	if n.lines == nil {
		n.lines = map[int]bool{}
	}
	if !n.lines[line] {
		n.lines[line] = true
		n.found = append(n.found, span)
	}
}

// marks looks for words such as TODO in a block. Most words are passed over by
// their first byte.
func (n *notebook) marks(block Span) {
	text := n.file.Text[:block.End]
	for at := block.Start; at < block.End; {
		start, sizes := at, n.noteSizes[text[at]]
		mayBe := sizes != 0
		if at++; !mayBe && !wordByte[text[start]] {
			continue
		}
		for at < block.End && wordByte[text[at]] {
			at++
		}
		if !mayBe {
			continue
		}
		for at < block.End && text[at] >= utf8.RuneSelf {
			r, size := utf8.DecodeRune(text[at:])
			if !unicode.IsLetter(r) {
				break
			}
			for at += size; at < block.End && wordByte[text[at]]; {
				at++
			}
		}
		if word := (Span{start, at}); at-start <= maxMark && sizes>>(at-start)&1 != 0 && n.isMark(word, block) && !n.file.InCode(start) {
			n.add(Span{start, n.file.lineAt(start).End})
		}
	}
}

// wordByte tells of a byte whether words of ASCII are made of it.
var wordByte = func() (is [256]bool) {
	for _, b := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") {
		is[b] = true
	}
	return is
}()

// maxMark is how long a mark is at most, in bytes; see Parser.noteSizes.
const maxMark = 24

// isMark reports whether a word is a mark and begins a note: it stands where
// something begins, and in capitals, with a colon, or as nobody writes a word.
func (n *notebook) isMark(word, block Span) bool {
	if before, _ := utf8.DecodeLastRune(n.file.Text[block.Start:word.Start]); unicode.IsLetter(before) {
		return false
	}
	written := n.file.Slice(word)
	if !slices.Contains(n.words.note, strings.ToLower(written)) {
		return false
	}
	loud := written == strings.ToUpper(written) && utf8.RuneCountInString(written) > 1
	colon, next := n.behind(word.End, block.End)
	if slices.Contains(n.words.noNote, next) {
		return false
	}
	switch n.before(word.Start, block.Start) {
	case begins:
		return loud || colon || written == strings.ToLower(written)
	case follows:
		return loud || colon
	case quoted:
		return false
	}
	return loud && colon
}

// Where a word stands.
type standing int

const (
	within  standing = iota // in a sentence
	begins                  // at the beginning of a block, or in brackets or a comment
	follows                 // behind a sentence
	quoted                  // behind a quotation mark
)

// before looks at what stands before a word, emphasis aside.
func (n *notebook) before(at, start int) standing {
	text := bytes.TrimRight(n.file.Text[start:at], "*_ \t\r\n")
	text = bytes.TrimRight(text, "-+*#>| \t\r\n")
	if len(text) == 0 || bytes.HasSuffix(text, []byte("<!")) {
		return begins
	}
	last, _ := utf8.DecodeLastRune(text)
	switch {
	case strings.ContainsRune("([{", last):
		return begins
	case strings.ContainsRune("\"'“‘„«", last):
		return quoted
	case strings.ContainsRune(".!?:;)…。", last):
		return follows
	}
	return within
}

// behind reports whether a colon follows a word, and else which word does.
func (n *notebook) behind(at, stop int) (colon bool, next string) {
	text := bytes.TrimLeft(n.file.Text[at:stop], "*_")
	if colon = bytes.HasPrefix(text, []byte(":")); colon {
		return true, ""
	}
	if trimmed := bytes.TrimLeft(text, " \t\r\n"); len(trimmed) < len(text) {
		next = firstWord(trimmed)
	}
	return false, next
}
