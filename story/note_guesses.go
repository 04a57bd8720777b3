package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// blanks looks for gaps to fill in: a line of underscores, XX before what is
// counted, and words in braces.
func (n *notebook) blanks() {
	v := &n.view
	for i := 0; i < len(v.text); i++ {
		size := 0
		switch v.text[i] {
		case '_':
			size = n.underscores(i)
		case 'X', 'N', 'Y', 'Z':
			size = n.unknownNumber(i)
		case '{':
			size = bracedWords(window(v.text, i))
		}
		if size == 0 {
			continue
		}
		if !v.isSpoken(i) && !v.joined(i) {
			n.guess(NoteBlank, v.span(i, i+size))
		}
		i += size - 1
	}
	for _, tag := range v.tags {
		n.tag(tag)
	}
}

// underscores is how long a line of them is, 0 if they are no gap.
func (n *notebook) underscores(i int) int {
	size := runOf(n.view.text[i:])
	if size < 3 || i+size < len(n.view.text) && letterAt(string(n.view.text[i+size]), 0) {
		return 0
	}
	return size
}

// unknownNumber is how long a number that is still to come is, with the word for
// what it counts; 0 if there is none.
func (n *notebook) unknownNumber(i int) int {
	text := window(n.view.text, i)
	size := runOf(text)
	if size < 2 {
		return 0
	}
	if size < len(text) && text[size] == ' ' {
		size++
	}
	if size < len(text) && text[size] == '%' {
		return size + 1
	}
	unit := size
	for unit < len(text) && unit-size < maxMark && wordByte[text[unit]] {
		unit++
	}
	if !slices.Contains(n.words.unit, strings.ToLower(string(text[size:unit]))) {
		return 0
	}
	return unit
}

// runOf is how often a text repeats its first byte.
func runOf(text []byte) int {
	size := 1
	for size < len(text) && text[size] == text[0] {
		size++
	}
	return size
}

// placeholderWords are words that say what belongs in their place.
var placeholderWords = lazyregexp.New(`^\pL[\pL'’-]*(?: [\pL'’-]+){1,5}$`)

// bracedWords is how long words in braces are, 0 if there are none.
func bracedWords(text []byte) int {
	end := bytes.IndexByte(text, '}')
	if end < 0 || end > maxPlaceholder || !placeholderWords().Match(text[1:end]) {
		return 0
	}
	return end + 1
}

// maxPlaceholder is how long such words are at most.
const maxPlaceholder = 80

// tag looks at HTML within a line.
func (n *notebook) tag(tag *ast.RawHTML) {
	if tag.Segments.Len() == 0 {
		return
	}
	span := Span{tag.Segments.At(0).Start, tag.Segments.At(tag.Segments.Len() - 1).Stop}
	if bytes.HasPrefix(n.file.Text[span.Start:span.End], []byte("<!--")) {
		n.comments(span)
	} else {
		n.placeholder(span)
	}
}

// flags are attributes of HTML that have no value.
var flags = []string{"open", "disabled", "controls", "async", "defer", "reversed", "checked", "hidden", "autoplay", "loop", "muted", "required", "readonly", "multiple", "selected", "allowfullscreen"}

// placeholder looks for words between angle brackets that are neither HTML nor
// code.
func (n *notebook) placeholder(span Span) {
	text := n.file.Text[span.Start:min(span.End, span.Start+maxPlaceholder)]
	size := bytes.IndexByte(text, '>')
	if size < 0 || text[0] != '<' || !placeholderWords().Match(text[1:size]) {
		return
	}
	words := strings.Fields(string(text[1:size]))
	end := span.Start + size + 1
	before, _ := utf8.DecodeLastRune(n.file.Text[:span.Start])
	code := unicode.IsLetter(before) || before == ':' || before == '&' || end < len(n.file.Text) && n.file.Text[end] == ':'
	if !code && !slices.ContainsFunc(words[1:], func(w string) bool { return slices.Contains(flags, strings.ToLower(w)) }) {
		n.guess(NoteBlank, Span{span.Start, end})
	}
}

// address is a line that speaks to somebody by their name on GitHub.
var address = lazyregexp.New(`^@[\w-]+(?:[:,] |.*\?$)`)

// addressed looks for a paragraph that asks somebody, that an arrow begins, or
// that is an instruction and no sentence.
func (n *notebook) addressed(b *block) {
	line := n.firstLine(b)
	text := n.file.Text[line.Start:line.End]
	if b.kind != prose || b.depth > 0 || len(text) == 0 {
		return
	}
	arrow := bytes.HasPrefix(text, []byte("->")) || bytes.HasPrefix(text, []byte("=>")) || bytes.HasPrefix(text, []byte("→"))
	if arrow || address().Match(text) || line.End == b.span.End && n.instructs(text) {
		n.guess(NoteAside, line)
	}
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

// comments looks for comments in some HTML that are for people.
func (n *notebook) comments(html Span) {
	const begins, ends = "<!--", "-->"
	for at := html.Start; ; {
		from := bytes.Index(n.file.Text[at:html.End], []byte(begins))
		if from < 0 {
			return
		}
		from += at
		to := bytes.Index(n.file.Text[from:html.End], []byte(ends))
		if to < 0 {
			return
		}
		at = from + to + len(ends)
		if n.isRemark(n.file.Slice(Span{from + len(begins), from + to})) {
			n.guess(NoteComment, Span{from, at})
		}
	}
}

// minRemark is how many words a comment has at least that says something to
// people.
const minRemark = 3

// isRemark reports whether a comment is no directive: those begin with a name
// that has a hyphen or a colon, or in capitals, or speak of rights or contents.
func (n *notebook) isRemark(comment string) bool {
	words := fold(comment)
	if len(words) < minRemark {
		return false
	}
	if _, left := n.leftover(words); left {
		return false
	}
	name := strings.Fields(comment)[0]
	if strings.ContainsAny(strings.TrimRight(name, ":,-"), "-:=#@_") || strings.HasSuffix(name, ":") && strings.ToLower(name) == name {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool { return slices.Contains(notRemarks, w) })
}

// notRemarks are words of comments that tools write and read.
var notRemarks = []string{"toc", "copyright", "spdx", "license", "licence", "generated", "autogenerated", "begin", "end", "start", "stop"}

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
