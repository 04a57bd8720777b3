package story

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// A view is a block as its readers see it, byte for byte: what is no text of
// theirs (marks, code, addresses, HTML) is 0.
type view struct {
	at   int // offset of the block in the file
	text []byte
	how  []byte // by byte: emphasised, spoken
	tags []*ast.RawHTML

	part   blockKind // what the block is
	listed bool      // it stands in a list
}

// How a byte is written.
const (
	emphasised byte = 1 << iota
	spoken          // between quotation marks
)

// fill makes the view of a block; it uses the room of the one before.
func (v *view) fill(source []byte, b *block) {
	size := b.span.End - b.span.Start
	v.at, v.tags, v.part, v.listed = b.span.Start, v.tags[:0], b.kind, b.depth > 0
	v.text = append(v.text[:0], make([]byte, size)...)
	v.how = append(v.how[:0], make([]byte, size)...)
	each(b.node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			v.write(source, n)
		case *ast.RawHTML:
			v.tags = append(v.tags, n)
		case *ast.CodeSpan, *ast.AutoLink, *ast.Image:
			return false
		}
		return true
	})
	v.listen()
}

func (v *view) write(source []byte, n *ast.Text) {
	from, to := max(0, n.Segment.Start-v.at), min(len(v.text), n.Segment.Stop-v.at)
	if from >= to {
		return
	}
	copy(v.text[from:to], source[v.at+from:v.at+to])
	if n.SoftLineBreak() && to < len(v.text) {
		v.text[to] = '\n'
	}
	if _, ok := n.Parent().(*ast.Emphasis); ok {
		for i := from; i < to; i++ {
			v.how[i] |= emphasised
		}
	}
}

// listen marks what somebody says: what stands between quotation marks of one
// sort. An apostrophe is one only where a word ends or begins.
func (v *view) listen() {
	var open rune // the mark that closes what is being said
	before := ' '
	for i := 0; i < len(v.text); {
		r, size := utf8.DecodeRune(v.text[i:])
		switch {
		case open != 0:
			v.how[i] |= spoken
			if r == open && (r != '\'' || !startsWord(v.text[i+size:])) {
				open = 0
			}
		case r == '"', r == '\'' && !unicode.IsLetter(before) && !unicode.IsDigit(before) && startsWord(v.text[i+size:]):
			open = r
		case r == '“' || r == '„':
			open = '”'
		case r == '«':
			open = '»'
		}
		before = r
		i += size
	}
}

func startsWord(text []byte) bool {
	r, _ := utf8.DecodeRune(text)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// span is a part of the view as a part of the file.
func (v *view) span(from, to int) Span { return Span{v.at + from, v.at + to} }

// isSpoken reports whether somebody says what stands at an index.
func (v *view) isSpoken(i int) bool { return v.how[i]&spoken != 0 }

// lastBefore is the last character before an index that is no space,
// utf8.RuneError if there is none, and whether space stands between.
func (v *view) lastBefore(i int) (last rune, apart bool) {
	text := bytes.TrimRight(v.text[:i], " \t\r\n")
	apart = len(text) < i
	text = bytes.TrimRight(text, "\x00")
	last, _ = utf8.DecodeLastRune(text)
	return last, apart
}

// joined reports whether what stands at an index is part of a longer word.
func (v *view) joined(i int) bool {
	last, _ := utf8.DecodeLastRune(v.text[:i])
	return i > 0 && (unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(`_\\/.-`, last))
}
