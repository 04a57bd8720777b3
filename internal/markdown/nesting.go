package markdown

import "bytes"

// The parser walks all open quotations and lists for every line, and keeps a
// note of each. A blank line stays in all of them at the price of one byte, so
// depth × blank lines is what is bounded: 40 levels, which is more than anybody
// writes, up to some 3,000 blank lines, and fewer beyond.
const (
	mostLevels  = 40
	leastLevels = 0
	levelLines  = 1 << 17
)

// LimitNesting returns a text of the same length and lines in which the marks
// of quotations and lists that nest too deep are spaces. It is source itself
// where there are none; source is never changed.
func LimitNesting(source []byte) []byte {
	n := nesting{source: source, shared: true, levels: mostLevels}
	if bytes.Count(source, []byte("\n")) > levelLines/mostLevels { // else there are not so many blank ones
		n.levels = max(leastLevels, min(mostLevels, levelLines/(1+blankLines(source))))
	}
	for start := 0; start < len(source); {
		stop := len(source)
		if i := bytes.IndexByte(source[start:], '\n'); i >= 0 {
			stop = start + i + 1
		}
		n.line(start, stop)
		start = stop
	}
	return n.source
}

func blankLines(source []byte) int {
	count, blank := 0, true
	for _, b := range source {
		switch b {
		case '\n':
			if blank {
				count++
			}
			blank = true
		case ' ', '\t', '\r':
		default:
			blank = false
		}
	}
	return count
}

type nesting struct {
	source []byte
	shared bool // source is still the caller's
	levels int
}

// line blanks the marks at the beginning of a line that are too many or too far
// to the right: each level takes two columns at least, and most take four.
func (n *nesting) line(at, stop int) {
	column, depth := 0, 0
	for at < stop {
		switch n.source[at] {
		case ' ', '\r':
			column++
			at++
			continue
		case '\t':
			column += 4 - column%4
			at++
			continue
		}
		size := markSize(n.source[at:stop])
		if size == 0 {
			return
		}
		depth++
		if list := n.source[at] != '>'; depth > n.levels || list && column > 10+2*n.levels {
			n.blank(at, at+size)
		}
		column += size
		at += size
	}
}

func (n *nesting) blank(start, stop int) {
	if n.shared {
		n.source, n.shared = bytes.Clone(n.source), false
	}
	copy(n.source[start:stop], "          ")
}

// markSize is the length of the quotation or list mark that a line begins with,
// 0 if it begins with none.
func markSize(line []byte) int {
	const longestNumber = 9
	size := 1
	switch b := line[0]; {
	case b == '>':
		return 1
	case b == '-' || b == '+' || b == '*':
	case '0' <= b && b <= '9':
		for size < len(line) && size < longestNumber && '0' <= line[size] && line[size] <= '9' {
			size++
		}
		if size == len(line) || line[size] != '.' && line[size] != ')' {
			return 0
		}
		size++
	default:
		return 0
	}
	if size < len(line) && bytes.IndexByte([]byte(" \t\r\n"), line[size]) < 0 {
		return 0
	}
	return size
}
