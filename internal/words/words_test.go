package words_test

import (
	"testing"

	"github.com/storybot-app/storybot/internal/words"
)

func TestList(t *testing.T) {
	for _, test := range []struct {
		items []string
		want  string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a or b"},
		{[]string{"a", "b", "c"}, "a, b or c"},
	} {
		if got := words.List(test.items, "or"); got != test.want {
			t.Errorf("List(%q) = %q, want %q", test.items, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	known := []string{"check", "claim", "character"}
	for _, test := range []struct{ word, want string }{
		{"check", "check"},
		{"chekc", "check"},
		{"clim", "claim"},
		{"home", ""},
		{"", ""},
	} {
		if got := words.Nearest(test.word, known, 1); got != test.want {
			t.Errorf("Nearest(%q) = %q, want %q", test.word, got, test.want)
		}
	}
	if got := words.Nearest("x", nil, 9); got != "" {
		t.Errorf("nearest of nothing is %q", got)
	}
}
