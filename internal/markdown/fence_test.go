package markdown_test

import (
	"testing"

	"github.com/storybot-app/storybot/internal/markdown"
)

func TestFence(t *testing.T) {
	for _, test := range []struct{ line, marks, rest string }{
		{"```rust\r\n", "```", "rust"},
		{"~~~~ a`b", "~~~~", " a`b"},
		{"``` a`b", "", ""},
		{"``", "", ""},
		{"", "", ""},
		{"text", "", ""},
		{"`````", "`````", ""},
	} {
		if marks, rest := markdown.Fence(test.line); marks != test.marks || rest != test.rest {
			t.Errorf("Fence(%q) = %q, %q, want %q, %q", test.line, marks, rest, test.marks, test.rest)
		}
	}
}

func TestFenceAround(t *testing.T) {
	for text, want := range map[string]string{
		"": "```", "words": "```", "a `b` ```c": "````", "`````": "``````", "x````": "`````",
	} {
		if got := markdown.FenceAround(text); got != want {
			t.Errorf("FenceAround(%q) = %q, want %q", text, got, want)
		}
	}
}
