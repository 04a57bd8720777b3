package demo

import "github.com/storybot-app/storybot/internal/page"

// diffLine is one line of a patch with what is said about it.
type diffLine struct {
	page.Line
	Notes []note
}

// note is something said about a line: an annotation of a check, or a comment
// of a review.
type note struct {
	Line    int
	Check   *annotation
	Comment *reviewComment
}

// annotate puts the notes below the lines of the new side that they are about.
// Notes on other lines come back as the rest.
func annotate(patch []page.Line, notes []note) (lines []diffLine, rest []note) {
	placed := make([]bool, len(notes))
	for _, l := range patch {
		line := diffLine{Line: l}
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
