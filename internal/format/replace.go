package format

import (
	"bytes"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// maxReplaced is how many lines a suggestion may replace: one that changes the
// first and the last line of a long story would show the whole of it.
const maxReplaced = 200

// diffContext is how many lines before and after a touched one are surely in a
// diff: git shows three, and of lines that were taken out we know the next.
const diffContext = 2

// A replacement puts a text in place of whole lines; of a single line, perhaps
// of a part of it.
type replacement struct {
	from, to int
	text     string
	part     rdRange // with columns; of whole lines nothing
}

// inDiff reports whether lines are in the diff, as far as it is known.
func (r Result) inDiff(path string, from, to int) bool {
	if r.Diff == nil {
		return true
	}
	for line := from; line <= to; line++ {
		if !r.Diff[path].Touches(line-diffContext, line+diffContext) {
			return false
		}
	}
	return true
}

// replacements are the ways to write all edits of a fix as one replacement, the
// best first. What is put in between two lines can go with either.
func replacements(f *story.File, fix analysis.Fix) []replacement {
	if len(fix.Edits) == 0 {
		return nil // a file's new name is nothing a suggestion can say
	}
	span := spanOf(fix)
	if r, ok := partOfLine(f, fix.Edits); ok {
		return []replacement{r}
	}
	whole := story.Span{Start: f.LineSpan(span.Start).Start, End: f.LineSpan(max(span.Start, span.End-1)).End}
	ways := []story.Span{whole}
	switch above := f.LineSpan(max(0, whole.Start-1)); {
	case whole.Empty() && whole.Start > 0:
		ways = []story.Span{{Start: above.Start, End: whole.End}} // the file ends with a newline: nothing is below
	case span.Empty() && span.Start == whole.Start && whole.Start > 0:
		ways = append(ways, story.Span{Start: above.Start, End: above.End})
	}
	var all []replacement
	for _, way := range ways {
		if r, ok := linesFor(f, way, fix); ok {
			all = append(all, r)
		}
	}
	return all
}

// partOfLine is a single edit within one line.
func partOfLine(f *story.File, edits []analysis.Edit) (replacement, bool) {
	if len(edits) != 1 {
		return replacement{}, false
	}
	e := edits[0]
	line := f.LineSpan(e.Span.Start)
	text := bytes.TrimRight(f.Bytes(line), "\r\n")
	from, _ := f.Position(e.Span.Start)
	switch {
	case line.Empty(), e.Span.End > line.Start+len(text), e.Span.Empty() && e.Span.Start == line.Start:
		return replacement{}, false
	case e.New == "" && e.Span.End-e.Span.Start == len(text):
		return replacement{}, false // the line is left empty, which is not the same as gone
	}
	return replacement{from: from, to: from, text: e.New, part: rdRangeOf(f, e.Span)}, true
}

// spanOf is from a fix's first place to its last.
func spanOf(fix analysis.Fix) story.Span {
	span := fix.Edits[0].Span
	for _, e := range fix.Edits {
		span.Start, span.End = min(span.Start, e.Span.Start), max(span.End, e.Span.End)
	}
	return span
}

// linesFor writes a fix as other text for whole lines. What would leave an empty
// line takes in the line before, since an empty suggestion takes lines out.
func linesFor(f *story.File, whole story.Span, fix analysis.Fix) (replacement, bool) {
	for {
		from, _ := f.Position(whole.Start)
		to, _ := f.Position(max(whole.Start, whole.End-1))
		old, ok := linesOf(f, whole)
		if !ok || to-from >= maxReplaced {
			return replacement{}, false
		}
		shifted := make([]analysis.Edit, len(fix.Edits))
		for i, e := range fix.Edits {
			e.Span = story.Span{Start: e.Span.Start - whole.Start, End: e.Span.End - whole.Start}
			shifted[i] = e
		}
		made, err := analysis.ApplyFixes(old, []analysis.Fix{{Message: fix.Message, Edits: shifted}})
		if err != nil {
			return replacement{}, false
		}
		text := strings.TrimSuffix(string(made), "\n")
		if text != "" || len(made) == 0 || whole.Start == 0 {
			return replacement{from: from, to: to, text: text}, true
		}
		whole.Start = f.LineSpan(whole.Start - 1).Start
	}
}

// linesOf is the text of whole lines, which a trimmed file has line by line; ok
// is false if one of them is not kept.
func linesOf(f *story.File, whole story.Span) (text []byte, ok bool) {
	for at := whole.Start; at < whole.End; {
		line := f.LineSpan(at)
		kept := f.Bytes(line)
		if len(kept) != line.End-line.Start {
			return nil, false
		}
		text = append(text, kept...)
		at = line.End
	}
	return text, true
}

// Places are the places of a file that writing a finding takes: in every format
// those that it names, and for a suggestion all lines from the first it changes
// to the last, and two before, which it may have to take in.
func Places(f *story.File, d analysis.Diagnostic) []story.Span {
	places := d.Places()
	if len(d.Fixes) == 0 || len(d.Fixes[0].Edits) == 0 {
		return places
	}
	span := spanOf(d.Fixes[0])
	at := span.Start
	for range 3 {
		at = f.LineSpan(at).Start
		places = append(places, story.Span{Start: at, End: at})
		at = max(0, at-1)
	}
	for at, lines := span.Start, 0; at < span.End && lines < maxReplaced; lines++ {
		places = append(places, story.Span{Start: at, End: at})
		at = f.LineSpan(at).End
	}
	return places
}

// suggestion is a replacement in rdjson: lines alone, or with columns.
func (r replacement) suggestion() rdSuggestion {
	if r.part.End != nil {
		return rdSuggestion{r.part, r.text}
	}
	return rdSuggestion{rdRange{rdPosition{Line: r.from}, &rdPosition{Line: r.to}}, r.text}
}
