package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// address is a line that speaks to somebody by their name on GitHub.
var address = lazyregexp.New(`^@[\w-]+(?:[:,] |.*\?$)`)

// addressed looks for a paragraph that asks somebody, that an arrow begins, or
// that is an instruction and no sentence.
func (n *notebook) addressed(b *block) {
	line := n.firstLine(b)
	text := n.file.Text[line.Start:line.End]
	if b.kind == prose && len(text) > 0 && n.isAbout(b, line) {
		return
	}
	if b.kind != prose || b.depth > 0 || len(text) == 0 {
		return
	}
	arrow := bytes.HasPrefix(text, []byte("->")) || bytes.HasPrefix(text, []byte("=>")) || bytes.HasPrefix(text, []byte("→"))
	arrow = arrow || isFramed(text)
	if arrow || address().Match(text) || line.End == b.span.End && n.instructs(text) {
		n.guess(NoteAside, line)
	}
}

// isFramed reports whether dashes stand on both sides of a line.
func isFramed(line []byte) bool {
	if len(line) > maxStub {
		return false
	}
	inner := bytes.TrimSuffix(bytes.TrimPrefix(line, []byte("— ")), []byte(" —"))
	return len(inner) == len(line)-2*len("— ") && bytes.IndexFunc(inner, unicode.IsLetter) >= 0
}

// isAbout reports whether a paragraph is about the text itself, and takes the
// note.
func (n *notebook) isAbout(b *block, line Span) bool {
	word := firstWord(n.file.Text[line.Start:line.End])
	found := n.remark(b, line, word)
	switch {
	case found == surelyRemark || n.isStub(b, line, word):
		n.add(NoteMark, line)
		return true
	case found == likelyRemark:
		n.guess(NoteAside, line)
		return true
	}
	return false
}

// maxInstruction is how many words an instruction to oneself has at most.
const maxInstruction = 12

// instructs reports whether a line is an instruction: it asks for something, and
// begins in small letters or is emphasised as a whole.
func (n *notebook) instructs(line []byte) bool {
	inner := bytes.Trim(line, "*_")
	first, _ := utf8.DecodeRune(inner)
	if len(inner) == len(line) && !unicode.IsLower(first) {
		return false
	}
	words := fold(string(inner))
	return len(words) > 1 && len(words) <= maxInstruction && n.asksFor(words)
}

// cuts looks for paragraphs that break off.
func (n *notebook) cuts() {
	for i := range n.blocks {
		if b := &n.blocks[i]; b.kind == prose && !b.quote && n.breaksOff(i) {
			n.guess(NoteCut, n.lastLine(b))
		}
	}
}

// breaksOff reports whether a paragraph ends where no sentence does: with a
// word that wants another, or, before a heading or the end, with a comma or a
// colon. What goes on in the next block does not break off.
func (n *notebook) breaksOff(i int) bool {
	b := &n.blocks[i]
	last := i+1 == len(n.blocks) || n.blocks[i+1].kind == heading
	ends := last && (i+1 == len(n.blocks) || n.blocks[i+1].level <= n.levelAt(i))
	if !last && !n.beginsAnew(b, &n.blocks[i+1]) {
		return false
	}
	line := bytes.TrimRight(n.file.Text[b.span.Start:b.span.End], "*_ ")
	if len(line) == 0 {
		return false
	}
	switch end := line[len(line)-1:]; {
	case bytes.ContainsAny(end, ",:"):
		return ends && b.depth == 0
	case !unicode.IsLetter(rune(end[0])):
		return false
	}
	word := line[bytes.LastIndexAny(line, " \n\t")+1:]
	return len(word) < len(line) && slices.Contains(n.words.dangling, string(word))
}

// levelAt is the level of the heading that a block stands under.
func (n *notebook) levelAt(i int) int {
	for i > 0 && n.blocks[i].kind != heading {
		i--
	}
	return n.blocks[i].level
}

// beginsAnew reports whether a block is no continuation of the one before.
func (n *notebook) beginsAnew(b, next *block) bool {
	if next.kind != prose || next.depth > b.depth || next.quote {
		return false
	}
	first, _ := utf8.DecodeRune(bytes.TrimLeft(n.file.Text[next.span.Start:next.span.End], "*_"))
	return !unicode.IsLower(first) && !strings.ContainsRune("!`[(<…", first) && (b.depth == 0 || next.depth == 0)
}

// lastLine is the last line of a block.
func (d *document) lastLine(b *block) Span {
	span := b.span
	span.Start += bytes.LastIndexByte(d.file.Text[span.Start:span.End], '\n') + 1
	return d.trim(span)
}
