package format

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// A Result is what a check of some files came to.
type Result struct {
	Files    []*story.File // that were read, stories or not
	Findings []analysis.Diagnostic
	Fixed    int                       // findings that were fixed, and are not among them
	Diff     map[string]analysis.Lines // lines that may be suggested to change, by path; nil for all
}

// byPath finds the result's files.
func (r Result) byPath() map[string]*story.File {
	files := make(map[string]*story.File, len(r.Files))
	for _, f := range r.Files {
		files[f.Path] = f
	}
	return files
}

// An Output writes results in one format: book by book, so that none need be
// kept, and then what belongs at the end.
type Output interface {
	Book(r Result) error
	End() error
}

// OutputOptions say how results are written.
type OutputOptions struct {
	Color   bool   // text alone: use colours
	Width   int    // text alone: columns of the terminal, 0 if it is none
	Quiet   bool   // text alone: findings and nothing else
	Fixing  bool   // text alone: what could be fixed has been
	Version string // of this program, as semantic versioning has it
}

// Formats are the names of the formats.
func Formats() []string { return []string{"text", "json", "sarif", "rdjson", "github"} }

// NewOutput makes the output of a format, which is one of Formats.
func NewOutput(format string, w io.Writer, o OutputOptions) (Output, error) {
	out, err := formatted(format, stream{bufio.NewWriterSize(w, 64<<10)}, o)
	return plainOutput{out}, err
}

// formatted is the output of a format by itself.
func formatted(format string, out stream, o OutputOptions) (Output, error) {
	switch format {
	case "text":
		return &textOutput{stream: out, options: o}, nil
	case "json":
		return &jsonOutput{stream: out}, nil
	case "sarif":
		return &sarifOutput{stream: out, version: o.Version}, nil
	case "rdjson":
		return &rdjsonOutput{stream: out}, nil
	case "github":
		return &githubOutput{stream: out}, nil
	}
	return nil, fmt.Errorf("format can't be %q. Choose one of %s", format, strings.Join(Formats(), ", "))
}

// stream is where an output writes.
type stream struct{ *bufio.Writer }

// End writes out what is left. Errors of earlier writes come back here.
func (s stream) End() error {
	if err := s.Flush(); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}

// printf writes; the writer keeps an error until the end.
func (s stream) printf(format string, args ...any) { _, _ = fmt.Fprintf(s, format, args...) }

// value writes a value as JSON, behind a comma if it is not the first of its list.
func (s stream) value(v any, first *bool) error {
	if *first {
		if err := s.WriteByte(','); err != nil {
			return err
		}
	}
	*first = true
	encoder := json.NewEncoder(s)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return fmt.Errorf("write the result: %w", err)
	}
	return nil
}
