package format

import (
	"bufio"
	"bytes"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
)

// jsonVersion is the version of the JSON form; it grows when a reader of the
// old form could be misled.
const jsonVersion = 1

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
	Wanted bool   `json:"wanted,omitempty"`
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

// jsonOutput writes one JSON object; docs/check-json.md describes it. Stories
// are written as they come, findings behind them.
type jsonOutput struct {
	stream
	begun, more bool
	findings    bytes.Buffer
}

func (j *jsonOutput) Book(r Result) error {
	j.begin()
	for _, f := range r.Files {
		for _, s := range f.Stories {
			if err := j.value(storyJSON(f, s), &j.more); err != nil {
				return err
			}
		}
	}
	kept := stream{bufio.NewWriter(&j.findings)}
	for _, d := range r.Findings {
		more := j.findings.Len()+kept.Buffered() > 0
		if err := kept.value(findingJSON(d), &more); err != nil {
			return err
		}
	}
	return kept.Flush()
}

func (j *jsonOutput) begin() {
	if !j.begun {
		j.printf(`{"version":%d,"stories":[`, jsonVersion)
		j.begun = true
	}
}

func (j *jsonOutput) End() error {
	j.begin()
	j.printf(`],"findings":[%s]}`+"\n", j.findings.Bytes())
	return j.stream.End()
}

func storyJSON(f *story.File, s *story.Story) jsonStory {
	line, _ := f.Position(s.TitleSpan.Start)
	end, _ := f.Position(s.Span.End)
	out := jsonStory{
		Path: f.Path, Line: line, EndLine: end, Title: s.Title, Kind: s.Kind, Chapter: s.Chapter,
		Characters: append([]string{}, s.Characters...),
		Questions:  make(map[string]jsonQuestion, len(s.Questions)),
		Pair:       jsonPair{Linked: s.Pair.Linked, Target: s.Pair.Target, Wanted: s.Pair.Wanted},
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
