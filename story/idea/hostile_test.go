package idea_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/templates"
)

// TestReadHostile reads bodies that are large or broken on purpose. Each is
// larger than GitHub allows.
func TestReadHostile(t *testing.T) {
	const size = 256 << 10
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
		"table":         strings.Repeat("|", size/32) + "\n" + strings.Repeat("-|", size/32) + "\n" + strings.Repeat("a\n", size/4),
		"spaces":        strings.Repeat(" ", size) + "x",
	}
	b := builtin(t)
	for name, body := range tests {
		t.Run(name, func(t *testing.T) {
			got := idea.English().ReadIn(b, body, body, []string{"status-quo"})
			if !got.IsIdea || !utf8.ValidString(got.Summary) || len(got.Characters) > 4 {
				t.Errorf("Read = idea %t, %d characters, valid text %t", got.IsIdea, len(got.Characters), utf8.ValidString(got.Summary))
			}
		})
	}
}

// builtin is a book of which only the built-in templates are known.
func builtin(t testing.TB) *book.Book {
	t.Helper()
	b, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// FuzzRead holds what every reading promises: valid text, names of the cast
// only, and no kind without an idea.
func FuzzRead(f *testing.F) {
	f.Add("Status quo: Alan waits", "### Summary\n\n* [x] [Alan]: a\n```\n<!-- b\n[c]: d\n### Morals?\n1) *e*", "shiny-future")
	f.Add("Status quo: Alan waits", "### Summary\n\na | b\n-|-\n[x] | `\\|`\n"+strings.Repeat("a\n", 300), "")
	f.Add("My draft", "# Status quo: Alan waits\n\n## FAQ\n\n### Morals?\n\n* a\n\n```\n# b\n", "")
	f.Add("My draft", "```\n## Alan waits\n\n| Character | b |\n|--|--|\n| Alan | c |\n\n* **Morals?**\n    * d\n```\n", "")
	b := builtin(f)
	f.Fuzz(func(t *testing.T, title, body, label string) {
		c := b.Conventions
		got := idea.English().ReadIn(b, title, body, []string{label})
		said := append([]string{got.Title, got.Summary}, got.Morals...)
		for _, a := range got.Answers {
			said = append(said, a.Text)
		}
		for _, text := range said {
			if !utf8.ValidString(text) || strings.ContainsAny(text, "\x00\u202e") {
				t.Errorf("%q is not clean", text)
			}
		}
		for _, name := range got.Characters {
			if !slices.ContainsFunc(c.Cast, func(have story.Character) bool { return have.Name == name }) {
				t.Errorf("%q is not one of the cast", name)
			}
		}
		if got.Kind != "" && (!got.IsIdea || c.Kind(got.Kind) == nil) {
			t.Errorf("kind %q, idea %t", got.Kind, got.IsIdea)
		}
	})
}
