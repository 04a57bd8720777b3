package analysis_test

import (
	"bytes"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/templates"
)

// replacing is a rule that asks for one word in place of another.
func replacing(name, old, better, rename string) *analysis.Analyzer {
	return &analysis.Analyzer{Name: name, Severity: analysis.Warning, Run: func(pass *analysis.Pass) {
		at := bytes.Index(pass.File.Text, []byte(old))
		if at < 0 {
			return
		}
		fix := analysis.Fix{Message: "Write " + better, Rename: rename, Edits: []analysis.Edit{{Span: story.Span{Start: at, End: at + len(old)}, New: better}}}
		pass.Report(analysis.Diagnostic{Span: fix.Edits[0].Span, Message: "not " + old, Fixes: []analysis.Fix{fix}})
	}}
}

func TestFixAll(t *testing.T) {
	b, err := book.Load(fstest.MapFS{}, templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	const path = "status_quo/grace_reads.md"
	text := []byte("# Status quo stories: Grace reads one log\n\n## FAQ\n")
	for _, test := range []struct {
		name  string
		suite []*analysis.Analyzer
		path  string
		text  string
		done  []string
		left  int
	}{
		{"nothing to do", []*analysis.Analyzer{replacing("a", "two", "three", "")}, path, string(text), nil, 0},
		{
			"one uncovers another",
			[]*analysis.Analyzer{replacing("a", "two", "three", ""), replacing("b", "one", "two", "")},
			path, "# Status quo stories: Grace reads three log\n\n## FAQ\n",
			[]string{"b", "a"},
			0,
		},
		{
			"one is in the way of another",
			[]*analysis.Analyzer{replacing("a", "one log", "1 log", ""), replacing("b", "reads one", "reads 1", ""), replacing("c", "reads 1", "reads I", "")},
			path, "# Status quo stories: Grace reads I log\n\n## FAQ\n",
			[]string{"a", "c"},
			0,
		},
		{
			"renamed on the way",
			[]*analysis.Analyzer{replacing("a", "one", "1", "status_quo/grace_reads_1.md")},
			"status_quo/grace_reads_1.md", "# Status quo stories: Grace reads 1 log\n\n## FAQ\n",
			[]string{"a"},
			0,
		},
		{
			"never at an end",
			[]*analysis.Analyzer{replacing("a", "one", "one one", "")},
			path, "# Status quo stories: Grace reads one one one one one one one one one log\n\n## FAQ\n",
			[]string{"a", "a", "a", "a", "a", "a", "a", "a"},
			1,
		},
	} {
		got, err := analysis.FixAll(b, path, text, test.suite)
		if err != nil {
			t.Fatal(err)
		}
		var done []string
		for _, d := range got.Done {
			done = append(done, d.Rule)
		}
		if diff := cmp.Diff(test.text, string(got.Text)); diff != "" || got.Path != test.path || len(got.Left) != test.left {
			t.Errorf("%s: at %s, with %d left (-want +got):\n%s", test.name, got.Path, len(got.Left), diff)
		}
		if diff := cmp.Diff(test.done, done); diff != "" {
			t.Errorf("%s: fixed (-want +got):\n%s", test.name, diff)
		}
	}
}
