package checks_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
)

func TestTake(t *testing.T) {
	const (
		open = "# 😱 Status quo stories: Grace counts\n\n## The story\n\n*Say what happened, from your character's point of view. Code, links and subheadings are all welcome.*\n\n## 🤔 Frequently Asked Questions\n\n" +
			"### What are the morals of the story?\n\n*List the lessons a reader should take away, most important first.*\n\n### What are the sources for this story?\n\nMy week.\n"
		prompt = "*Say what happened, from your character's point of view. Code, links and subheadings are all welcome.*"
		morals = "*List the lessons a reader should take away, most important first.*"
	)
	b := builtin(t)
	tests := []struct {
		name, words string
		want        []string // pairs for a replacer of open
	}{
		{"told", "Grace counts.\n\nShe counts again.", []string{prompt, "Grace counts.\n\nShe counts again."}},
		{"a moral on its line", "Grace counts.\n\nMorals: Count twice.", []string{prompt, "Grace counts.", morals, "Count twice."}},
		{"a moral below its heading", "Grace counts.\n\n### Morals\n\nCount twice.\n\nAlways.", []string{prompt, "Grace counts.", morals, "Count twice.\n\nAlways."}},
		{"the question itself", "**What are the morals of the story?**\n\nCount twice.", []string{morals, "Count twice."}},
		{"points", "Morals:\n\n* Count twice.\n* Ask first.\n\nSources:\n\nA talk.", []string{morals, "* Count twice.\n* Ask first.", "My week.", "My week.\n\nA talk."}},
		{"sources alone", "Sources: a talk", []string{"My week.", "My week.\n\na talk"}},
		{"words with a colon", "Grace: I count.\n\nThen: nothing.", []string{prompt, "Grace: I count.\n\nThen: nothing."}},
		{"a label in code", "Grace counts.\n\n```\nMorals: none\n```", []string{prompt, "Grace counts.\n\n```\nMorals: none\n```"}},
		{"a strong label", "**Morals:** Count twice.", []string{morals, "Count twice."}},
		{"no heading of theirs", "Grace counts.\n\n# Another story\n\nMore.", []string{prompt, "Grace counts.\n\n\\# Another story\n\nMore."}},
		{"no page of theirs", "<script>alert(1)</script>", []string{prompt, "\\<script>alert(1)\\</script>"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := checks.Take(b, b.Parse("status_quo/grace_counts.md", []byte(open)), 0, test.words, scaffold.Within)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.NewReplacer(test.want...).Replace(open), string(got)); diff != "" {
				t.Errorf("text (-want +got)\n%s", diff)
			}
			if _, err := checks.Take(b, b.Parse("status_quo/grace_counts.md", got), 0, test.words, scaffold.Within); !errors.Is(err, checks.ErrThere) {
				t.Errorf("a second time: %v", err)
			}
		})
	}
	page := "* **What are the morals of the story?**\n    * (Explain your key points here)\n"
	got, err := checks.Take(b, b.Parse("status_quo.md", []byte(page1+page+page2)), 1, "Grace counts in vain.\n\nMorals: Count twice.", scaffold.Within)
	want := strings.Replace(page1, "* Grace counts.\n", "* Grace counts.\n\nGrace counts in vain.\n", 1) + strings.Replace(page, "(Explain your key points here)", "Count twice.", 1) + page2
	if diff := cmp.Diff(want, string(got)); diff != "" || err != nil {
		t.Errorf("on a page: %v (-want +got)\n%s", err, diff)
	}
}
