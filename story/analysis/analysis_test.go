package analysis_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// everyHeading is a rule that reports every heading.
var everyHeading = &analysis.Analyzer{
	Name: "every-heading", Title: "Headings are told", Severity: analysis.Hint,
	Doc: "## What\n\n## Why\n\n## Example\n",
	Run: func(pass *analysis.Pass) {
		for _, h := range pass.File.Headings {
			pass.Report(analysis.Diagnostic{Span: h.Span, Message: h.Text})
		}
	},
}

func file(name string) *story.File {
	return story.Parse("status_quo/"+name, []byte("# Grace\n\n## The story\n\nShe reads.\n\n## FAQ\n"), story.Defaults())
}

func lines(found []analysis.Diagnostic) []string {
	var told []string
	for _, d := range found {
		told = append(told, strings.Join([]string{d.Path, string(d.Severity), d.Message}, " "))
	}
	return told
}

func TestRunSortsAndFilters(t *testing.T) {
	in := analysis.Input{Files: []*story.File{file("grace_b.md"), file("grace_a.md"), story.Parse("notes.md", []byte("# Notes\n"), story.Defaults())}}
	all := []string{
		"status_quo/grace_a.md hint Grace", "status_quo/grace_a.md hint The story", "status_quo/grace_a.md hint FAQ",
		"status_quo/grace_b.md hint Grace", "status_quo/grace_b.md hint The story", "status_quo/grace_b.md hint FAQ",
	}
	if diff := cmp.Diff(all, lines(analysis.Run(in, []*analysis.Analyzer{everyHeading}))); diff != "" {
		t.Errorf("without a change (-want +got):\n%s", diff)
	}
	in.Change = &analysis.Change{
		Lines: map[string]analysis.Lines{"status_quo/grace_a.md": {{From: 2, To: 3}}},
		Added: map[string]bool{"status_quo/grace_b.md": true},
	}
	if diff := cmp.Diff(all[1:2:2], lines(analysis.Run(in, []*analysis.Analyzer{everyHeading}))[:1]); diff != "" {
		t.Errorf("touched lines (-want +got):\n%s", diff)
	}
	if got := len(analysis.Run(in, []*analysis.Analyzer{everyHeading})); got != 4 {
		t.Errorf("%d findings, want one of the touched file and three of the new one", got)
	}
}

func TestTouches(t *testing.T) {
	touched := analysis.Lines{{From: 3, To: 5}, {From: 9, To: 9}}
	for _, test := range []struct {
		from, to int
		want     bool
	}{{1, 2, false}, {1, 3, true}, {4, 4, true}, {5, 8, true}, {6, 8, false}, {9, 12, true}, {10, 12, false}} {
		if got := touched.Touches(test.from, test.to); got != test.want {
			t.Errorf("Touches(%d, %d) = %v", test.from, test.to, got)
		}
	}
}

func edit(start, end int, text string) analysis.Fix {
	return analysis.Fix{Message: "m", Edits: []analysis.Edit{{Span: story.Span{Start: start, End: end}, New: text}}}
}

// ordered is an insertion with its place among others.
func ordered(at int, text string, order int) analysis.Fix {
	f := edit(at, at, text)
	f.Edits[0].Order = order
	return f
}

func TestApplyFixes(t *testing.T) {
	tests := []struct {
		name  string
		fixes []analysis.Fix
		want  string
	}{
		{"none", nil, "0123456789"},
		{"out of order", []analysis.Fix{edit(8, 9, "eight"), edit(1, 2, "one")}, "0one234567eight9"},
		{"insertions at one place", []analysis.Fix{edit(5, 5, "a"), edit(5, 5, "b")}, "01234ab56789"},
		{"equal edits once", []analysis.Fix{edit(5, 5, "a"), edit(5, 5, "a")}, "01234a56789"},
		{"the first of two that overlap", []analysis.Fix{edit(2, 6, "x"), edit(5, 8, "y")}, "01x6789"},
		{"insertions in their order", []analysis.Fix{ordered(5, "b", 2), ordered(5, "c", 3), ordered(5, "a", 1)}, "01234abc56789"},
		{"an equal edit of another order is another", []analysis.Fix{ordered(5, "a", 2), ordered(5, "a", 1)}, "01234aa56789"},
		{"an insertion within what goes", []analysis.Fix{edit(2, 6, "x"), edit(4, 4, "y")}, "01x6789"},
		{"what goes around an insertion", []analysis.Fix{edit(4, 4, "y"), edit(2, 6, "x")}, "0123y456789"},
		{"insertions beside what goes", []analysis.Fix{edit(2, 6, "x"), edit(2, 2, "("), edit(6, 6, ")")}, "01(x)6789"},
		{"between two that go", []analysis.Fix{edit(2, 4, ""), edit(4, 6, ""), edit(4, 4, "|")}, "01|6789"},
		{"a fix is left out whole", []analysis.Fix{edit(2, 6, "x"), {Edits: append(edit(5, 8, "y").Edits, edit(9, 9, "z").Edits...)}}, "01x6789"},
		{"at both ends", []analysis.Fix{edit(10, 10, ">"), edit(0, 0, "<")}, "<0123456789>"},
	}
	for _, test := range tests {
		got, err := analysis.ApplyFixes([]byte("0123456789"), test.fixes)
		if err != nil || string(got) != test.want {
			t.Errorf("%s: %q, %v; want %q", test.name, got, err, test.want)
		}
	}
	for _, outside := range []analysis.Fix{edit(-1, 2, ""), edit(5, 4, ""), edit(5, 11, "")} {
		if _, err := analysis.ApplyFixes([]byte("0123456789"), []analysis.Fix{outside}); err == nil {
			t.Errorf("edit %v is outside the text and was applied", outside.Edits)
		}
	}
}

func TestValidate(t *testing.T) {
	if err := analysis.Validate([]*analysis.Analyzer{everyHeading}); err != nil {
		t.Errorf("a proper rule is refused: %v", err)
	}
	undocumented := *everyHeading
	undocumented.Name, undocumented.Doc = "undocumented", ""
	unnamed := *everyHeading
	unnamed.Name = "Not a name"
	mild := *everyHeading
	mild.Name, mild.Severity = "mild", "note"
	for _, wrong := range [][]*analysis.Analyzer{{everyHeading, everyHeading}, {&undocumented}, {&unnamed}, {&mild}, {nil}} {
		if err := analysis.Validate(wrong); err == nil {
			t.Errorf("suite %v is not refused", wrong)
		}
	}
}
