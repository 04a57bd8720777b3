package markdown

import "strings"

// Fence reads a line without its indentation as the fence of a code block: its
// marks, "" if it is none, and what is behind them. A fence of backticks has
// none behind them.
func Fence(line string) (marks, rest string) {
	if len(line) < 3 || line[0] != '`' && line[0] != '~' {
		return "", ""
	}
	marks = line[:len(line)-len(strings.TrimLeft(line, line[:1]))]
	rest = line[len(marks):]
	if len(marks) < 3 || line[0] == '`' && strings.Contains(rest, "`") {
		return "", ""
	}
	return marks, strings.TrimRight(rest, " \t\r\n")
}

// FenceAround is a fence that a text within it cannot end.
func FenceAround(text string) string {
	longest := 2
	for text != "" {
		run := len(text) - len(strings.TrimLeft(text, "`"))
		longest = max(longest, run)
		text = text[max(run, 1):]
		if next := strings.IndexByte(text, '`'); run == 0 && next > 0 {
			text = text[next:]
		}
	}
	return strings.Repeat("`", longest+1)
}
