package report

import (
	"fmt"
	"io"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// Text writes a result for a reader at a terminal: a line for each finding and
// one that sums up.
func Text(w io.Writer, r Result) error {
	stories := 0
	for _, f := range r.Files {
		stories += len(f.Stories)
	}
	var out strings.Builder
	for _, d := range r.Findings {
		fmt.Fprintf(&out, "%s:%d: %s: %s [%s]\n", printable(d.Path), d.Line, d.Severity, printable(d.Message), d.Rule)
		for _, f := range d.Fixes {
			fmt.Fprintf(&out, "    fix: %s\n", printable(f.Message))
		}
	}
	if len(r.Findings) > 0 {
		out.WriteByte('\n')
	}
	fmt.Fprintf(&out, "%s, %s, %s.\n", count(len(r.Files), "file", "files"), count(stories, "story", "stories"), count(len(r.Findings), "finding", "findings"))
	if _, err := io.WriteString(w, out.String()); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// printable drops what could steer a terminal from text that others wrote.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, story.Repaired(text))
}
