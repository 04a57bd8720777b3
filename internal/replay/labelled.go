package replay

import (
	"slices"
	"strings"
)

// labelled is what people said of one story in one state.
type labelled struct {
	PR       int      `json:"pr"`
	Version  string   `json:"version"`
	Path     string   `json:"path"`
	Line     int      `json:"title_line"`
	Chapter  any      `json:"is_chapter_of"`
	Morals   question `json:"morals"`
	Sources  question `json:"sources"`
	Why      question `json:"why_character"`
	Others   question `json:"other_characters"`
	Retells  question `json:"retells"`
	Key      question `json:"key_attributes"`
	Findings []struct {
		Code string `json:"code"`
		Line int    `json:"line"` // 0 where the whole file is meant
	} `json:"findings"`
	Template       map[string]question `json:"template_faqs"`
	Acceptable     map[string]any      `json:"acceptable"`
	NoticePresent  bool                `json:"draft_warning_present"`
	NoticeExpected bool                `json:"draft_warning_expected"`
}

// question is one question of a story and what stands below it.
type question struct {
	Status string `json:"status"`
	Line   int    `json:"question_line"`
	Lines  []int  `json:"lines"`
}

// open reports whether the question has no answer of the author's own; one that
// breaks off is an answer.
func (q question) open() bool { return q.Status == "missing" || q.Status == "placeholder" }

// opinion is whether a rule should find something.
type opinion int

const (
	no     opinion = iota
	yes            // it should
	either         // it may
)

// wants are the rules of unanswered questions that should, or may, find
// something in the story.
func (l labelled) wants() map[string]opinion {
	wants := map[string]opinion{}
	for field, q := range map[string]question{
		"morals": l.Morals, "sources": l.Sources, "why_character": l.Why, "other_characters": l.Others, "retells": l.Retells,
	} {
		rule := strings.ReplaceAll(field, "_", "-")
		switch {
		case l.Chapter != nil:
		case l.disputed(field, q) || q.Status == "answered_without_link":
			wants[rule] = either
		case q.open():
			wants[rule] = yes
		}
	}
	for field, q := range l.Template {
		switch {
		case !q.open() || wants["question"] == yes:
		case l.disputed(field, q) || q.Status == "missing":
			wants["question"] = either // the template may call it optional
		default:
			wants["question"] = yes
		}
	}
	if l.Key.open() && wants["question"] == no {
		wants["question"] = either // the words of this question are not settled
	}
	return wants
}

// disputed reports whether the other opinion on a question is right as well.
func (l labelled) disputed(field string, q question) bool {
	var others []any
	switch accepted := l.Acceptable[field].(type) {
	case string:
		others = []any{accepted}
	case []any:
		others = accepted
	}
	return slices.ContainsFunc(others, func(status any) bool {
		text, ok := status.(string)
		return ok && question{Status: text}.open() != q.open()
	})
}

// prompted reports whether a line is below a question without an answer: what
// stands there is told with the question.
func (l labelled) prompted(line int) bool {
	all := []question{l.Morals, l.Sources, l.Why, l.Others, l.Retells, l.Key}
	for _, q := range l.Template {
		all = append(all, q)
	}
	return slices.ContainsFunc(all, func(q question) bool {
		end := q.Line + 4
		if len(q.Lines) > 0 {
			end = max(end, q.Lines[0])
		}
		return q.open() && q.Line > 0 && q.Line <= line && line <= end
	})
}
