package story

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// rounds is how often a text may have been encoded again, at most.
const rounds = 3

// Damage is a run of characters that were encoded twice or more often, and
// what was meant.
type Damage struct {
	Span  Span
	Meant string
}

// Repaired undoes UTF-8 that was read as Windows-1252 and encoded again, once
// or several times, wherever in the text that happened. Text that is not
// damaged comes back as it is.
func Repaired(text string) string {
	for range rounds {
		damage := damaged(text)
		if len(damage) == 0 {
			return text
		}
		text = replaced(text, damage)
	}
	return text
}

// DoubleEncoded finds the runs of text that were encoded twice or more often,
// in order, without overlap.
func DoubleEncoded(text string) []Damage {
	found := damaged(text)
	for i, d := range found {
		found[i].Meant = Repaired(d.Meant)
	}
	return found
}

func replaced(text string, damage []Damage) string {
	var out strings.Builder
	at := 0
	for _, d := range damage {
		out.WriteString(text[at:d.Span.Start])
		out.WriteString(d.Meant)
		at = d.Span.End
	}
	out.WriteString(text[at:])
	return out.String()
}

// accented begins every character that damage begins with: those from U+00C2
// to U+00F4.
const accented = 0xc3

// damaged finds the runs that one round of damage made.
func damaged(text string) []Damage {
	var found []Damage
	for i := 0; i < len(text); {
		next := strings.IndexByte(text[i:], accented)
		if next < 0 {
			break
		}
		i += next
		run := undo(text[i:])
		if run.Span.End == 0 {
			_, size := utf8.DecodeRuneInString(text[i:])
			i += size
			continue
		}
		found = append(found, Damage{Span{i, i + run.Span.End}, run.Meant})
		i += run.Span.End
	}
	return found
}

// undo decodes as many characters as it can from the beginning of a text. A
// single one is taken for damage only if it is one that damage usually meets:
// an accented letter before a quotation mark can look like one.
func undo(text string) Damage {
	var meant []byte
	at, decoded, usual := 0, 0, false
	for at < len(text) {
		char, size := undoOne(text[at:])
		if size == 0 {
			break
		}
		lead := char[0]
		usual = usual || lead == 0xc2 || lead == 0xc3 || lead == 0xe2 || lead == 0xef || lead == 0xf0
		meant = append(meant, char...)
		at += size
		decoded++
	}
	if decoded < 2 && !usual {
		return Damage{}
	}
	return Damage{Span{0, at}, string(meant)}
}

// undoOne reads the characters at the beginning of a text as the bytes of one
// character; size is 0 if they are not.
func undoOne(text string) (char []byte, size int) {
	lead, size := asByte(text)
	var want int
	switch {
	case lead >= 0xc2 && lead <= 0xdf:
		want = 2
	case lead >= 0xe0 && lead <= 0xef:
		want = 3
	case lead >= 0xf0 && lead <= 0xf4:
		want = 4
	default:
		return nil, 0
	}
	char = append(make([]byte, 0, 4), lead)
	for len(char) < want {
		b, n := asByte(text[size:])
		if b < 0x80 || b > 0xbf {
			return nil, 0
		}
		char = append(char, b)
		size += n
	}
	if !utf8.Valid(char) {
		return nil, 0
	}
	return char, size
}

// asByte is the byte that Windows-1252 has for the text's first character, 0
// if it has none. The five bytes without a meaning stand for themselves.
func asByte(text string) (b byte, size int) {
	r, size := utf8.DecodeRuneInString(text)
	if r < utf8.RuneSelf || r == utf8.RuneError {
		return 0, size
	}
	if b, ok := charmap.Windows1252.EncodeRune(r); ok {
		return b, size
	}
	if r < 0xa0 {
		return byte(r), size
	}
	return 0, size
}
