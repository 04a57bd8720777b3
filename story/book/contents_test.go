package book_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// shownSummary is a table of contents as lines: part, line, whose child it is,
// title as written, page, address as written; and then what is wrong with it.
func shownSummary(text string) string {
	s := book.ParseSummary("src/SUMMARY.md", []byte(text))
	slice := func(s story.Span) string { return text[s.Start:s.End] }
	var out strings.Builder
	for _, e := range s.Entries {
		under := ""
		if e.Parent >= 0 {
			under = " under " + s.Entries[e.Parent].Title
		}
		fmt.Fprintf(&out, "%s %d-%d %q%s: %s (%s)\n", e.Part, e.Line, e.EndLine, slice(e.Text), under, e.Path, slice(e.Target))
	}
	for _, p := range s.Problems {
		fmt.Fprintf(&out, "%d: %s\n", p.Line, p.Message)
	}
	return out.String()
}

func TestParseSummary(t *testing.T) {
	const noLink = "mdBook can't read this item: it must begin with a link, as in - [Title](./page.md)\n"
	for _, test := range []struct{ name, text, want string }{
		{"empty", "", ""},
		{"a title alone", "# Summary\n", ""},
		{
			"three parts", "# Summary\n\n[Foreword](foreword.md)\n\n- [One](./one.md)\n\n---\n\n[Thanks](thanks.md)\n[Index](<the index.md>)\n",
			"prefix 3-3 \"Foreword\": src/foreword.md (foreword.md)\nnumbered 5-5 \"One\": src/one.md (./one.md)\n" +
				"suffix 9-9 \"Thanks\": src/thanks.md (thanks.md)\nsuffix 10-10 \"Index\": src/the index.md (the index.md)\n",
		},
		{
			"nested", "- [One](one.md)\n  - [Two](two.md)\n    - [Three](three.md)\n  - [Four](four.md)\n",
			"numbered 1-1 \"One\": src/one.md (one.md)\nnumbered 2-2 \"Two\" under One: src/two.md (two.md)\n" +
				"numbered 3-3 \"Three\" under Two: src/three.md (three.md)\nnumbered 4-4 \"Four\" under One: src/four.md (four.md)\n",
		},
		{
			"parts with headings", "# Summary\n\n# Ours\n\nA word.\n\n* [One](one.md)\n\n# Theirs\n\n* [Two](two.md)\n",
			"numbered 7-7 \"One\": src/one.md (one.md)\nnumbered 11-11 \"Two\": src/two.md (two.md)\n",
		},
		{"a title over two lines", "- [One and\n  only](one.md)\n", "numbered 1-2 \"One and\\n  only\": src/one.md (one.md)\n"},
		{"marks in a title", "- [`a[0]` and \\[b\\] *c*](one.md)\n", "numbered 1-1 \"`a[0]` and \\\\[b\\\\] *c*\": src/one.md (one.md)\n"},
		{
			"a draft and an address", "- [Later]()\n- [Away](https://example.org/a.md)\n",
			"numbered 1-1 \"\":  ()\nnumbered 2-2 \"Away\":  (https://example.org/a.md)\n",
		},
		{"an address elsewhere", "- [One][1]\n\n[1]: one.md\n", "numbered 1-1 \"\": src/one.md ()\n"},
		{"spaces", "- [One](a%20b.md)\n", "numbered 1-1 \"One\": src/a b.md (a%20b.md)\n"},
		{"only the first link counts", "- [One](one.md) [Two](two.md)\n", "numbered 1-1 \"One\": src/one.md (one.md)\n"},
		{
			"carriage returns", "# Summary\r\n\r\n- [One](one.md)\r\n  - [Two](two.md)\r\n",
			"numbered 3-3 \"One\": src/one.md (one.md)\nnumbered 4-4 \"Two\" under One: src/two.md (two.md)\n",
		},
		{"in code", "```\n- [One](one.md)\n```\n", ""},
		{"no link", "- [One](one.md)\n- Two\n  - [Three](three.md)\n-\n", "numbered 1-1 \"One\": src/one.md (one.md)\n2: " + noLink + "4: " + noLink},
		{
			"a list behind the end", "- [One](one.md)\n\n[Two](two.md)\n\n- [Three](three.md)\n",
			"numbered 1-1 \"One\": src/one.md (one.md)\nsuffix 3-3 \"Two\": src/two.md (two.md)\nsuffix 5-5 \"Three\": src/three.md (three.md)\n" +
				"5: mdBook can't read this list: links without a list stand before it, and after those only such links may follow\n",
		},
		{
			"twice", "- [One](one.md)\n- [Again](./one.md)\n",
			"numbered 1-1 \"One\": src/one.md (one.md)\nnumbered 2-2 \"Again\": src/one.md (./one.md)\n2: mdBook can't build a book that lists a page twice, as lines 1 and 2 do\n",
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, shownSummary(test.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}
