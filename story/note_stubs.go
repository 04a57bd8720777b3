package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxStub is how many bytes a paragraph has at most that says no more than that
// the text is not finished.
const maxStub = 80

// isStub reports whether a paragraph says that the text is not finished and no
// more, or whether its first line is an instruction behind a word such as
// "Note:". What ends as a question or a shout is said by somebody, and an item
// of a list may name a state.
func (n *notebook) isStub(b *block, line Span, word string) bool {
	text := n.file.Text[line.Start:line.End]
	first, _ := utf8.DecodeRune(text)
	if len(text) == 0 || strings.ContainsRune("\"'“‘„«?!", first) {
		return false
	}
	stubs, heads := n.words.noteStub[word], n.words.noteHead[word]
	if stubs == nil && heads == nil || len(n.file.LinksIn(line)) > 0 {
		return false
	}
	whole := b.depth == 0 && line.End == b.span.End && len(text) <= maxStub && !bytes.ContainsAny(text, "?!:")
	return whole && anyExact(stubs, fold(string(text))) || n.isHeaded(heads, string(text))
}

// isHeaded reports whether a line is a word such as "Note", a colon, and what is
// to be done with the text. Most notes are for readers: those ask for anything
// else.
func (n *notebook) isHeaded(heads []phrase, line string) bool {
	head, rest, ok := strings.Cut(line, ":")
	if !ok || !anyExact(heads, fold(head)) {
		return false
	}
	words := fold(rest)
	if len(words) == 0 || len(words) > maxInstruction || !n.isVerb(words[0]) {
		return false
	}
	if slices.Contains(n.words.noteWriting, words[0]) && (len(words) == 1 || n.hasObject(words)) {
		return true
	}
	return slices.ContainsFunc(words[1:min(len(words), maxObject)], func(w string) bool { return slices.Contains(n.words.noteText, w) })
}

// maxObject is how many words name what an instruction is about, its verb
// included.
const maxObject = 4

// isVerb reports whether a word is a verb of work on a text.
func (n *notebook) isVerb(word string) bool {
	return slices.Contains(n.words.noteVerb, word) || slices.Contains(n.words.noteWriting, word)
}
