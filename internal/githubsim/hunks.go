package githubsim

import (
	"fmt"
	"strings"
	"time"

	"github.com/go-git/go-git/v5/utils/diff"
	"github.com/sergi/go-diff/diffmatchpatch"
)

// lineOp is one line of a full diff: ' ', '-' or '+', with its newline if it
// has one.
type lineOp struct {
	kind byte
	text string
}

// maxDiffLines is how long a text may be to be compared line by line; the
// library encodes each distinct line as one code point.
const maxDiffLines = 50_000

// diffLines compares two texts line by line, deletions before additions.
// false: they are too long to compare.
func diffLines(old, fresh string) ([]lineOp, bool) {
	if strings.Count(old, "\n")+strings.Count(fresh, "\n") > maxDiffLines {
		return nil, false
	}
	var ops, added []lineOp
	for _, chunk := range diff.DoWithTimeout(old, fresh, 2*time.Second) {
		kind := map[diffmatchpatch.Operation]byte{
			diffmatchpatch.DiffEqual: ' ', diffmatchpatch.DiffDelete: '-', diffmatchpatch.DiffInsert: '+',
		}[chunk.Type]
		for line := range strings.Lines(chunk.Text) {
			if kind == '+' {
				added = append(added, lineOp{kind, line})
				continue
			}
			if kind == ' ' {
				ops, added = append(ops, added...), nil
			}
			ops = append(ops, lineOp{kind, line})
		}
	}
	return append(ops, added...), true
}

// hunk is one @@ section of a patch; lines are 1-based, half-open.
type hunk struct {
	oldStart, oldEnd int
	newStart, newEnd int
	lines            []string // with their ' ', '-', '+' or '\' in front
	text             string   // with the @@ line
}

// contextLines is how many unchanged lines stand around a change.
const contextLines = 3

// hunksOf cuts a full diff into hunks with three lines of context.
func hunksOf(ops []lineOp) []hunk {
	var hunks []hunk
	oldLine, newLine := 1, 1
	for i := 0; i < len(ops); {
		if ops[i].kind == ' ' && !changeWithin(ops, i, contextLines) {
			oldLine, newLine, i = oldLine+1, newLine+1, i+1
			continue
		}
		end := hunkEnd(ops, i)
		h := buildHunk(ops[i:end], oldLine, newLine, sectionBefore(ops, i))
		hunks = append(hunks, h)
		oldLine, newLine, i = h.oldEnd, h.newEnd, end
	}
	return hunks
}

// changeWithin reports whether one of the next n lines after i is a change.
func changeWithin(ops []lineOp, i, n int) bool {
	for _, op := range ops[i:min(i+n+1, len(ops))] {
		if op.kind != ' ' {
			return true
		}
	}
	return false
}

// hunkEnd finds where the hunk that starts at i ends: after three unchanged
// lines that are followed by at least three more.
func hunkEnd(ops []lineOp, i int) int {
	for calm := 0; i < len(ops); i++ {
		if ops[i].kind != ' ' {
			calm = 0
			continue
		}
		if calm++; calm > contextLines && !changeWithin(ops, i, contextLines) {
			return i
		}
	}
	// The file ended: at most three unchanged lines stand at the end.
	return i
}

// sectionBefore is what git writes after the second @@: the last line above
// that starts with a letter, underscore or dollar sign.
func sectionBefore(ops []lineOp, i int) string {
	for i--; i >= 0; i-- {
		line := strings.TrimRight(ops[i].text, "\r\n ")
		if ops[i].kind == '+' || line == "" {
			continue
		}
		if c := line[0]; c == '_' || c == '$' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			return " " + cutBytes(line, 80)
		}
	}
	return ""
}

// cutBytes shortens s to at most n bytes without breaking a character.
func cutBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	return strings.ToValidUTF8(s[:n], "")
}

func buildHunk(ops []lineOp, oldLine, newLine int, section string) hunk {
	h := hunk{oldStart: oldLine, oldEnd: oldLine, newStart: newLine, newEnd: newLine}
	for _, op := range ops {
		if op.kind != '+' {
			h.oldEnd++
		}
		if op.kind != '-' {
			h.newEnd++
		}
		line, whole := strings.CutSuffix(op.text, "\n")
		h.lines = append(h.lines, string(op.kind)+line)
		if !whole {
			h.lines = append(h.lines, `\ No newline at end of file`)
		}
	}
	header := fmt.Sprintf("@@ -%s +%s @@%s", hunkRange(h.oldStart, h.oldEnd), hunkRange(h.newStart, h.newEnd), section)
	h.text = header + "\n" + strings.Join(h.lines, "\n")
	return h
}

// hunkRange writes a range as git does: the count is left out when it is one,
// and an empty range names the line before it.
func hunkRange(start, end int) string {
	switch n := end - start; n {
	case 1:
		return fmt.Sprint(start)
	case 0:
		return fmt.Sprintf("%d,0", start-1)
	default:
		return fmt.Sprintf("%d,%d", start, n)
	}
}

// holds reports whether a line of one side ("LEFT" or "RIGHT") is in the hunk.
func (h hunk) holds(side string, line int) bool {
	if side == "LEFT" {
		return line >= h.oldStart && line < h.oldEnd
	}
	return line >= h.newStart && line < h.newEnd
}
