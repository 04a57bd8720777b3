package replay

import (
	"cmp"
	"fmt"
	"slices"
)

// place is a line where a rule should find something, or did.
type place struct {
	rule string
	line int
	used bool
}

// lines judges the rules about lines: each line that people found is matched
// with the nearest that was told, each one once.
func (f *labelledFile) lines(t tally) {
	wants, gots := f.wanted(), f.got()
	for _, want := range wants {
		found := f.match(want, gots)
		t.count(f.scored(want.rule), yes, found, fmt.Sprintf("%s:%d", f.where, want.line))
	}
	for _, got := range gots {
		if !got.used && !f.excused(got) {
			t.count(f.scored(got.rule), no, true, fmt.Sprintf("%s:%d", f.where, got.line))
		}
	}
}

// scored is the name a rule is scored by: broken links are judged where the
// book is known well enough, but apart.
func (f *labelledFile) scored(rule string) string {
	if rule == "broken-link" && f.known != KnownTree {
		return rule + " (" + f.known + ")"
	}
	return rule
}

// match finds the place that tells of want; several leftovers of one block may
// be told as one.
func (f *labelledFile) match(want place, gots []place) bool {
	var fallback bool
	for i := range gots {
		if gots[i].rule != want.rule || gots[i].line < want.line-near || gots[i].line > want.line+near {
			continue
		}
		if !gots[i].used {
			gots[i].used = true
			return true
		}
		fallback = true
	}
	return fallback
}

// excused reports whether a finding stands where a question is told of instead.
func (f *labelledFile) excused(got place) bool {
	return got.rule == "template-text" && slices.ContainsFunc(f.rows, func(l labelled) bool { return l.prompted(got.line) })
}

// wanted lists the lines people found, as far as they were touched.
func (f *labelledFile) wanted() []place {
	changed := f.state.files[f.rows[0].Path]
	var wants []place
	for _, row := range f.rows {
		for _, finding := range row.Findings {
			want := place{rule: ruleOf(finding.Code), line: max(finding.Line, 1)}
			switch {
			case !f.byLine(want.rule) || !changed.touches(want.line, want.line):
			case want.rule == "template-text" && row.prompted(want.line):
			default:
				wants = append(wants, want)
			}
		}
	}
	return inOrder(wants)
}

// got lists the lines that were told.
func (f *labelledFile) got() []place {
	var gots []place
	for _, found := range f.state.Findings {
		if found.Path == f.rows[0].Path && f.byLine(found.Rule) {
			gots = append(gots, place{rule: found.Rule, line: found.Line})
		}
	}
	return inOrder(gots)
}

// byLine reports whether a rule is judged line by line here.
func (f *labelledFile) byLine(rule string) bool {
	if rule == "location" && f.known != KnownTree {
		return false
	}
	for _, known := range rulesByCode {
		if rule == known {
			return rule != "draft-notice" && rule != "summary"
		}
	}
	return false
}

func inOrder(places []place) []place {
	slices.SortStableFunc(places, func(a, b place) int { return cmp.Compare(a.line, b.line) })
	return places
}
