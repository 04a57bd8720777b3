package format

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// maxExcerpt is how wide an excerpt is, in columns; of what stands before a
// finding in its line, a part is shown.
const (
	maxExcerpt = 96
	maxBefore  = 32
)

// excerpt is the first line a finding is about, and a line of carets below it.
func excerpt(f *story.File, d analysis.Diagnostic) (line, carets string) {
	whole := f.LineSpan(d.Span.Start)
	whole.End = whole.Start + len(bytes.TrimRight(f.Bytes(whole), "\r\n"))
	at, end := min(d.Span.Start, whole.End), min(max(d.Span.End, d.Span.Start), whole.End)
	before := tail(strings.ToValidUTF8(plainText(f, story.Span{Start: max(whole.Start, at-4*maxBefore), End: at}), ""), maxBefore)
	about := runewidth.Truncate(plainText(f, story.Span{Start: at, End: max(at, end)}), maxExcerpt-maxBefore, "…")
	room := maxExcerpt - runewidth.StringWidth(before) - runewidth.StringWidth(about)
	behind := runewidth.Truncate(plainText(f, story.Span{Start: max(at, end), End: whole.End}), max(0, room), "…")
	return before + about + behind, strings.Repeat(" ", runewidth.StringWidth(before)) + strings.Repeat("^", max(1, runewidth.StringWidth(about)))
}

// plainText is a part of a line as it can be shown. No more is read of a long
// line than is needed.
func plainText(f *story.File, span story.Span) string {
	const enough = 4 * maxExcerpt
	text := f.Bytes(span)
	if len(text) > 2*enough {
		start := string(text[:enough])
		return printable(strings.ToValidUTF8(start, "")) + "…"
	}
	return printable(strings.ToValidUTF8(string(text), "?"))
}

// tail is the end of a text, at most so many columns wide.
func tail(text string, width int) string {
	if runewidth.StringWidth(text) <= width {
		return text
	}
	for text != "" && runewidth.StringWidth(text) > width-1 {
		_, size := utf8.DecodeRuneInString(text)
		text = text[size:]
	}
	return "…" + text
}
