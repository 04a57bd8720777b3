package format

import (
	"fmt"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// textOutput writes for a reader at a terminal: each finding with the line it
// is about, and at the end a line that sums up.
type textOutput struct {
	stream
	color                    bool
	files, stories, findings int
}

func (t *textOutput) Book(r Result) error {
	t.files += len(r.Files)
	for _, f := range r.Files {
		t.stories += len(f.Stories)
	}
	t.findings += len(r.Findings)
	files := r.byPath()
	for _, d := range r.Findings {
		t.printf("%s:%d: %s: %s [%s]\n", t.paint(bold, printable(d.Path)), d.Line, t.paint(colorOf(d.Severity), string(d.Severity)), printable(d.Message), d.Rule)
		if f := files[d.Path]; f != nil {
			line, carets := excerpt(f, d)
			t.printf("    %s\n    %s\n", line, t.paint(colorOf(d.Severity), carets))
		}
		for _, f := range d.Fixes {
			t.printf("    fix: %s\n", printable(f.Message))
		}
	}
	return nil // the end tells what went wrong
}

func (t *textOutput) End() error {
	if t.findings > 0 {
		t.printf("\n")
	}
	t.printf("%s, %s, %s.\n", count(t.files, "file", "files"), count(t.stories, "story", "stories"), count(t.findings, "finding", "findings"))
	return t.stream.End()
}

// Colours of a terminal.
const (
	bold   = "1"
	red    = "31"
	yellow = "33"
	cyan   = "36"
)

func colorOf(s analysis.Severity) string {
	switch s {
	case analysis.Error:
		return red
	case analysis.Warning:
		return yellow
	}
	return cyan
}

// paint colours a text, if colours are wanted.
func (t *textOutput) paint(color, text string) string {
	if !t.color {
		return text
	}
	return "\x1b[" + color + "m" + text + "\x1b[0m"
}

func count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// printable drops what could steer a terminal from text that others wrote.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, story.Repaired(text))
}
