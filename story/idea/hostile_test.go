package idea_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/storybot-app/storybot/story/idea"
)

// TestReadHostile reads bodies that are large or broken on purpose. Each is
// far larger than GitHub allows and must not take noticeable time.
func TestReadHostile(t *testing.T) {
	const size = 1 << 20
	tests := map[string]string{
		"headings":      strings.Repeat("###\n", size/4),
		"hashes":        strings.Repeat("#", size),
		"labels":        strings.Repeat("### Morals\n", size/11),
		"all labels":    strings.Repeat("### Summary\n### Characters\n### Morals\n", size/38),
		"boxes":         strings.Repeat("- [x] Alan\n", size/11),
		"names":         "### Characters\n" + strings.Repeat("Alan ", size/5),
		"nesting":       strings.Repeat("* ", size/2),
		"comments":      strings.Repeat("<!--", size/4),
		"comment pairs": strings.Repeat("<!---->", size/7),
		"fences":        strings.Repeat("```\n~~~\n", size/8),
		"brackets":      strings.Repeat("[", size),
		"definitions":   strings.Repeat("[a]: b\n", size/7) + "[a]",
		"NUL":           strings.Repeat("\x00", size),
		"broken UTF-8":  strings.Repeat("\xff\xfe", size/2),
		"right to left": strings.Repeat("\u202e", size/3),
		"emphasis":      strings.Repeat("*_", size/2),
		"spaces":        strings.Repeat(" ", size) + "x",
	}
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			begin := time.Now()
			got := idea.Read(body, body, []string{"status-quo"}, conventions())
			if took := time.Since(begin); took > 5*time.Second {
				t.Errorf("Read took %v", took)
			}
			if !got.IsIdea || !utf8.ValidString(got.Summary) || len(got.Characters) > 4 {
				t.Errorf("Read = idea %t, %d characters, valid text %t", got.IsIdea, len(got.Characters), utf8.ValidString(got.Summary))
			}
		})
	}
}
