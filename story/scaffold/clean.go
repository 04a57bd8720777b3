package scaffold

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes one line of text out of what somebody wrote: white space is
// folded, and what does not show is dropped (control characters, direction
// marks, zero-width characters, broken UTF-8).
func Clean(text string) string {
	return strings.Join(strings.Fields(visible(text)), " ")
}

// CleanText does the same for text of several lines and keeps the lines; it
// turns any line ending into "\n".
func CleanText(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(visible(line), " ")
	}
	return strings.Trim(strings.Join(lines, "\n"), "\n")
}

// Hidden reports whether text has marks that do not show and turn or hide what
// stands around them: direction marks, zero-width characters, NUL and other
// control characters. Clean drops these; tell the writer.
func Hidden(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.IsSpace(r) && hidden(r)
	})
}

// visible drops hidden characters and turns every space but a tab into " ".
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\t':
			return ' '
		case hidden(r) && r != '\t':
			return -1
		}
		return r
	}, text)
}

// hidden reports whether a character does not show. Joiners are kept: several
// scripts, and many emoji, are spelled with them.
func hidden(r rune) bool {
	if r == '\u200c' || r == '\u200d' {
		return false
	}
	return r == utf8.RuneError || unicode.IsControl(r) || unicode.Is(unicode.Cf, r)
}
