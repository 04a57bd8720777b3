package replay

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
)

// RuleScore is how well a rule agrees with what people said, as the pull
// requests show it: only lines that were touched count.
type RuleScore struct {
	Rule   string   `json:"rule"`
	Right  int      `json:"right"`
	Missed []string `json:"missed"` // place and state of each
	False  []string `json:"false"`
}

// Precision is the share of its findings that are right, in percent.
func (s RuleScore) Precision() float64 { return share(s.Right, len(s.False)) }

// Recall is the share of what it should find that it found, in percent.
func (s RuleScore) Recall() float64 { return share(s.Right, len(s.Missed)) }

func share(right, wrong int) float64 {
	if right+wrong == 0 {
		return 100
	}
	return 100 * float64(right) / float64(right+wrong)
}

// tally collects the scores of all rules.
type tally map[string]*RuleScore

func (t tally) of(rule string) *RuleScore {
	if t[rule] == nil {
		t[rule] = &RuleScore{Rule: rule, Missed: []string{}, False: []string{}}
	}
	return t[rule]
}

// count counts one opinion; where names the place.
func (t tally) count(rule string, want opinion, got bool, where string) {
	s := t.of(rule)
	switch {
	case want == either:
	case got && want == yes:
		s.Right++
	case got:
		s.False = append(s.False, where)
	case want == yes:
		s.Missed = append(s.Missed, where)
	}
}

// labelledFile is all that people said of one file in one state.
type labelledFile struct {
	rows  []labelled // in order of their lines
	state *State
	known string
	where string
}

func (h *History) judgeRules(c *corpus) error {
	rows, err := readTable[labelled](filepath.Join(c.dir, "labels.jsonl"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	files := map[string]*labelledFile{}
	var order []string
	for _, row := range rows {
		p := h.pull(row.PR)
		if p == nil || p.state(row.Version) == nil {
			continue
		}
		key := fmt.Sprintf("#%d %s %s", row.PR, row.Version, row.Path)
		if files[key] == nil {
			files[key] = &labelledFile{state: p.state(row.Version), known: p.Known, where: key}
			order = append(order, key)
		}
		files[key].rows = append(files[key].rows, row)
	}
	t := tally{}
	contents := map[*State]opinion{}
	for _, key := range order {
		f := files[key]
		if _, changed := f.state.files[f.rows[0].Path]; !changed {
			continue
		}
		slices.SortStableFunc(f.rows, func(a, b labelled) int { return cmp.Compare(a.Line, b.Line) })
		f.questions(t)
		f.notice(t)
		f.lines(t)
		contents[f.state] = max(contents[f.state], f.summary())
	}
	for state, want := range contents {
		state.judgeSummary(t, want)
	}
	for _, s := range t {
		h.Rules = append(h.Rules, *s)
	}
	slices.SortFunc(h.Rules, func(a, b RuleScore) int { return cmp.Compare(a.Rule, b.Rule) })
	return nil
}

// questions judges the rules of unanswered questions, story by story. Of an
// edit only what was found is judged: what is missing has no line.
func (f *labelledFile) questions(t tally) {
	for i, row := range f.rows {
		wants := row.wants()
		for _, rule := range questionRules {
			got := slices.ContainsFunc(f.state.Findings, func(found Finding) bool {
				return found.Rule == rule && found.Path == row.Path && found.Line >= row.Line-near && f.at(found.Line) == i
			})
			if got || f.state.files[row.Path].added {
				t.count(rule, wants[rule], got, fmt.Sprintf("%s:%d", f.where, max(row.Line, 1)))
			}
		}
	}
}

// at is the story a line is in.
func (f *labelledFile) at(line int) int {
	at := 0
	for i, row := range f.rows {
		if row.Line <= line {
			at = i
		}
	}
	return at
}

// notice judges the draft notice, which depends on the template at the merge
// base.
func (f *labelledFile) notice(t tally) {
	row := f.rows[0]
	if f.known != KnownTree || len(f.rows) > 1 {
		return
	}
	got := slices.ContainsFunc(f.state.Findings, func(found Finding) bool {
		return found.Rule == "draft-notice" && found.Path == row.Path
	})
	want := no
	if row.NoticeExpected && !row.NoticePresent {
		want = yes
	}
	if got || f.state.files[row.Path].added {
		t.count("draft-notice", want, got, f.where)
	}
}

// summary is what people said of the table of contents.
func (f *labelledFile) summary() opinion {
	for _, row := range f.rows {
		for _, finding := range row.Findings {
			if finding.Code == "summary_touched" {
				return yes
			}
		}
	}
	return no
}

// judgeSummary judges whether the table of contents was left alone, where it is
// among the files.
func (s *State) judgeSummary(t tally, want opinion) {
	for name := range s.files {
		if path.Base(name) != "SUMMARY.md" {
			continue
		}
		got := slices.ContainsFunc(s.Findings, func(found Finding) bool { return found.Rule == "summary" })
		t.count("summary", want, got, fmt.Sprintf("#%d %s %s", s.pull, s.Name, name))
	}
}
