package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

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
			n.add(NoteMark, Span{start, n.file.lineAt(start).End})
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
	if slices.Contains(n.words.noNote, next) || n.isNamePart(word.End, block.End) || colon && n.isSpeltOut(written, word.End, block.End) {
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

// isNamePart reports whether a word goes on as the name of something does: tk.po,
// TODO/FIXME.
func (n *notebook) isNamePart(at, stop int) bool {
	text := n.file.Text[at:stop]
	return len(text) > 1 && bytes.IndexByte([]byte("./-"), text[0]) >= 0 && wordByte[text[1]]
}

// isSpeltOut reports whether a word is explained, and no note: the words behind
// its colon begin with its letters.
func (n *notebook) isSpeltOut(written string, at, stop int) bool {
	words := fold(string(n.file.Text[at:min(stop, at+maxForeign)]))
	if len(words) < len(written) {
		return false
	}
	var initials strings.Builder
	for _, w := range words[:len(written)] {
		initials.WriteByte(w[0])
	}
	return strings.EqualFold(initials.String(), written)
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
