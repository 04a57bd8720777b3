package scaffold

import (
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/quote"
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
		return !unicode.IsSpace(r) && quote.Hidden(r)
	})
}

// visible drops hidden characters and turns every space but a tab into " ".
func visible(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) && r != '\t':
			return ' '
		case quote.Hidden(r) && r != '\t':
			return -1
		}
		return r
	}, text)
}
