package format

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// inText are results as text.
func inText(t *testing.T, options OutputOptions, books ...Result) string {
	t.Helper()
	return string(printed(t, "text", options, books...))
}

// at is a finding about the first place of some words in a file.
func at(f *story.File, severity analysis.Severity, words, message string) analysis.Diagnostic {
	start := bytes.Index(f.Text, []byte(words))
	line, _ := f.Position(start)
	return analysis.Diagnostic{
		Rule: "morals", Severity: severity, Path: f.Path, Span: story.Span{Start: start, End: start + len(words)}, Line: line, EndLine: line, Message: message,
	}
}

func TestTextOrdersBySeverityThenPlace(t *testing.T) {
	one := story.Parse("one.md", []byte("# 😱 Ada reads\n\nShe reads, and reads.\n"), story.Defaults())
	two := story.Parse("two.md", []byte("# Ada waits\n"), story.Defaults())
	fixable := at(two, analysis.Error, "waits", "c")
	fixable.Fixes = []analysis.Fix{{Message: "Hurry"}}
	books := []Result{
		{Files: []*story.File{one}, Findings: []analysis.Diagnostic{
			at(one, analysis.Hint, "Ada", "e"), at(one, analysis.Error, "and reads", "b"), at(one, analysis.Error, "reads,", "a"),
		}},
		{Files: []*story.File{two}, Findings: []analysis.Diagnostic{at(two, analysis.Warning, "Ada", "d\x1b[31m\u202e"), fixable}},
	}
	want := `one.md:3:5: error: a [morals]
    She reads, and reads.
        ^^^^^^
one.md:3:12: error: b [morals]
    She reads, and reads.
               ^^^^^^^^^
two.md:1:7: error: c [morals]
    # Ada waits
          ^^^^^
    fix: Hurry
two.md:1:3: warning: d [31m  [morals]
    # Ada waits
      ^^^
one.md:1:5: hint: e [morals]
    # 😱 Ada reads
         ^^^
`
	if diff := cmp.Diff(want, inText(t, OutputOptions{Quiet: true}, books...)); diff != "" {
		t.Errorf("quiet (-want +got)\n%s", diff)
	}
	want += "\n2 files, no stories, 5 findings: 3 errors, 1 warning, 1 hint; --fix would fix 1.\n"
	if diff := cmp.Diff(want, inText(t, OutputOptions{}, books...)); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestTextSums(t *testing.T) {
	fixed := Result{Fixed: 3, Findings: []analysis.Diagnostic{{Rule: "morals", Severity: analysis.Error, Path: "a.md", Line: 2, Message: "m", Fixes: []analysis.Fix{{Message: "f"}}}}}
	for _, test := range []struct {
		name    string
		options OutputOptions
		books   []Result
		want    string
	}{
		{"nothing", OutputOptions{}, nil, "no files, no stories, no findings.\n"},
		{"after fixing", OutputOptions{Fixing: true}, []Result{fixed}, "a.md:2: error: m [morals]\n    fix: f\n\nno files, no stories, 3 fixed, 1 finding: 1 error.\n"},
		{"quiet", OutputOptions{Quiet: true}, nil, ""},
		{"colours", OutputOptions{Color: true, Quiet: true}, []Result{fixed}, "\x1b[1ma.md\x1b[0m:2: \x1b[31merror\x1b[0m: m [morals]\n    fix: f\n"},
	} {
		if diff := cmp.Diff(test.want, inText(t, test.options, test.books...)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

// TestTextShowsDamageAsItIs: a finding about characters encoded twice says what
// they should be, which nobody understands if both look the same.
func TestTextShowsDamageAsItIs(t *testing.T) {
	f := story.Parse("a.md", []byte("# ðŸ˜± Ada\n"), story.Defaults())
	out := inText(t, OutputOptions{Quiet: true}, Result{Files: []*story.File{f}, Findings: []analysis.Diagnostic{at(f, analysis.Hint, "ðŸ˜±", "“ðŸ˜±” should be “😱”")}})
	want := "a.md:1:3: hint: “ðŸ˜±” should be “😱” [morals]\n    # ðŸ˜± Ada\n      ^^^^\n"
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("word ", 40)
	tests := []struct {
		name, text, about string
		width             int
		line, carets      string
	}{
		{"wide letters", "日本 [x] end\n", "[x]", 96, "日本 [x] end", "     ^^^"},
		{"tabs", "\t[x]\n", "[x]", 96, " [x]", " ^^^"},
		{"a tab within", "a[\t]b\n", "[\t]", 96, "a[ ]b", " ^^^"},
		{"nothing", "\n", "", 96, "", "^"},
		{"CRLF", "[x]\r\n", "[x]", 96, "[x]", "^^^"},
		{"much before", long + "[x]", "[x]", 24, "…word word word word [x]", "                     ^^^"},
		{"much behind", "[x] " + long, "[x]", 24, "[x] word word word word…", "^^^"},
		{"much on both sides", long + "[x] " + long, "[x]", 24, "…ord word [x] word word…", "          ^^^"},
		{"a long place", "[" + long + "] " + long, "[" + long + "]", 24, "[word word word… word w…", "^^^^^^^^^^^^^^^^"},
		{"wide and long", strings.Repeat("日本", 40) + "[x]" + strings.Repeat("本", 40), "[x]", 24, "…日本日本[x]本本本本本…", "         ^^^"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := story.Parse("x.md", []byte(test.text), story.Defaults())
			at := strings.Index(test.text, test.about)
			line, carets := excerpt(f, analysis.Diagnostic{Span: story.Span{Start: at, End: at + len(test.about)}}, test.width)
			if diff := cmp.Diff([]string{test.line, test.carets}, []string{line, carets}); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
