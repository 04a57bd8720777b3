// Package linediff compares two texts line by line and says which lines of the
// one were replaced by which of the other. It refuses to print a difference and
// to know what the texts are.
package linediff

import (
	"fmt"
	"strings"

	"github.com/rogpeppe/go-internal/diff"
)

// A Hunk is a run of lines of the old text and the lines of the new one that
// stand in its place. Lines count from 1; where a count is 0 nothing is there,
// and the line is the one it would stand before.
type Hunk struct{ Old, OldLines, New, NewLines int }

// Hunks are the places where two texts differ, in order and apart. A last line
// that ends in a line end in one text alone differs.
func Hunks(old, fresh []byte) []Hunk {
	var found []Hunk
	at, newAt := 1, 1
	open := false
	change := func() *Hunk {
		if !open {
			found = append(found, Hunk{Old: at, New: newAt})
			open = true
		}
		return &found[len(found)-1]
	}
	_, hunks, _ := strings.Cut(string(diff.Diff("old", old, "new", fresh)), "\n+++ new\n")
	for line := range strings.Lines(hunks) {
		switch line[0] {
		case '@':
			var from, count int
			_, _ = fmt.Sscanf(line, "@@ -%d,%d", &from, &count) // the library's own line
			if count == 0 {
				from++
			}
			at, newAt, open = max(from, 1), newAt+max(from, 1)-at, false
		case ' ':
			at, newAt, open = at+1, newAt+1, false
		case '-':
			change().OldLines++
			at++
		case '+':
			change().NewLines++
			newAt++
		}
	}
	return found
}
