package format_test

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"

	"github.com/storybot-app/storybot/internal/format"
	"github.com/storybot-app/storybot/story/morals"
)

func moralsAs(t *testing.T, as string, width int, texts ...string) string {
	t.Helper()
	table := morals.Table{Stories: []morals.Story{{Path: "-a.md", Title: "=1+1", Characters: []string{"Alan"}}}}
	for _, text := range texts {
		table.Morals = append(table.Morals, morals.Moral{Point: morals.Point{Text: text, Line: 3}, Theme: -1})
	}
	var out strings.Builder
	if err := format.Morals(&out, table, as, width); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestNoCellIsAFormula: spreadsheets run what begins like one.
func TestNoCellIsAFormula(t *testing.T) {
	hostile := []string{"=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1", "plain", ""}
	rows, err := csv.NewReader(strings.NewReader(moralsAs(t, "csv", 0, hostile...))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range rows[1:] {
		got = append(got, row[1])
	}
	want := []string{"'=cmd|' /C calc'!A0", "'+1", "'-1", "'@SUM(A1)", "'\t=1", "'  =1", "'＝1", "plain", ""}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]string{"'=1+1", "'-a.md", "3"}, rows[1][5:]); diff != "" {
		t.Errorf("story, path and line: -want +got\n%s", diff)
	}
}

// TestMoralsStayInTheirCells: what somebody wrote is text, and one cell.
func TestMoralsStayInTheirCells(t *testing.T) {
	got := moralsAs(t, "md", 0, "a | b", "@octocat <img src=x> #1\nnext", `a \| b`)
	for line := range strings.Lines(got) {
		bars := strings.Count(line, "|") - strings.Count(line, `\|`)
		if bars != 5 {
			t.Errorf("%d bars make other cells of %q", bars, line)
		}
		if strings.Contains(line, "@octocat") || strings.Contains(line, "<img") {
			t.Errorf("markup is not text in %q", line)
		}
	}
}

func TestMoralsFitTheTerminal(t *testing.T) {
	long := strings.Repeat("word ", 30) + strings.Repeat("x", 90) + strings.Repeat("書", 40) + "\x1b[31m"
	for _, width := range []int{20, 40, 80} {
		for line := range strings.Lines(moralsAs(t, "text", width, long)) {
			if n := runewidth.StringWidth(strings.TrimSuffix(line, "\n")); n > width || strings.Contains(line, "\x1b") {
				t.Errorf("%d columns, at most %d: %q", n, width, line)
			}
		}
	}
}
