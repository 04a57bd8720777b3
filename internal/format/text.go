package format

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// severities are all there are, the most severe first.
var severities = [...]analysis.Severity{analysis.Error, analysis.Warning, analysis.Hint}

// textOutput writes for a reader at a terminal: each finding with the line it
// is about, the most severe first, and at the end a line that sums up. What is
// printed of a finding is kept until then; its file is not.
type textOutput struct {
	stream
	options        OutputOptions
	files, stories int
	found          [len(severities)]bytes.Buffer
	count          [len(severities)]int
	fixable, fixed int
}

func (t *textOutput) Book(r Result) error {
	t.files += len(r.Files)
	t.fixed += r.Fixed
	for _, f := range r.Files {
		t.stories += len(f.Stories)
	}
	files := r.byPath()
	slices.SortStableFunc(r.Findings, func(a, b analysis.Diagnostic) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Span.Start, b.Span.Start))
	})
	for _, d := range r.Findings {
		i := max(0, slices.Index(severities[:], d.Severity))
		t.count[i]++
		if len(d.Fixes) > 0 {
			t.fixable++
		}
		t.finding(&t.found[i], files[d.Path], d)
	}
	return nil
}

// finding writes one finding. f is its file, nil if that is not known.
func (t *textOutput) finding(w *bytes.Buffer, f *story.File, d analysis.Diagnostic) {
	place := fmt.Sprintf(":%d", d.Line)
	if !shows(f, d) {
		f = nil
	} else if column := columnOf(f, d); column > 0 {
		place += fmt.Sprintf(":%d", column)
	}
	fmt.Fprintf(w, "%s%s: %s: %s [%s]\n", t.paint(bold, printable(d.Path)), place,
		t.paint(colorOf(d.Severity), string(d.Severity)), printable(d.Message), d.Rule)
	if f != nil {
		line, carets := excerpt(f, d, excerptWidth(t.options.Width))
		fmt.Fprintf(w, "%s%s\n%[1]s%[3]s\n", indent, line, t.paint(colorOf(d.Severity), carets))
	}
	for _, fix := range d.Fixes {
		fmt.Fprintf(w, "%sfix: %s\n", indent, printable(fix.Message))
	}
}

// shows reports whether a finding's file is here and has the place.
func shows(f *story.File, d analysis.Diagnostic) bool {
	if f == nil {
		return false
	}
	line, _ := f.Position(d.Span.Start)
	return line == d.Line
}

// columnOf is where in its line a finding begins, in characters from 1; 0 if
// that is too far to be counted.
func columnOf(f *story.File, d analysis.Diagnostic) int {
	_, column := pointOf(f, d.Span.Start)
	return column
}

func (t *textOutput) End() error {
	for i := range t.found {
		_, _ = t.found[i].WriteTo(t) // the stream keeps an error until the end
	}
	if !t.options.Quiet {
		t.sum()
	}
	return t.stream.End()
}

// sum writes the last line: what was read, what was found by severity, and how
// much of that --fix fixes.
func (t *textOutput) sum() {
	all := 0
	var by []string
	for i, n := range t.count {
		if all += n; n > 0 {
			by = append(by, count(n, string(severities[i]), string(severities[i])+"s"))
		}
	}
	if all > 0 {
		t.printf("\n")
	}
	t.printf("%s, %s", count(t.files, "file", "files"), count(t.stories, "story", "stories"))
	if t.options.Fixing {
		t.printf(", %d fixed", t.fixed)
	}
	t.printf(", %s", count(all, "finding", "findings"))
	if all > 0 {
		t.printf(": %s", strings.Join(by, ", "))
	}
	if t.fixable > 0 && !t.options.Fixing {
		t.printf("; --fix would fix %d", t.fixable)
	}
	t.printf(".\n")
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
	if !t.options.Color {
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
