package checks_test

import (
	"fmt"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// wide is a text in UTF-16.
func wide(text, mark string, low bool) string {
	out := mark
	for _, unit := range utf16.Encode([]rune(text)) {
		if low {
			out += string([]byte{byte(unit), byte(unit >> 8)})
		} else {
			out += string([]byte{byte(unit >> 8), byte(unit)})
		}
	}
	return out
}

// TestCharsets tells of every file that is not UTF-8 what it looks like, once,
// and says nothing of one that is.
func TestCharsets(t *testing.T) {
	const plain = "# Status quo stories: Grace waits\n\n## FAQ\n\n### What are the morals of the story?\n\n"
	const utf16Says = "1: This file is saved as UTF-16, which mdBook can't read. Please save it as UTF-8."
	b := builtinBook(t)
	for name, test := range map[string]struct{ text, want string }{
		"UTF-8":                  {plain + "😱 Zoë’s “naïve” café.\n", ""},
		"ASCII":                  {plain + "She waits.\n", ""},
		"with a mark":            {"\ufeff" + plain + "Zoë.\n", ""},
		"Latin-1":                {plain + "Zo\xeb waits.\n", "7: This file isn't UTF-8, so mdBook can't read it. It looks like Latin-1, where this is “ë”. Please save it as UTF-8."},
		"Latin-1, twice":         {plain + "Zo\xeb is in\na caf\xe9.\n", "7: This file isn't UTF-8, so mdBook can't read it. It looks like Latin-1, where this is “ë”. Please save it as UTF-8. There are 2 such characters."},
		"Windows-1252":           {plain + "She doesn\x92t.\n", "7: This file isn't UTF-8, so mdBook can't read it. It looks like Windows-1252, where this is “’”. Please save it as UTF-8."},
		"Windows-1251":           {plain + "\xcf\xf0\x8f\xe8\xe2\xe5\xf2\n", "7: This isn't UTF-8, so mdBook can't read the file. Please save it as UTF-8. There are 7 such characters."},
		"one byte in UTF-8":      {plain + "“Zoë” in a caf\xe9.\n", "7: This character isn't UTF-8, unlike the rest, so mdBook can't read the file. Was it “é”? Please type it again."},
		"UTF-16, little, marked": {wide(plain+"Zoë.\n", "\xff\xfe", true), utf16Says},
		"UTF-16, big, marked":    {wide(plain+"Zoë.\n", "\xfe\xff", false), utf16Says},
		"UTF-16, little":         {wide(plain+"Zoë.\n", "", true), utf16Says},
		"UTF-16, big":            {wide(plain+"Zoë.\n", "", false), utf16Says},
		"UTF-16, other script":   {wide("# Grace 待つ\n\n彼女は待っている。\n待っている。\n", "", true), utf16Says},
		"zeros":                  {plain + "A\x00\x00B\n", "7: This file contains bytes that no text has. Was it saved as plain text, in UTF-8?"},
	} {
		file := b.Parse("status_quo/grace_waits.md", []byte(test.text))
		got := ""
		for _, d := range analysis.Run(analysis.Input{Files: []*story.File{file}, Book: b}, checks.Suite()) {
			if d.Rule == "encoding" {
				got += fmt.Sprintf("%d: %s", d.Line, quote.Plain(d.Message))
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// TestUTF16Story is known by what it holds, wherever it stands; it has no places.
func TestUTF16Story(t *testing.T) {
	b := builtinBook(t)
	text := wide("# 😱 Status quo stories: Grace waits\n\n## FAQ\n\n### What are the morals of the story?\n\nWait.\n", "\xff\xfe", true)
	file := b.Parse("docs/notes.md", []byte(text))
	if len(file.Stories) != 1 || file.Stories[0].Name != "Grace waits" || !file.Stories[0].Question("morals").QuestionSpan.Empty() {
		t.Errorf("read as %+v", file.Stories)
	}
}
