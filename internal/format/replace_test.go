package format

import (
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// suggested is a result in rdjson.
func suggested(t *testing.T, r Result) []rdDiagnostic {
	t.Helper()
	var out struct{ Diagnostics []rdDiagnostic }
	if err := json.Unmarshal(written(t, "rdjson", r), &out); err != nil {
		t.Fatal(err)
	}
	return out.Diagnostics
}

// committed is a text with a suggestion committed: a pull request puts its lines
// in place of those it is about.
func committed(text string, s rdSuggestion) string {
	lines := strings.Split(text, "\n")
	from, to := s.Range.Start.Line, s.Range.End.Line
	made := s.Text
	if s.Range.Start.Column > 0 {
		made = lines[from-1][:s.Range.Start.Column-1] + made + lines[to-1][s.Range.End.Column-1:]
	}
	after := append([]string{}, lines[:from-1]...)
	if made != "" {
		after = append(after, strings.Split(made, "\n")...)
	}
	return strings.Join(append(after, lines[to:]...), "\n")
}

// TestOneFixIsOneSuggestion takes every fix of every text the rules are tested
// with: committed, it makes of the text what --fix does.
func TestOneFixIsOneSuggestion(t *testing.T) {
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	fixes := 0
	err = filepath.WalkDir("../../story/checks/testdata", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(name) != ".md" {
			return err
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		f := b.Parse("status_quo/"+filepath.Base(name), text)
		for _, d := range analysis.Run(analysis.Input{Files: []*story.File{f}, Book: b}, checks.Suite()) {
			if len(d.Fixes) == 0 || len(d.Fixes[0].Edits) == 0 {
				continue
			}
			fixes++
			want, err := analysis.ApplyFixes(text, d.Fixes[:1])
			if err != nil {
				return err
			}
			out := suggested(t, Result{Files: []*story.File{f.Trimmed(Places(f, d))}, Findings: []analysis.Diagnostic{d}})[0]
			if len(out.Suggestions) != 1 {
				t.Errorf("%s: %s has %d suggestions", name, d.Message, len(out.Suggestions))
				continue
			}
			s := out.Suggestions[0]
			if diff := cmp.Diff(string(want), committed(string(text), s)); diff != "" {
				t.Errorf("%s: %s (-fix +suggestion)\n%s", name, d.Message, diff)
			}
			if at := out.Location.Range; at.Start.Line > s.Range.Start.Line || at.End.Line < s.Range.End.Line {
				t.Errorf("%s: the suggestion for lines %d-%d is outside the finding's, %d-%d", name, s.Range.Start.Line, s.Range.End.Line, at.Start.Line, at.End.Line)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if fixes < 20 {
		t.Errorf("only %d fixes were looked at", fixes)
	}
}

func TestSuggestionsStayInTheDiff(t *testing.T) {
	const text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"
	f := story.Parse("a.md", []byte(text), story.Defaults())
	edit := func(line int, with string) analysis.Edit {
		return analysis.Edit{Span: story.Span{Start: 2 * (line - 1), End: 2*line - 1}, New: with}
	}
	insert := func(line int) analysis.Edit {
		return analysis.Edit{Span: story.Span{Start: 2 * (line - 1), End: 2 * (line - 1)}, New: "new\n"}
	}
	lines := func(from, to int, text string) []rdSuggestion {
		return []rdSuggestion{{rdRange{rdPosition{Line: from}, &rdPosition{Line: to}}, text}}
	}
	touched := map[string]analysis.Lines{"a.md": {{From: 4, To: 4}}}
	for _, test := range []struct {
		name  string
		diff  map[string]analysis.Lines
		edits []analysis.Edit
		want  []rdSuggestion
	}{
		{"two edits", touched, []analysis.Edit{edit(3, "x"), edit(5, "y")}, lines(3, 5, "x\n4\ny")},
		{"half of it outside", touched, []analysis.Edit{edit(4, "x"), edit(9, "y")}, nil},
		{"outside", touched, []analysis.Edit{edit(9, "y")}, nil},
		{"another file", map[string]analysis.Lines{}, []analysis.Edit{edit(4, "y")}, nil},
		{"no diff", nil, []analysis.Edit{edit(4, "x"), edit(9, "y")}, lines(4, 9, "x\n5\n6\n7\n8\ny")},
		{"below the diff's last line", touched, []analysis.Edit{insert(7)}, lines(6, 6, "6\nnew")},
		{"above its first", touched, []analysis.Edit{insert(2)}, lines(2, 2, "new\n2")},
		{"at the end of the file", nil, []analysis.Edit{insert(10)}, lines(9, 9, "9\nnew")},
		{"an emptied line", nil, []analysis.Edit{edit(4, "")}, lines(3, 4, "3\n")},
		{"lines taken out", nil, []analysis.Edit{{Span: story.Span{Start: 6, End: 10}}}, lines(4, 5, "")},
	} {
		d := analysis.Diagnostic{Rule: "morals", Path: "a.md", Line: 4, EndLine: 4, Span: story.Span{Start: 6, End: 7}, Fixes: []analysis.Fix{{Message: "m", Edits: test.edits}}}
		got := suggested(t, Result{Files: []*story.File{f.Trimmed(Places(f, d))}, Findings: []analysis.Diagnostic{d}, Diff: test.diff})[0]
		if diff := cmp.Diff(test.want, got.Suggestions); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
		if test.diff != nil && got.Location.Range.Start.Line != 4 {
			t.Errorf("%s: the finding moved to line %d", test.name, got.Location.Range.Start.Line)
		}
	}
}
