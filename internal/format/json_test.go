package format

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

func checked() Result {
	f := story.Parse("status_quo/grace_reads.md", []byte("# Grace reads\n\n## FAQ\n\n### What are the morals of the story?\n\nDates, see <https://example.org>.\n"), story.Defaults())
	return Result{Files: []*story.File{f}, Findings: []analysis.Diagnostic{{
		Rule: "sources", Severity: analysis.Error, Path: f.Path, Line: 3, EndLine: 3, Message: "Say <where>\x1b[31m.",
		Fixes: []analysis.Fix{{Message: "Add it", Edits: []analysis.Edit{{Span: story.Span{Start: 1, End: 2}, New: "x"}}}},
	}}}
}

// written is a result in a format, book by book.
func written(t *testing.T, format string, books ...Result) []byte {
	t.Helper()
	return printed(t, format, OutputOptions{Version: "1.2.3-test"}, books...)
}

// printed is what a format prints of some books.
func printed(t *testing.T, format string, options OutputOptions, books ...Result) []byte {
	t.Helper()
	var out bytes.Buffer
	o, err := NewOutput(format, &out, options)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range books {
		if err := o.Book(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := o.End(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestJSON(t *testing.T) {
	var got map[string]any
	if err := json.Unmarshal(written(t, "json", checked()), &got); err != nil {
		t.Fatalf("not one JSON object: %v", err)
	}
	want := map[string]any{
		"version": 1.0,
		"stories": []any{map[string]any{
			"path": "status_quo/grace_reads.md", "line": 1.0, "end_line": 8.0, "title": "Grace reads", "kind": "status-quo", "characters": []any{"Grace"},
			"questions": map[string]any{
				"morals":           map[string]any{"status": "answered", "question_line": 5.0, "line": 7.0, "end_line": 7.0, "linked": true},
				"sources":          map[string]any{"status": "missing"},
				"why-character":    map[string]any{"status": "missing"},
				"other-characters": map[string]any{"status": "missing"},
			},
			"pair": map[string]any{"linked": false},
		}},
		"findings": []any{map[string]any{
			"rule": "sources", "severity": "error", "path": "status_quo/grace_reads.md", "line": 3.0, "end_line": 3.0, "message": "Say <where>\x1b[31m.",
			"fixes": []any{map[string]any{"message": "Add it", "edits": []any{map[string]any{"start": 1.0, "end": 2.0, "new": "x"}}}},
		}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestJSONOfSeveralBooks(t *testing.T) {
	for n := range 3 {
		var got struct{ Stories, Findings []any }
		if err := json.Unmarshal(written(t, "json", slices.Repeat([]Result{checked()}, n)...), &got); err != nil || len(got.Stories) != n || len(got.Findings) != n {
			t.Errorf("%d books: %d stories, %d findings, %v", n, len(got.Stories), len(got.Findings), err)
		}
	}
}
