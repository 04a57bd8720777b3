package replay

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"
)

// replayed is the history of the invented corpus.
func replayed(t *testing.T) *History {
	t.Helper()
	h, err := All(t.Context(), HistoryOptions{Corpus: "testdata/corpus", Logger: zerolog.Nop(), Now: time.Now, Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestAll(t *testing.T) {
	h := replayed(t)
	t.Run("pull requests", func(t *testing.T) {
		want := []string{
			"1 adds_story tree draft1 new neutral [status-quo character: grace]: draft-notice undefined-reference sources",
			"1 adds_story tree head edited neutral [status-quo character: grace]: undefined-reference",
			"2 adds_story near head new neutral [status-quo character: alan]: title",
			"3 mass_edit near head none success [status-quo character: grace]:",
			"4 no_story near head none  []:",
			"5 no_story near stand-in head none  []:",
		}
		if diff := cmp.Diff(want, summary(h)); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	t.Run("fixups", func(t *testing.T) {
		want := []string{
			"1 undefined_ref [draft1 head]",
			"1 sources_placeholder [draft1]",
			"1 odd_code []: no rule is for it",
			"2 template_title_left [head]",
			"2 template_title_left []: the line is not in the file as it was merged",
			"2 filename []: the file is not among those of its pull request",
			"2 draft_warning_missing []: its rule needs the whole book, which the corpus does not have at that time",
			"5 todo_left []: the corpus has no texts of its pull request",
			"9 todo_left []: its pull request is not in the corpus",
		}
		var got []string
		for _, row := range h.Fixups.Rows {
			line := fmt.Sprintf("%d %s %v", row.By, row.Code, row.Told)
			if row.NotJudged != "" {
				line += ": " + row.NotJudged
			}
			got = append(got, line)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
		if got := fmt.Sprintf("%d of %d, %.1f %%", h.Fixups.Told, h.Fixups.Judged, h.Fixups.Share()); got != "2 of 3, 66.7 %" {
			t.Errorf("told %s", got)
		}
	})
	t.Run("quiet", func(t *testing.T) {
		want := Quiet{
			NoStory:    Silence{Pulls: 2, Silent: 2, Offended: []Offence{}, Said: []Offence{}},
			Mechanical: Silence{Pulls: 1, Silent: 1, Offended: []Offence{}, Said: []Offence{}},
		}
		if diff := cmp.Diff(want, h.Quiet); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	t.Run("rules", func(t *testing.T) {
		want := []RuleScore{
			{Rule: "draft-notice", Right: 1, Missed: []string{}, False: []string{}},
			{Rule: "morals", Missed: []string{"#1 head src/status_quo/grace_waits.md:1"}, False: []string{}},
			{Rule: "sources", Right: 1, Missed: []string{}, False: []string{}},
			{Rule: "title", Missed: []string{}, False: []string{"#2 head src/status_quo/alan_runs.md:1"}},
			{Rule: "undefined-reference", Right: 2, Missed: []string{}, False: []string{}},
		}
		var got []RuleScore
		for _, score := range h.Rules {
			if score.Right+len(score.Missed)+len(score.False) > 0 {
				got = append(got, score)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("(-want +got)\n%s", diff)
		}
	})
	if len(h.Conduct) > 0 {
		t.Errorf("conduct: %v", h.Conduct)
	}
}

// summary is a line for every state of every pull request.
func summary(h *History) []string {
	var lines []string
	for _, p := range h.Pulls {
		known := p.Known
		if p.StandIn {
			known += " stand-in"
		}
		for _, s := range p.States {
			line := fmt.Sprintf("%d %s %s %s %s %s %v:", p.Number, p.Class, known, s.Name, s.Comment, s.Check, s.Labels)
			for _, found := range s.Findings {
				line += " " + found.Rule
			}
			lines = append(lines, strings.TrimRight(line, " "))
		}
	}
	return lines
}
