package format

import (
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// rdjsonOutput writes the Reviewdog Diagnostic Format: one DiagnosticResult.
type rdjsonOutput struct {
	stream
	begun, more bool
}

type rdDiagnostic struct {
	Message     string         `json:"message"`
	Location    rdLocation     `json:"location"`
	Severity    string         `json:"severity"`
	Code        rdCode         `json:"code"`
	Suggestions []rdSuggestion `json:"suggestions,omitempty"`
}

type rdLocation struct {
	Path  string  `json:"path"`
	Range rdRange `json:"range"`
}

type rdRange struct {
	Start rdPosition  `json:"start"`
	End   *rdPosition `json:"end,omitempty"`
}

// rdPosition counts lines and bytes from 1.
type rdPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"`
}

type rdCode struct {
	Value string `json:"value"`
	URL   string `json:"url"`
}

type rdSuggestion struct {
	Range rdRange `json:"range"`
	Text  string  `json:"text"`
}

func (o *rdjsonOutput) begin() {
	if !o.begun {
		o.printf("%s", `{"source":{"name":"storybot","url":"`+checks.Home+`"},"diagnostics":[`)
		o.begun = true
	}
}

func (o *rdjsonOutput) Book(r Result) error {
	o.begin()
	files := r.byPath()
	for _, d := range r.Findings {
		f := files[d.Path]
		out := rdDiagnostic{
			Message: d.Message, Code: rdCode{d.Rule, checks.Page(d.Rule)},
			Severity: map[analysis.Severity]string{analysis.Error: "ERROR", analysis.Warning: "WARNING", analysis.Hint: "INFO"}[d.Severity],
			Location: rdLocation{Path: d.Path, Range: rdRange{Start: rdPosition{Line: d.Line}, End: &rdPosition{Line: d.EndLine}}},
		}
		if f != nil {
			out.Location.Range = rdRangeOf(f, d.Span)
			if len(d.Fixes) > 0 {
				out.suggest(r, f, d.Fixes[0])
			}
		}
		if err := o.value(out, &o.more); err != nil {
			return err
		}
	}
	return nil
}

// suggest adds a fix as the one suggestion it is. reviewdog puts a comment on a
// pull request's diff alone, and prints an error where it has a suggestion for
// lines that are not in it. So where the diff is known, what leaves it is not
// suggested; where not, the finding's range takes in the lines to change, and
// both are in the diff or neither is.
func (o *rdDiagnostic) suggest(r Result, f *story.File, fix analysis.Fix) {
	for _, lines := range replacements(f, fix) {
		if !r.inDiff(o.Location.Path, lines.from, lines.to) {
			continue
		}
		o.Suggestions = []rdSuggestion{lines.suggestion()}
		if at := &o.Location.Range; r.Diff == nil && (lines.from < at.Start.Line || lines.to > at.End.Line) {
			*at = rdRange{rdPosition{Line: min(at.Start.Line, lines.from)}, &rdPosition{Line: max(at.End.Line, lines.to)}}
		}
		return
	}
}

func rdRangeOf(f *story.File, span story.Span) rdRange {
	var start, end rdPosition
	start.Line, start.Column = f.Position(span.Start)
	end.Line, end.Column = f.Position(span.End)
	return rdRange{start, &end}
}

func (o *rdjsonOutput) End() error {
	o.begin()
	o.printf("]}\n")
	return o.stream.End()
}
