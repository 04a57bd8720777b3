package replay

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// Fixups tells of each finding that reached the book whether it would have been
// told at the pull request that brought it.
type Fixups struct {
	Judged int     `json:"judged"`
	Told   int     `json:"told"`
	Rows   []Fixup `json:"rows"`
}

// Share is how many of the judged findings were told, in percent; 100 of none.
func (f Fixups) Share() float64 {
	if f.Judged == 0 {
		return 100
	}
	return 100 * float64(f.Told) / float64(f.Judged)
}

// Fixup is one finding that reached the book.
type Fixup struct {
	Path string `json:"path"`
	Code string `json:"code"`
	Text string `json:"text,omitempty"` // the beginning of the line it is about
	By   int    `json:"brought_by"`     // pull request
	// RemovedBy is the pull request that put it right, 0 for none.
	RemovedBy int    `json:"removed_by,omitempty"`
	Rule      string `json:"rule,omitempty"`
	// Told are the states that were told of it, the merged one among them or
	// not; it counts as told when the merged one was.
	Told []string `json:"told"`
	// NotJudged is why it cannot be judged, "" when it can.
	NotJudged string `json:"not_judged,omitempty"`
}

// InTime reports whether the finding was told of the state that was merged.
func (f Fixup) InTime() bool { return slices.Contains(f.Told, head) }

// fixupRow is a row of the table.
type fixupRow struct {
	Path     string `json:"path"`
	Previous string `json:"previous_path"`
	Code     string `json:"code"`
	Text     string `json:"text"`
	By       int    `json:"introduced_by_pr"`
	Fixed    int    `json:"fixed_by_pr"` // null is 0
}

func (h *History) judgeFixups(c *corpus) error {
	rows, err := readTable[fixupRow](filepath.Join(c.dir, "fixups.jsonl"))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, row := range rows {
		one := Fixup{Path: row.Path, Code: row.Code, Text: row.Text, By: row.By, RemovedBy: row.Fixed, Rule: ruleOf(row.Code), Told: []string{}}
		h.judgeFixup(&one, row)
		if one.NotJudged == "" {
			h.Fixups.Judged++
			if one.InTime() {
				h.Fixups.Told++
			}
		}
		h.Fixups.Rows = append(h.Fixups.Rows, one)
	}
	slices.SortStableFunc(h.Fixups.Rows, func(a, b Fixup) int { return cmp.Compare(a.By, b.By) })
	return nil
}

func (h *History) judgeFixup(one *Fixup, row fixupRow) {
	p := h.pull(row.By)
	switch {
	case p == nil:
		one.NotJudged = "its pull request is not in the corpus"
		return
	case p.StandIn:
		one.NotJudged = "the corpus has no texts of its pull request"
		return
	case one.Rule == "":
		one.NotJudged = "no rule is for it"
		return
	case p.Known != KnownTree && needsTree(one.Rule) && one.Rule != "broken-link":
		one.NotJudged = "its rule needs the whole book, which the corpus does not have at that time"
		return
	}
	for i := range p.States {
		s := &p.States[i]
		name := s.find(row.Path, row.Previous)
		lines := findLines(s.files[name].text, row.Text)
		if s.Name == head && name == "" {
			one.NotJudged = "the file is not among those of its pull request"
		} else if s.Name == head && len(lines) == 0 {
			one.NotJudged = "the line is not in the file as it was merged"
		}
		if name != "" && s.tells(one.Rule, name, lines) {
			one.Told = append(one.Told, s.Name)
		}
	}
}

// find is the path of a file in this state; it may have been renamed since.
func (s *State) find(names ...string) string {
	for _, name := range names {
		if _, ok := s.files[name]; ok {
			return name
		}
	}
	for _, name := range names {
		for known := range s.files {
			if path.Base(known) == path.Base(name) {
				return known
			}
		}
	}
	return ""
}

// findLines lists the lines that hold a text; every line for no text at all.
func findLines(file, text string) []int {
	var lines []int
	text = strings.TrimSpace(text)
	number := 0
	for line := range strings.Lines(file) {
		if number++; strings.Contains(line, text) {
			lines = append(lines, number)
		}
	}
	return lines
}

const (
	// near is how many lines a finding may be off.
	near = 2
	// promptBelow is how far below its question a prompt may stand.
	promptBelow = 6
)

// tells reports whether a rule found something at one of the lines, or the rule of
// an unanswered question told of the prompt below it.
func (s *State) tells(rule, name string, lines []int) bool {
	return slices.ContainsFunc(s.Findings, func(f Finding) bool {
		if f.Path != name {
			return false
		}
		return slices.ContainsFunc(lines, func(line int) bool {
			if f.Rule == rule {
				return f.Line-near <= line && line <= f.EndLine+near
			}
			return rule == "template-text" && slices.Contains(questionRules, f.Rule) && f.Line <= line && line <= f.EndLine+promptBelow
		})
	})
}
