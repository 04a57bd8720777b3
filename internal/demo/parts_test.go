package demo

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/page"
)

func TestFormBody(t *testing.T) {
	forms := readForms(map[string][]byte{
		".github/ISSUE_TEMPLATE/a.yml": []byte("name: A\nlabels: one, two\nbody:\n- {type: markdown, attributes: {value: hi}}\n" +
			"- {type: textarea, attributes: {label: \"What?\"}}\n- {type: checkboxes, attributes: {label: \"Who?\", options: [{label: Alan}, {label: Grace}]}}\n- {type: input, attributes: {label: \"Else?\"}}\n"),
		".github/ISSUE_TEMPLATE/b.md":       []byte("---\nname: B\nabout: in Markdown\nlabels: [three]\n---\n\n# Text\n"),
		".github/ISSUE_TEMPLATE/config.yml": []byte("blank_issues_enabled: false\n"),
		".github/ISSUE_TEMPLATE/broken.yml": []byte("name: [\n"),
		"src/c.yml":                         []byte("name: C\n"),
	})
	if len(forms) != 2 || forms[1].Text != "# Text" || forms[1].Description != "in Markdown" {
		t.Fatalf("forms: %+v", forms)
	}
	if diff := cmp.Diff([]labelNames{{"one", "two"}, {"three"}}, []labelNames{forms[0].Labels, forms[1].Labels}); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	got := forms[0].body(map[string][]string{"field-1": {"first\r\nsecond"}, "field-2": {"1"}})
	want := "### What?\n\nfirst\nsecond\n\n### Who?\n\n- [ ] Alan\n- [X] Grace\n\n### Else?\n\n_No response_"
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("body (-want +got):\n%s", diff)
	}
}

func TestNotesStandBelowTheirLines(t *testing.T) {
	note1, note2 := note{Line: 3}, note{Line: 90}
	lines, rest := annotate(page.Diff("@@ -1 +2,2 @@\n one\n+two\n"), []note{note1, note2})
	want := []diffLine{
		{Line: page.Line{Kind: "hunk", Text: "@@ -1 +2,2 @@"}},
		{Line: page.Line{Kind: "same", Old: 1, New: 2, Text: "one"}},
		{Line: page.Line{Kind: "add", New: 3, Text: "two"}, Notes: []note{note1}},
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Errorf("lines (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]note{note2}, rest); diff != "" {
		t.Errorf("rest (-want +got):\n%s", diff)
	}
}

func TestSuggestionIn(t *testing.T) {
	for _, test := range []struct {
		body, words, fresh string
		ok                 bool
	}{
		{"Say:\n\n```suggestion\nnew\n```\n", "Say:\n\n", "new\n", true},
		{"````suggestion\r\n```\r\nx\r\n```\r\n````", "", "```\nx\n```\n", true},
		{"```suggestion\n```", "", "", true},
		{"```suggestion\nopen", "```suggestion\nopen", "", false},
		{"a suggestion", "a suggestion", "", false},
	} {
		words, fresh, ok := suggestionIn(test.body)
		if got, want := fmt.Sprint(words, "|", fresh, ok), fmt.Sprint(test.words, "|", test.fresh, test.ok); got != want {
			t.Errorf("%q: got %q, want %q", test.body, got, want)
		}
	}
}
