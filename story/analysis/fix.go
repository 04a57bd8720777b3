package analysis

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/storybot-app/storybot/internal/quote"
)

// ApplyFixes applies the edits of fixes to the text they were made for. Equal
// edits count once; a fix whose edits overlap those of one before it is left
// out whole, for a later run. Renames are not applied here. An edit outside
// the text is an error.
func ApplyFixes(text []byte, fixes []Fix) ([]byte, error) {
	applied, _, err := apply(text, fixes)
	return applied, err
}

// apply does what ApplyFixes does and tells of each fix whether it was applied.
func apply(text []byte, fixes []Fix) (out []byte, applied []bool, err error) {
	t := taken{owner: make([]int32, len(text)), inserted: make([]bool, len(text)+1), seen: map[Edit]bool{}}
	applied = make([]bool, len(fixes))
	for i, f := range fixes {
		for _, e := range f.Edits {
			if e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(text) {
				return nil, nil, fmt.Errorf("fix %q: edit %d–%d is outside the text of %d bytes", quote.Plain(f.Message), e.Span.Start, e.Span.End, len(text))
			}
		}
		fresh := slices.DeleteFunc(slices.Clone(f.Edits), func(e Edit) bool { return t.seen[e] })
		if applied[i] = !slices.ContainsFunc(fresh, t.clashes); applied[i] {
			for _, e := range fresh {
				t.take(e)
			}
		}
	}
	slices.SortStableFunc(t.edits, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End), cmp.Compare(a.Order, b.Order))
	})
	var made bytes.Buffer
	at := 0
	for _, e := range t.edits {
		made.Write(text[at:e.Span.Start])
		made.WriteString(e.New)
		at = e.Span.End
	}
	made.Write(text[at:])
	return made.Bytes(), applied, nil
}

// taken are the edits that will be made. It looks a clash up by place, so that
// a text with a great many edits takes no longer than its length.
type taken struct {
	edits    []Edit
	seen     map[Edit]bool
	owner    []int32 // by byte: which edit replaces it, counted from 1
	inserted []bool  // by offset: something is put in there
}

func (t *taken) take(e Edit) {
	t.edits = append(t.edits, e)
	t.seen[e] = true
	if e.Span.Empty() {
		t.inserted[e.Span.Start] = true
	}
	for i := e.Span.Start; i < e.Span.End; i++ {
		t.owner[i] = int32(len(t.edits))
	}
}

// clashes reports whether an edit overlaps one that was taken. Two insertions at
// one place do not: both are made, in order.
func (t *taken) clashes(e Edit) bool {
	start, end := e.Span.Start, e.Span.End
	if e.Span.Empty() {
		return start > 0 && start < len(t.owner) && t.owner[start] != 0 && t.owner[start] == t.owner[start-1]
	}
	for i := start; i < end; i++ {
		if t.owner[i] != 0 || i > start && t.inserted[i] {
			return true
		}
	}
	return false
}
