package scaffold

import (
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

var (
	htmlStart = lazyregexp.New(`^<[A-Za-z/!?]`)
	autoLink  = lazyregexp.New("^<[A-Za-z][A-Za-z0-9+.-]{1,31}:[^\\s<>`]*>")
)

// balancedLines tells of every line whether it stands in a paragraph in which
// each code span ends on the line where it begins, so that spans can be told
// by the line alone.
func balancedLines(lines []string) []bool {
	balanced := make([]bool, len(lines))
	for start := 0; start < len(lines); {
		end, all := start, true
		for ; end < len(lines) && strings.TrimSpace(lines[end]) != ""; end++ {
			_, ok := codeSpans(lines[end])
			all = all && ok
		}
		for i := start; i < end; i++ {
			balanced[i] = all
		}
		start = end + 1
	}
	return balanced
}

// codeSpans finds the code spans of a line; balanced is false when a run of
// backticks has no partner on it.
func codeSpans(line string) (spans [][2]int, balanced bool) {
	for i := 0; i < len(line); {
		switch line[i] {
		case '\\':
			i += 2
			continue
		case '`':
		default:
			i++
			continue
		}
		size := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
		end := closing(line, i+size, size)
		if end < 0 {
			return nil, false
		}
		spans = append(spans, [2]int{i, end})
		i = end
	}
	return spans, true
}

// closing is the end of the next run of exactly size backticks, or -1.
func closing(line string, from, size int) int {
	for i := from; i < len(line); {
		at := strings.IndexByte(line[i:], '`')
		if at < 0 {
			return -1
		}
		i += at
		run := len(line[i:]) - len(strings.TrimLeft(line[i:], "`"))
		i += run
		if run == size {
			return i
		}
	}
	return -1
}

// escapeHTML escapes what could begin an HTML tag or comment; code spans are
// left alone if their ends are known.
func escapeHTML(line string, balanced bool) string {
	var spans [][2]int
	if balanced {
		spans, _ = codeSpans(line)
	}
	var b strings.Builder
	for i := 0; i < len(line); {
		if len(spans) > 0 && i == spans[0][0] {
			b.WriteString(line[i:spans[0][1]])
			i, spans = spans[0][1], spans[1:]
			continue
		}
		if line[i] == '\\' && i+1 < len(line) {
			b.WriteString(line[i : i+2])
			i += 2
			continue
		}
		if htmlStart().MatchString(line[i:]) && !autoLink().MatchString(line[i:]) {
			b.WriteByte('\\')
		}
		b.WriteByte(line[i])
		i++
	}
	return b.String()
}
