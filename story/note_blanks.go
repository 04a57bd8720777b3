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
		case 'x':
			size = unknownShare(v.text[i:])
		case '{':
			size = bracedWords(v.text[i:])
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
	if i+1 == len(n.view.text) || n.view.text[i+1] != n.view.text[i] {
		return 0
	}
	text := window(n.view.text, i)
	size := runOf(text)
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

// unknownShare is how long a share that is still to come is: xx%. What else is
// written so is a sign that is spoken of.
func unknownShare(text []byte) int {
	if size := runOf(text); size > 1 && size < len(text) && text[size] == '%' {
		return size + 1
	}
	return 0
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
	end := bytes.IndexByte(text[:min(len(text), maxPlaceholder)], '}')
	if end < 0 || !placeholderWords().Match(text[1:end]) {
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
