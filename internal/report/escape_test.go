package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestInlineIsSafeToEcho(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"plain", "Alan tries to cache requests", "Alan tries to cache requests"},
		{"mention", "thanks @everyone", "thanks @\u200beveryone"},
		{"closing word", "fixes #12 and GH-3", "fixes #\u200b12 and GH-\u200b3"},
		{"address", "see https://example.org/1", "see h\u200bttps://example.org/1"},
		{"html", "<img src=x> <!-- hi", `\<img src=x\> \<\!-- hi`},
		{"markdown", "[a](b) `c` *d*", "\\[a\\]\\(b\\) \\`c\\` \\*d\\*"},
		{"lines and marks", "a\r\nb\u202ec\x00d\u200be", "a bcde"},
		{"broken text", "caf\xe9", "caf"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Inline(test.text)); diff != "" {
				t.Errorf("Inline (-want +got)\n%s", diff)
			}
		})
	}
}

func TestInlineIsShort(t *testing.T) {
	got := Inline(strings.Repeat("word ", 100_000))
	if n := len([]rune(got)); n > maxInline {
		t.Errorf("kept %d characters, want at most %d", n, maxInline)
	}
	if !strings.HasSuffix(got, "…") {
		t.Errorf("a shortened text should say so: %q", got)
	}
}

func TestFencedCannotBeLeft(t *testing.T) {
	got := Fenced("a\n````\nb")
	if !strings.HasPrefix(got, "`````text\n") || !strings.HasSuffix(got, "\n`````") {
		t.Errorf("the fence is not longer than the one inside:\n%s", got)
	}
}
