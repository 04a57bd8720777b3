package checks

import (
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/story"
)

// removal widens a span to whole lines if nothing but a list marker stands
// beside it, and takes a blank line with it if two would be left together. It
// is not certain where the lines below hang on to the one that would go.
func removal(f *story.File, span story.Span) (story.Span, bool) {
	first, last := f.LineSpan(span.Start), f.LineSpan(max(span.Start, span.End-1))
	before := string(f.Text[first.Start:span.Start])
	after := strings.TrimSpace(string(f.Text[span.End:last.End]))
	if strings.Trim(before, " \t>*-+") != "" || after != "" {
		return span, true
	}
	if hangsOn(f, before, last.End) {
		return span, false
	}
	whole := story.Span{Start: first.Start, End: last.End}
	if whole.End < len(f.Text) && blankBefore(f, whole.Start) {
		if next := f.LineSpan(whole.End); strings.TrimSpace(f.Slice(next)) == "" {
			whole.End = next.End
		}
	}
	return whole, true
}

// definitionLine is a line that would define a link if no paragraph went
// before it.
var definitionLine = lazyregexp.New(`^[ >]*\[[^\]]+\]:`)

// hangsOn reports whether the line at an offset belongs to the one before it,
// which begins with these marks: below a list item it does if it stands deeper,
// below a paragraph if it would be code, or nothing to be seen, without it.
func hangsOn(f *story.File, marks string, at int) bool {
	item := strings.ContainsAny(marks, "*-+")
	if at < len(f.Text) && definitionLine().Match(f.Text[at:f.LineSpan(at).End]) {
		return true
	}
	for at < len(f.Text) {
		line := f.LineSpan(at)
		text := f.Slice(line)
		if strings.TrimSpace(text) != "" {
			deeper := indent(text) - indent(marks)
			return item && deeper > 0 || deeper > 3
		}
		if !item {
			return false
		}
		at = line.End
	}
	return false
}

// indent is how far a line is indented.
func indent(line string) int {
	n := 0
	for _, r := range line {
		switch r {
		case ' ':
			n++
		case '\t':
			n += 4 - n%4
		default:
			return n
		}
	}
	return n
}

func blankBefore(f *story.File, at int) bool {
	return at == 0 || strings.TrimSpace(f.Slice(f.LineSpan(at-1))) == ""
}
