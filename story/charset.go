package story

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Charset is the name of how a text is encoded that is not UTF-8.
type Charset string

// The charsets that are recognised. What is neither is Unknown.
const (
	UTF16       Charset = "UTF-16"
	Latin1      Charset = "Latin-1"
	Windows1252 Charset = "Windows-1252"
	Mixed       Charset = "mixed" // mostly UTF-8
	Unknown     Charset = "unknown"
)

// Foreign is what a text holds that is not UTF-8.
type Foreign struct {
	Charset Charset
	Bytes   []int // offsets of the bytes that are not UTF-8; of UTF-16, of its first
}

// Meant is what such a byte is in the charsets of one byte a letter.
func (f Foreign) Meant(b byte) string { return string(charmap.Windows1252.DecodeByte(b)) }

// NotUTF8 finds what is not UTF-8 in a text; ok is false if all is.
func NotUTF8(text []byte) (found Foreign, ok bool) {
	if _, wide := fromUTF16(text); wide {
		return Foreign{Charset: UTF16, Bytes: []int{0}}, true
	}
	if utf8.Valid(text) {
		return Foreign{}, false
	}
	letters := 0 // that are UTF-8, beyond ASCII
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			found.Bytes = append(found.Bytes, i)
		} else if size > 1 && r != '\ufeff' {
			letters++
		}
		i += size
	}
	found.Charset = charsetOf(text, found.Bytes)
	if found.Charset != Unknown && letters > len(found.Bytes) {
		found.Charset = Mixed
	}
	return found, true
}

// charsetOf is which charset of one byte a letter such bytes can be of. Latin-1
// has nothing where Windows-1252 has quotation marks and dashes.
func charsetOf(text []byte, offsets []int) Charset {
	found := Latin1
	for _, at := range offsets {
		switch b := text[at]; {
		case b == 0x81 || b == 0x8d || b == 0x8f || b == 0x90 || b == 0x9d:
			return Unknown
		case b < 0xa0:
			found = Windows1252
		}
	}
	return found
}

// fromUTF16 is a text in UTF-8 that is encoded as UTF-16: it begins with the
// mark of that, or has a zero byte in every second place and no other.
func fromUTF16(text []byte) (decoded []byte, ok bool) {
	switch {
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}):
		return decode16(text[2:], 1), true
	case bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		return decode16(text[2:], 0), true
	}
	if bytes.IndexByte(text, 0) < 0 {
		return nil, false
	}
	var zeros [2]int
	for i, b := range text {
		if b == 0 {
			zeros[i%2]++
		}
	}
	most := max(zeros[0], zeros[1])
	if min(zeros[0], zeros[1]) > 0 || most < max(minWide, len(text)/minZeros) {
		return nil, false
	}
	high := 0
	if zeros[1] > 0 {
		high = 1
	}
	return decode16(text, high), true
}

// One byte in minZeros at least is zero in UTF-16, whatever the language: spaces
// and ends of lines are half so. A few alone in a short text say nothing.
const (
	minZeros = 20
	minWide  = 4
)

// decode16 decodes pairs of bytes; high is which of each is the higher.
func decode16(text []byte, high int) []byte {
	units := make([]uint16, len(text)/2)
	for i := range units {
		units[i] = uint16(text[2*i+high])<<8 | uint16(text[2*i+1-high])
	}
	return []byte(string(utf16.Decode(units)))
}

// fromWide is a file of UTF-16: what it is about is read, and nothing more, for
// no place in it could be named.
func (p *Parser) fromWide(path string, text, decoded []byte) *File {
	f := &File{Path: path, Text: text, size: len(text), lines: lineStarts(text)}
	read := p.Parse(path, decoded)
	f.Index = read.Index
	for _, s := range read.Stories {
		about := &Story{Kind: s.Kind, Title: s.Title, Name: s.Name, Characters: s.Characters, Chapter: s.Chapter, Span: Span{0, len(text)}}
		for _, a := range s.Questions {
			a.QuestionSpan, a.AnswerSpan = Span{}, Span{}
			about.Questions = append(about.Questions, a)
		}
		f.Stories = append(f.Stories, about)
	}
	return f
}
