package story_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story"
)

// pieces are what marks of Markdown and notes are made of.
var pieces = []string{
	"a", " ", "\n", "\n\n", "(", ")", "?", "??", "{{", "}}", "{", "}", "==", "%%", "\\", "_", "___", "XX", " ms", "<", ">", "<!--", "-->", "* ", "- ", "#", "# ",
	"...", "…", "[", "]", "]:", "/b(", "@", ":", "\"", "'", "“", "”", "and", "the", "```", "`", "|", "|-|", "---", "\t", "é", "\x00", "\xff", "  ", "1. ", "> ", "![", "](",
	"show", "link to", "{#x}", "&amp;", "\r\n", "!!! x", ":::", "<<<<<<< a", "TODO", "FAQ",
}

// TestPieces parses texts that are put together by chance: whatever is found in
// them lies in them.
func TestPieces(t *testing.T) {
	const rounds = 5000
	chance := rand.New(rand.NewPCG(1, 2))
	parser := story.NewParser(story.Defaults())
	for range rounds {
		var text strings.Builder
		text.WriteString("# Status quo stories: Grace\n\n")
		for range chance.IntN(60) {
			text.WriteString(pieces[chance.IntN(len(pieces))])
		}
		f := parser.Parse("status_quo/grace_reads.md", []byte(text.String()))
		for _, s := range spans(f) {
			if s.Start < 0 || s.End < s.Start || s.End > len(f.Text) {
				t.Fatalf("span %v in %q", s, text.String())
			}
		}
	}
}
