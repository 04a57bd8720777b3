package story

import "bytes"

// A Markdown parser needs time that grows with the square of how deep blocks
// nest and of how many marks one paragraph holds. No story comes near these
// limits; beyond them a mark is read as a space, so that a text written to be
// slow is read in time like any other.
const (
	tameFrom   = 16 << 10 // bytes; smaller texts cannot take long
	maxNesting = 40       // block marks at the beginning of one line
	maxIndent  = 100      // columns behind which a list mark is none
	maxMarks   = 1000     // inline marks of one paragraph
	fewMarks   = 64       // the same once the budget is spent
	markBudget = 50e6     // sum over the paragraphs of the squares of their marks
)

// tame blanks the marks of a long text that go beyond the limits; source is
// changed only after it was cloned.
func (f *File) tame(source []byte) []byte {
	if len(source) < tameFrom {
		return source
	}
	t := tamer{source: source, shared: true, limit: maxMarks}
	for i, start := range f.lines {
		stop := len(source)
		if i+1 < len(f.lines) {
			stop = f.lines[i+1]
		}
		t.line(start, stop)
	}
	return t.source
}

type tamer struct {
	source []byte
	shared bool // source is still the caller's
	marks  int  // of the current paragraph
	limit  int
	spent  float64
}

func (t *tamer) blank(i int) {
	if t.shared {
		t.source, t.shared = bytes.Clone(t.source), false
	}
	t.source[i] = ' '
}

func (t *tamer) line(start, stop int) {
	at, depth, empty := start, 0, true
	for ; at < stop; at++ {
		b := t.source[at]
		if isSpace(b) {
			continue
		}
		list := (b == '-' || b == '+' || b == '*') && at+1 < stop && isSpace(t.source[at+1])
		if b != '>' && !list {
			empty = false
			break
		}
		if depth++; depth > maxNesting || list && at-start > maxIndent {
			t.blank(at)
		}
	}
	if empty {
		t.end()
		return
	}
	for ; at < stop; at++ {
		switch t.source[at] {
		case '*', '_', '[':
			if t.marks++; t.marks > t.limit {
				t.blank(at)
			}
		}
	}
}

// end ends a paragraph.
func (t *tamer) end() {
	if t.marks > fewMarks {
		counted := float64(min(t.marks, t.limit))
		if t.spent += counted * counted; t.spent > markBudget {
			t.limit = fewMarks
		}
	}
	t.marks = 0
}
