package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story/analysis"
)

func TestMovedLines(t *testing.T) {
	const text = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n"
	touched := analysis.Lines{{From: 2, To: 3}, {From: 9, To: 9}}
	for _, test := range []struct {
		name, now string
		want      analysis.Lines
	}{
		{"the same", text, touched},
		{"lines above", "new\nnew\n" + text, analysis.Lines{{From: 1, To: 1}, {From: 2, To: 2}, {From: 4, To: 5}, {From: 11, To: 11}}},
		{"a line gone", "b\nc\nd\ne\nf\ng\nh\ni\nj\n", analysis.Lines{{From: 1, To: 1}, {From: 2, To: 2}, {From: 8, To: 8}}},
		{"another line", "a\nb\nc\nd\nE\nf\ng\nh\ni\nj\n", analysis.Lines{{From: 2, To: 2}, {From: 3, To: 3}, {From: 5, To: 5}, {From: 9, To: 9}}},
		{"a touched line gone", "a\nb\nd\ne\nf\ng\nh\ni\nj\n", analysis.Lines{{From: 2, To: 2}, {From: 8, To: 8}}},
	} {
		got := movedLines(touched, []byte(text), []byte(test.now))
		for line := 1; line < 15; line++ {
			if got.Touches(line, line) != test.want.Touches(line, line) {
				t.Errorf("%s: line %d (-want +got)\n%s", test.name, line, cmp.Diff(test.want, got))
			}
		}
	}
}

func TestMovedIsNewWhereItWas(t *testing.T) {
	c := &analysis.Change{Lines: map[string]analysis.Lines{"a.md": {{From: 1, To: 1}}}, Added: map[string]bool{"b.md": true}}
	if got := moved(nil, "a.md", nil, "a.md", []byte("x")); got != nil {
		t.Errorf("no change became %v", got)
	}
	now := moved(c, "b.md", []byte("x\n"), "new.md", []byte("y\n"))
	if !now.Added["new.md"] || c.Added["new.md"] {
		t.Errorf("renamed: %v, and it was %v", now.Added, c.Added)
	}
}
