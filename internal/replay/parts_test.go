package replay

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

func TestTouchedLines(t *testing.T) {
	tests := []struct {
		name, patch string
		want        []int
	}{
		{name: "no patch"},
		{name: "added", patch: "@@ -1,2 +1,3 @@\n a\n+b\n c", want: []int{2}},
		{name: "removed", patch: "@@ -3,3 +3,2 @@\n a\n-b\n c", want: []int{3, 4}},
		{name: "changed at the start", patch: "@@ -1,2 +1,2 @@\n-a\n+A\n b\n\\ No newline at end of file", want: []int{1}},
		{name: "two hunks", patch: "@@ -1 +1,2 @@\n a\n+b\n@@ -9 +10,2 @@ Heading\n c\n+d", want: []int{2, 11}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, slices.Sorted(maps.Keys(touchedLines(test.patch)))); diff != "" {
				t.Errorf("lines (-want +got)\n%s", diff)
			}
		})
	}
}

func TestRuleOf(t *testing.T) {
	want := map[string]string{
		"morals_placeholder": "morals", "other_characters_missing": "other-characters", "faq_surprises_partial": "question",
		"key_attributes_missing": "question", "title_missing": "title", "todo_left": "leftover-note",
		"weather_missing": "", "odd": "",
	}
	got := map[string]string{}
	for code := range want {
		got[code] = ruleOf(code)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("rules (-want +got)\n%s", diff)
	}
}

func TestPush(t *testing.T) {
	text := func(files map[string]string) map[string][]byte {
		bytes := map[string][]byte{}
		for name, content := range files {
			bytes[name] = []byte(content)
		}
		return bytes
	}
	p := &pull{base: text(map[string]string{"kept.md": "1", "gone.md": "1"})}
	draft := text(map[string]string{"kept.md": "2", "new.md": "1", "same.md": "1"})
	last := text(map[string]string{"renamed.md": "1", "same.md": "1"})
	last["gone.md"] = nil
	last["never.md"] = nil
	tests := []struct {
		name           string
		from, to, want map[string][]byte
	}{
		{name: "the first", to: draft, want: draft},
		{name: "the next", from: draft, to: last, want: map[string][]byte{
			"kept.md": []byte("1"), "new.md": nil, "renamed.md": []byte("1"), "gone.md": nil,
		}},
		{name: "nothing", from: draft, to: draft, want: map[string][]byte{}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, p.push(test.from, test.to)); diff != "" {
				t.Errorf("push (-want +got)\n%s", diff)
			}
		})
	}
}

func TestWants(t *testing.T) {
	open, done := question{Status: "placeholder"}, question{Status: "present"}
	tests := []struct {
		name string
		row  labelled
		want map[string]opinion
	}{
		{name: "answered", row: labelled{Morals: done, Sources: done}, want: map[string]opinion{}},
		{name: "open", row: labelled{Morals: open, Why: question{Status: "missing"}}, want: map[string]opinion{"morals": yes, "why-character": yes}},
		{name: "a chapter", row: labelled{Chapter: "page.md", Morals: open}, want: map[string]opinion{}},
		{
			name: "people differ", row: labelled{Morals: open, Acceptable: map[string]any{"morals": []any{"present"}}},
			want: map[string]opinion{"morals": either},
		},
		{
			name: "two names of the same", row: labelled{Morals: open, Acceptable: map[string]any{"morals": "missing"}},
			want: map[string]opinion{"morals": yes},
		},
		{name: "no link", row: labelled{Retells: question{Status: "answered_without_link"}}, want: map[string]opinion{"retells": either}},
		{
			name: "the template's own", row: labelled{Template: map[string]question{"surprises": open, "pitfalls": {Status: "partial"}}},
			want: map[string]opinion{"question": yes},
		},
		{
			name: "gone, and maybe optional", row: labelled{Template: map[string]question{"surprises": {Status: "missing"}}},
			want: map[string]opinion{"question": either},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, test.row.wants()); diff != "" {
				t.Errorf("wants (-want +got)\n%s", diff)
			}
		})
	}
}

func TestTells(t *testing.T) {
	s := &State{Findings: []Finding{{Rule: "sources", Path: "a.md", Line: 10, EndLine: 10}, {Rule: "title", Path: "a.md", Line: 1, EndLine: 1}}}
	tests := []struct {
		name, rule, path string
		lines            []int
		want             bool
	}{
		{name: "at the line", rule: "sources", path: "a.md", lines: []int{3, 11}, want: true},
		{name: "too far", rule: "sources", path: "a.md", lines: []int{13}},
		{name: "another file", rule: "sources", path: "b.md", lines: []int{10}},
		{name: "a prompt below its question", rule: "template-text", path: "a.md", lines: []int{12}, want: true},
		{name: "a prompt above it", rule: "template-text", path: "a.md", lines: []int{8}},
		{name: "a prompt below something else", rule: "template-text", path: "a.md", lines: []int{2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := s.tells(test.rule, test.path, test.lines); got != test.want {
				t.Errorf("told: %v, want %v", got, test.want)
			}
		})
	}
}

func TestConduct(t *testing.T) {
	word := githubsim.CommentView{Author: "bot"}
	review := githubsim.ReviewView{Author: "bot"}
	found := []State{{Findings: []Finding{{Rule: "title"}}}}
	tests := []struct {
		name   string
		played Played
		view   githubsim.IssueView
		want   []string
	}{
		{name: "a new story", played: Played{Class: "adds_story"}, view: githubsim.IssueView{Comments: []githubsim.CommentView{word, {Author: "somebody"}}}},
		{name: "no word", played: Played{Class: "adds_story"}, want: []string{"#0: no word to a new story"}},
		{
			name: "two", played: Played{Class: "adds_story"}, view: githubsim.IssueView{Comments: []githubsim.CommentView{word, word}},
			want: []string{"#0: 2 comments instead of one"},
		},
		{name: "an edit with a finding", played: Played{States: found}, view: githubsim.IssueView{Comments: []githubsim.CommentView{word}}},
		{
			name: "a line of before", played: Played{States: []State{{Name: head, Findings: []Finding{{Rule: "title", Path: "a.md", Line: 1, Untouched: true}}}}},
			view: githubsim.IssueView{Comments: []githubsim.CommentView{word}}, want: []string{"#0: title at a.md:1, which head did not touch"},
		},
		{
			name: "an edit without", view: githubsim.IssueView{Comments: []githubsim.CommentView{word}},
			want: []string{"#0: a comment that has nothing to say"},
		},
		{
			name: "never done", played: Played{Again: 1}, view: githubsim.IssueView{Reviews: []githubsim.ReviewView{review, review}},
			want: []string{"#0: 2 reviews instead of one", "#0: 1 writes for an event that was seen before"},
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.played.observe(test.view, "bot")
			if diff := cmp.Diff(test.want, test.played.conduct); diff != "" {
				t.Errorf("conduct (-want +got)\n%s", diff)
			}
		})
	}
}
