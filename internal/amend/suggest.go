package amend

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
)

// Suggestions are the changes as suggestions for the lines that differ. Those
// for lines on which a review may not comment are returned by themselves. A new
// name cannot be suggested, see [Set.Moved].
func (s *Set) Suggestions() (inside, outside []gateway.Suggestion) {
	for _, f := range s.files {
		for _, p := range f.places {
			made, ok := s.suggest(f, p)
			if ok {
				inside = append(inside, made)
			} else {
				outside = append(outside, made)
			}
		}
	}
	return inside, outside
}

// suggest words a place as whole lines to put in place of others: where nothing
// is replaced, of the line above or else of the one below.
func (s *Set) suggest(f *file, p place) (gateway.Suggestion, bool) {
	made := gateway.Suggestion{Path: f.name, From: p.Old, To: p.Old + p.OldLines - 1, Text: p.text, Body: strings.Join(p.why, "\n\n")}
	if p.OldLines > 0 {
		return made, s.holds(made)
	}
	made.To = p.Old
	above, below := made, made
	above.From, above.To = p.Old-1, p.Old-1
	above.Text = linesOf(f.head, p.Old-1, 1) + "\n" + p.text
	if p.Old > 1 && s.holds(above) {
		return above, true
	}
	below.Text = p.text + "\n" + linesOf(f.head, p.Old, 1)
	if s.holds(below) {
		return below, true
	}
	return made, false
}

// holds reports whether a review may comment on the lines of a suggestion.
func (s *Set) holds(one gateway.Suggestion) bool {
	for _, f := range s.pull.Files {
		if f.Path == one.Path {
			return slices.ContainsFunc(f.Hunks, func(h gateway.LineRange) bool { return h.From <= one.From && one.To <= h.To })
		}
	}
	return false
}
