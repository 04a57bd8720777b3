package report

import (
	"encoding/json"
	"fmt"
	"io"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// A Result is what a check of some files came to.
type Result struct {
	Files    []*story.File // that were read, stories or not
	Findings []analysis.Diagnostic
}

// jsonVersion is the version of the JSON form; it grows when a reader of the
// old form could be misled.
const jsonVersion = 1

type jsonResult struct {
	Version  int           `json:"version"`
	Stories  []jsonStory   `json:"stories"`
	Findings []jsonFinding `json:"findings"`
}

type jsonStory struct {
	Path       string                  `json:"path"`
	Line       int                     `json:"line"`
	EndLine    int                     `json:"end_line"`
	Title      string                  `json:"title"`
	Kind       string                  `json:"kind"`
	Characters []string                `json:"characters"`
	Chapter    bool                    `json:"chapter,omitempty"`
	Questions  map[string]jsonQuestion `json:"questions"`
	Pair       jsonPair                `json:"pair"`
}

type jsonQuestion struct {
	Status       story.Status `json:"status"`
	QuestionLine int          `json:"question_line,omitempty"`
	Line         int          `json:"line,omitempty"`
	EndLine      int          `json:"end_line,omitempty"`
	Linked       *bool        `json:"linked,omitempty"`
}

type jsonPair struct {
	Linked bool   `json:"linked"`
	Target string `json:"target,omitempty"`
}

type jsonFinding struct {
	Rule     string    `json:"rule"`
	Severity string    `json:"severity"`
	Path     string    `json:"path"`
	Line     int       `json:"line"`
	EndLine  int       `json:"end_line"`
	Message  string    `json:"message"`
	Fixes    []jsonFix `json:"fixes,omitempty"`
}

type jsonFix struct {
	Message string     `json:"message"`
	Edits   []jsonEdit `json:"edits,omitempty"`
	Rename  string     `json:"rename,omitempty"`
}

type jsonEdit struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	New   string `json:"new"`
}

// JSON writes a result as one JSON object; docs/check-json.md describes it.
func JSON(w io.Writer, r Result) error {
	out := jsonResult{Version: jsonVersion, Stories: []jsonStory{}, Findings: []jsonFinding{}}
	for _, f := range r.Files {
		for _, s := range f.Stories {
			out.Stories = append(out.Stories, storyJSON(f, s))
		}
	}
	for _, d := range r.Findings {
		out.Findings = append(out.Findings, findingJSON(d))
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(out); err != nil {
		return fmt.Errorf("write the result as JSON: %w", err)
	}
	return nil
}

func storyJSON(f *story.File, s *story.Story) jsonStory {
	line, _ := f.Position(s.TitleSpan.Start)
	end, _ := f.Position(s.Span.End)
	out := jsonStory{
		Path: f.Path, Line: line, EndLine: end, Title: s.Title, Kind: s.Kind, Chapter: s.Chapter,
		Characters: append([]string{}, s.Characters...),
		Questions:  make(map[string]jsonQuestion, len(s.Questions)),
		Pair:       jsonPair{Linked: s.Pair.Linked, Target: s.Pair.Target},
	}
	for _, a := range s.Questions {
		out.Questions[a.ID] = questionJSON(f, a)
	}
	return out
}

func questionJSON(f *story.File, a story.Answer) jsonQuestion {
	out := jsonQuestion{Status: a.Status}
	if !a.QuestionSpan.Empty() {
		out.QuestionLine, _ = f.Position(a.QuestionSpan.Start)
	}
	if !a.AnswerSpan.Empty() {
		out.Line, _ = f.Position(a.AnswerSpan.Start)
		out.EndLine, _ = f.Position(a.AnswerSpan.End - 1)
	}
	if a.Status == story.Answered {
		out.Linked = &a.Linked
	}
	return out
}

func findingJSON(d analysis.Diagnostic) jsonFinding {
	out := jsonFinding{Rule: d.Rule, Severity: string(d.Severity), Path: d.Path, Line: d.Line, EndLine: d.EndLine, Message: d.Message}
	for _, f := range d.Fixes {
		fix := jsonFix{Message: f.Message, Rename: f.Rename}
		for _, e := range f.Edits {
			fix.Edits = append(fix.Edits, jsonEdit{e.Span.Start, e.Span.End, e.New})
		}
		out.Fixes = append(out.Fixes, fix)
	}
	return out
}
