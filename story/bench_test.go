package story_test

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/text"

	"github.com/storybot-app/storybot/story"
)

// long is a story of ordinary shape and size.
var long = []byte(whole + strings.Repeat("\n\nGrace asks on the [forum], reads `log.txt` and *hopes* for the best. She goes\non, as [the log](./log.md) says, and finds nothing at all but dates.", 100) + "\n\n[forum]: https://example.org\n")

func BenchmarkParse(b *testing.B) {
	parser := story.NewParser(story.Defaults())
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		parser.Parse("status_quo/grace_reads_a_log.md", long)
	}
}

// BenchmarkGoldmark is the floor: the Markdown parser alone.
func BenchmarkGoldmark(b *testing.B) {
	md := goldmark.New().Parser()
	b.SetBytes(int64(len(long)))
	for b.Loop() {
		md.Parse(text.NewReader(long))
	}
}
