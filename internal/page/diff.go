package page

import (
	"fmt"
	"strings"
)

// A Line is one line of a patch as the template "diffline" shows it.
type Line struct {
	Kind     string // "add", "del", "same" or "hunk"
	Old, New int    // 0 where the line is not on that side
	Text     string
}

// Diff reads a patch as GitHub gives it.
func Diff(patch string) []Line {
	var lines []Line
	old, fresh := 0, 0
	for text := range strings.Lines(patch) {
		text = strings.TrimRight(text, "\r\n")
		line := Line{Kind: "same", Text: text}
		switch {
		case strings.HasPrefix(text, "@@"):
			line.Kind = "hunk"
			old, fresh = hunkStart(text)
		case strings.HasPrefix(text, "+"):
			line.Kind, line.New = "add", fresh
			fresh++
		case strings.HasPrefix(text, "-"):
			line.Kind, line.Old = "del", old
			old++
		case strings.HasPrefix(text, `\`):
			line.Kind = "hunk"
		default:
			line.Old, line.New = old, fresh
			old, fresh = old+1, fresh+1
		}
		if line.Kind != "hunk" {
			line.Text = text[min(1, len(text)):]
		}
		lines = append(lines, line)
	}
	return lines
}

// hunkStart reads the first lines of "@@ -OLD,n +NEW,n @@".
func hunkStart(text string) (old, fresh int) {
	var before, after string
	if _, err := fmt.Sscanf(text, "@@ -%s +%s", &before, &after); err != nil {
		return 0, 0
	}
	return firstNumber(before), firstNumber(after)
}

func firstNumber(text string) (n int) {
	digits, _, _ := strings.Cut(text, ",")
	if _, err := fmt.Sscanf(digits, "%d", &n); err != nil {
		return 0
	}
	return n
}
