package story

import (
	"bytes"
	"slices"
	"sort"
)

// keptLine is a line of which a trimmed file still has the text.
type keptLine struct {
	start int
	text  []byte
}

// Trimmed is what to keep of a file while thousands more are read: its stories
// without what their writers wrote, where every line begins, and the text of
// those lines in which a place begins or ends. Of a file with neither stories nor
// places only the path is left.
func (f *File) Trimmed(places []Span) *File {
	t := &File{Path: f.Path, Index: f.Index, size: f.size, lines: []uint32{0}}
	if len(f.Stories) == 0 && len(places) == 0 {
		return t
	}
	t.lines = f.lines
	for _, s := range f.Stories {
		story := *s
		story.Leftovers, story.Questions = nil, slices.Clone(s.Questions)
		for i := range story.Questions {
			story.Questions[i].Written = ""
		}
		t.Stories = append(t.Stories, &story)
	}
	for _, place := range places {
		t.keep(f, place.Start)
		if place.End > place.Start {
			t.keep(f, place.End)
		}
	}
	return t
}

// keep takes over the line an offset stands in.
func (f *File) keep(from *File, offset int) {
	span := from.LineSpan(offset)
	i := sort.Search(len(f.kept), func(i int) bool { return f.kept[i].start >= span.Start })
	if i < len(f.kept) && f.kept[i].start == span.Start {
		return
	}
	f.kept = slices.Insert(f.kept, i, keptLine{span.Start, bytes.Clone(from.Text[span.Start:span.End])})
}

// Bytes is the text of a span, not to be changed. A trimmed file has it within
// the lines it kept, and nothing of any other.
func (f *File) Bytes(s Span) []byte {
	if f.Text != nil {
		return f.Text[s.Start:s.End]
	}
	i := sort.Search(len(f.kept), func(i int) bool { return f.kept[i].start > s.Start }) - 1
	if i < 0 || s.End-f.kept[i].start > len(f.kept[i].text) {
		return nil
	}
	return f.kept[i].text[s.Start-f.kept[i].start : s.End-f.kept[i].start]
}
