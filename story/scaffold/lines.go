package scaffold

import (
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/markdown"
)

var (
	atxHeading = lazyregexp.New(`^ {0,3}#{1,6}(?:[ \t]|$)`)
	setextLine = lazyregexp.New(`^ {0,3}(?:=+|-+)[ \t]*$`)
	definition = lazyregexp.New(`^ {0,3}\[((?:[^\[\]\\]|\\.)+)\]:`)
	reference  = lazyregexp.New(`\[((?:[^\[\]\\]|\\.)+)\]`)
	// boldItem is a list item that begins in bold, or a line all in bold.
	boldItem = lazyregexp.New(`^ {0,3}(?:(?:[*+-]|\d{1,9}[.)])[ \t]+\*\*[^*]|\*\*[^*]{1,300}\*\*[ \t]*$)`)
)

// A fence follows the lines of a text in order and knows which of them stand
// in a fenced code block.
type fence struct {
	mark byte
	size int
}

// inside reports whether the line belongs to a fenced block, its first and last
// line included.
func (f *fence) inside(line string) bool {
	marks, rest := fenceMarks(line)
	if f.size == 0 {
		if marks == "" {
			return false
		}
		f.mark, f.size = marks[0], len(marks)
		return true
	}
	if marks != "" && marks[0] == f.mark && len(marks) >= f.size && strings.TrimSpace(rest) == "" {
		f.size = 0
	}
	return true
}

// open is the line that would end the block that is open, or "".
func (f *fence) open() string {
	return strings.Repeat(string(f.mark), f.size)
}

// fenceMarks reads the marks a fence begins or ends with, and what is behind
// them; marks are "" for any other line.
func fenceMarks(line string) (marks, rest string) {
	text := strings.TrimLeft(line, " ")
	if len(line)-len(text) > 3 {
		return "", ""
	}
	return markdown.Fence(text)
}

// label folds the name of a link definition as Markdown does.
func label(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(name), " "))
}

// definedIn names what the line defines, or "".
func definedIn(line string) string {
	found := definition().FindStringSubmatch(line)
	if found == nil || strings.HasPrefix(found[1], "^") {
		return ""
	}
	return label(found[1])
}

// usedLabels are the labels in square brackets anywhere in a text but where
// they are defined.
func usedLabels(text string) map[string]bool {
	var b strings.Builder
	for line := range strings.Lines(text) {
		if defined := definition().FindStringIndex(line); defined != nil {
			line = line[defined[1]:]
		}
		b.WriteString(line)
	}
	used := map[string]bool{}
	for _, found := range reference().FindAllStringSubmatch(b.String(), -1) {
		used[label(found[1])] = true
	}
	return used
}
