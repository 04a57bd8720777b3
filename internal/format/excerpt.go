package format

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// How wide an excerpt is, in columns: where there is no terminal to fit, and
// however narrow one is.
const (
	maxExcerpt = 96
	minExcerpt = 24
	indent     = "    "
)

// excerptWidth is how wide an excerpt may be in a terminal; 0 columns are none.
func excerptWidth(columns int) int {
	if columns == 0 {
		return maxExcerpt
	}
	return max(minExcerpt, min(maxExcerpt, columns-len(indent)))
}

// excerpt is the first line a finding is about, and a line of carets below it.
// A line that is too long is cut around the place.
func excerpt(f *story.File, d analysis.Diagnostic, width int) (line, carets string) {
	whole := f.LineSpan(d.Span.Start)
	whole.End = whole.Start + len(bytes.TrimRight(f.Bytes(whole), "\r\n"))
	at := min(d.Span.Start, whole.End)
	end := max(at, min(d.Span.End, whole.End))
	before := lastOf(f.Bytes(story.Span{Start: whole.Start, End: at}), width)
	about := firstOf(f.Bytes(story.Span{Start: at, End: end}), width)
	behind := firstOf(f.Bytes(story.Span{Start: end, End: whole.End}), width)
	if runewidth.StringWidth(before)+runewidth.StringWidth(about)+runewidth.StringWidth(behind) > width {
		about = head(about, width*2/3)
		room := width - runewidth.StringWidth(about)
		share := max(room/2, room-runewidth.StringWidth(behind))
		before = tail(before, share)
		behind = head(behind, room-runewidth.StringWidth(before))
	}
	indented := strings.Repeat(" ", runewidth.StringWidth(before))
	return before + about + behind, indented + strings.Repeat("^", max(1, runewidth.StringWidth(about)))
}

// enough is how many bytes of a line are looked at for each column to fill.
const enough = 8

// firstOf is as much of the beginning of a text as can fill some columns.
func firstOf(text []byte, width int) string {
	if len(text) > enough*width {
		end := enough * width
		for end > 0 && !utf8.RuneStart(text[end]) {
			end--
		}
		text = text[:end]
	}
	return printable(strings.ToValidUTF8(string(text), "\ufffd"))
}

// lastOf is as much of the end of a text as can fill some columns.
func lastOf(text []byte, width int) string {
	if len(text) > enough*width {
		text = text[len(text)-enough*width:]
		for len(text) > 0 && !utf8.RuneStart(text[0]) {
			text = text[1:]
		}
	}
	return printable(strings.ToValidUTF8(string(text), "\ufffd"))
}

// head is the beginning of a text, at most so many columns wide.
func head(text string, width int) string {
	if width <= 0 {
		return ""
	}
	return runewidth.Truncate(text, width, "…")
}

// tail is the end of a text, at most so many columns wide.
func tail(text string, width int) string {
	if runewidth.StringWidth(text) <= width {
		return text
	}
	for text != "" && runewidth.StringWidth(text) > width-runewidth.StringWidth("…") {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	if width <= 0 {
		return ""
	}
	return "…" + text
}

// printable leaves of text that others wrote what cannot steer a terminal, each
// character one where it was. What was encoded wrongly is shown as it is: the
// finding may be about that.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r):
			return ' '
		case r == '\u2028', r == '\u2029':
			return ' '
		}
		return r
	}, text)
}
