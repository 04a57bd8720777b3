package checks_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/book"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/templates"
)

// wideTable is the head of a table of 115 columns; each row, however short, has
// a cell in every one.
var wideTable = strings.Repeat("|", 116) + "\n" + strings.Repeat("-|", 115) + "\n"

// BenchmarkLong checks ordinary and hostile texts of growing size. What it
// reports for a byte must not grow with the size: no rule may be worse than
// linear.
func BenchmarkLong(b *testing.B) {
	shelf, err := book.Builtin(templates.Stories, nil)
	if err != nil {
		b.Fatal(err)
	}
	for _, shape := range []struct{ name, head, part string }{
		{"story", "# 😱 Status quo stories: Grace reads\n\n", "She asks [here](./a.html) and [there], `as` *ever*.\n\n* one\n* two\n\n```rust\nlet a = 1;\n```\n\n"},
		{"todo", "# Status quo stories: Grace reads\n\n", "TODO: write this. xxx\n\n"},
		{"questions", "# Status quo stories: Grace reads\n\n## FAQ\n\n", "### What are the morals of the story?\n\n"},
		{"prompts", "# Status quo stories: Grace reads\n\n## FAQ\n\n", "*Talk about the major takeaways.*\n\n"},
		{"undefined", "# Status quo stories: Grace reads\n\n", "[a] [b][c] "},
		{"brackets", "# Status quo stories: Grace reads\n\n", "["},
		{"stars", "# Status quo stories: Grace reads\n\n", "*"},
		{"quotes", "# Status quo stories: Grace reads\n\n", "> > > > a\n\n"},
		{"lists", "# Status quo stories: Grace reads\n\n", "- a\n  - b\n    - c\n"},
		{"fences", "# Status quo stories: Grace reads\n\n", "```rust\n"},
		{"one line", "# Status quo stories: Grace reads\n\n", "and so on "},
		{"table", "# Status quo stories: Grace reads\n\n" + wideTable, "a\n"},
		{"tables", "# Status quo stories: Grace reads\n\n", wideTable + strings.Repeat("a\n", 170) + "\n"},
		{"definitions", "# Status quo stories: Grace reads\n\n", "[a]: b\n"},
		{"backticks", "# Status quo stories: Grace reads\n\n", "\\``` "},
		{"damaged", "# Status quo stories: Grace reads\n\n", "donâ€™t "},
	} {
		for _, size := range []int{10_000, 100_000, 1_000_000, 10_000_000} {
			text := append([]byte(shape.head), bytes.Repeat([]byte(shape.part), size/len(shape.part))...)
			b.Run(fmt.Sprintf("%s/%dKB", shape.name, size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					file := shelf.Parse("status_quo/grace_reads.md", text)
					analysis.Run(analysis.Input{Files: []*story.File{file}, Book: shelf}, checks.Suite())
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
			})
		}
	}
}
