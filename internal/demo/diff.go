package demo

import (
	"fmt"
	"strings"
)

// diffLine is one line of a patch as the page shows it.
type diffLine struct {
	Kind     string // "add", "del", "same" or "hunk"
	Old, New int    // 0 where the line is not on that side
	Text     string
	Notes    []note
}

// note is something said about a line: an annotation of a check, or a comment
// of a review.
type note struct {
	Line    int
	Check   *annotation
	Comment *reviewComment
}

// readPatch reads a patch as GitHub gives it and puts the notes below the
// lines of the new side that they are about. Notes on other lines come back as
// the rest.
func readPatch(patch string, notes []note) (lines []diffLine, rest []note) {
	placed := make([]bool, len(notes))
	old, fresh := 0, 0
	for text := range strings.Lines(patch) {
		text = strings.TrimRight(text, "\r\n")
		line := diffLine{Kind: "same", Text: text}
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
		for i, n := range notes {
			if line.New != 0 && n.Line == line.New {
				line.Notes, placed[i] = append(line.Notes, n), true
			}
		}
		lines = append(lines, line)
	}
	for i, n := range notes {
		if !placed[i] {
			rest = append(rest, n)
		}
	}
	return lines, rest
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
