package analysis

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
)

// ApplyFixes applies the edits of fixes to the text they were made for. Equal
// edits count once; a fix whose edits overlap those of one before it is left
// out whole, for a later run. Renames are not applied here. An edit outside
// the text is an error.
func ApplyFixes(text []byte, fixes []Fix) ([]byte, error) {
	var taken []Edit
	for _, f := range fixes {
		fresh := make([]Edit, 0, len(f.Edits))
		for _, e := range f.Edits {
			if e.Span.Start < 0 || e.Span.End < e.Span.Start || e.Span.End > len(text) {
				return nil, fmt.Errorf("fix %q: edit %d–%d is outside the text of %d bytes", f.Message, e.Span.Start, e.Span.End, len(text))
			}
			if !slices.Contains(taken, e) {
				fresh = append(fresh, e)
			}
		}
		if !slices.ContainsFunc(fresh, func(e Edit) bool { return clashes(taken, e) }) {
			taken = append(taken, fresh...)
		}
	}
	slices.SortStableFunc(taken, func(a, b Edit) int {
		return cmp.Or(cmp.Compare(a.Span.Start, b.Span.Start), cmp.Compare(a.Span.End, b.Span.End))
	})
	var out bytes.Buffer
	at := 0
	for _, e := range taken {
		out.Write(text[at:e.Span.Start])
		out.WriteString(e.New)
		at = e.Span.End
	}
	out.Write(text[at:])
	return out.Bytes(), nil
}

// clashes tells whether an edit overlaps one that was taken. Two insertions at
// one place do not: both are made, in order.
func clashes(taken []Edit, e Edit) bool {
	return slices.ContainsFunc(taken, func(t Edit) bool {
		return e.Span.Start < t.Span.End && t.Span.Start < e.Span.End
	})
}
