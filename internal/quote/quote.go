// Package quote carries a piece of somebody's text through the bot's own words
// to the place where it is written. Where a message is made the piece is
// marked; where the message leaves, in whatever form, the mark tells which part
// of it must be escaped and which is ours. A message may be joined, listed and
// put into a template in between.
//
// It refuses to know what is written where, and what a message says.
package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The marks are noncharacters, which Unicode keeps for use within a program:
// no text has them that means anything by them.
const (
	textMark = '\ufdd0' // begins a piece
	endMark  = '\ufdd1' // ends it
	codeMark = '\ufdd2' // begins a piece that is shown as code
)

// Limit is how many characters of somebody's text [Mark] and [Code] keep.
const Limit = 120

// Mark makes a piece of somebody's text part of a message: one visible line of
// at most [Limit] characters, marked.
func Mark(text string) string { return MarkUpTo(text, Limit) }

// MarkUpTo is [Mark] with another limit.
func MarkUpTo(text string, limit int) string { return marked(textMark, Line(text, limit)) }

// Code is [Mark] for a word that is shown as code; the code marks are part of
// it. Nothing is shown of an empty text.
func Code(text string) string { return marked(codeMark, Line(text, Limit)) }

func marked(mark rune, line string) string {
	if line == "" {
		return ""
	}
	return string(mark) + line + string(endMark)
}

// Line is text as one line of at most limit characters, without a mark. White
// space is folded, and what does not show is dropped: control characters,
// direction marks, zero-width and other invisible characters, noncharacters and
// broken UTF-8. It is cut at a word where one ends near, and says so.
func Line(text string, limit int) string {
	var kept []rune
	space := false
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			space = len(kept) > 0
			continue
		case Hidden(r):
			continue
		case space:
			kept = append(kept, ' ')
			space = false
		}
		if kept = append(kept, r); len(kept) > limit {
			return shortened(string(kept[:max(0, limit-1)])) + "…"
		}
	}
	return string(kept)
}

// shortened ends a text that was cut at its last word, unless that is most of it.
func shortened(text string) string {
	if space := strings.LastIndexByte(text, ' '); space > len(text)/2 {
		return text[:space]
	}
	return strings.TrimSuffix(text, " ")
}

// Hidden reports whether a character does not show. Joiners do: several scripts,
// and many emoji, are spelled with them.
func Hidden(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return r == utf8.RuneError || unicode.IsControl(r) ||
		unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Noncharacter_Code_Point)
}

// A piece is somebody's text within a message.
type piece struct {
	text string
	code bool
}

// rewrite makes a text of a message: own of each part that is ours, quoted of
// each piece that is not. A piece whose end was cut off goes on to the end of
// its line, and a mark that belongs to no piece is dropped.
func rewrite(message string, own func(string) string, quoted func(piece) string) string {
	var b strings.Builder
	for message != "" {
		start := strings.IndexFunc(message, opens)
		if start < 0 {
			start = len(message)
		}
		b.WriteString(own(unmarked(message[:start])))
		if message = message[start:]; message == "" {
			break
		}
		mark, size := utf8.DecodeRuneInString(message)
		message = message[size:]
		end := strings.IndexFunc(message, func(r rune) bool { return r == endMark || r == '\n' || opens(r) })
		if end < 0 {
			end = len(message)
		}
		if text := message[:end]; text != "" {
			b.WriteString(quoted(piece{text: text, code: mark == codeMark}))
		}
		message = strings.TrimPrefix(message[end:], string(endMark))
	}
	return b.String()
}

func opens(r rune) bool { return r == textMark || r == codeMark }

func unmarked(text string) string { return strings.ReplaceAll(text, string(endMark), "") }

// Plain is a message without its marks, for a terminal or a program: nothing
// there follows a mention. What is shown as code stands between backquotes.
func Plain(message string) string {
	if !strings.ContainsFunc(message, func(r rune) bool { return opens(r) || r == endMark }) {
		return message
	}
	return rewrite(message, func(own string) string { return own }, func(p piece) string {
		if p.code {
			return "`" + p.text + "`"
		}
		return p.text
	})
}
