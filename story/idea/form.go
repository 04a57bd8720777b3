package idea

import (
	"slices"
	"strings"
)

// leastTelling is how many words a question has at least that only a form for
// stories asks: "Motivation" is a heading of any issue.
const leastTelling = 4

// maxLabel is how long a line that asks for something may be, in bytes.
const maxLabel = 200

// A mark is a line that asks for a field; field is "" for a heading that only
// ends the answer before it.
type mark struct {
	line   int
	field  Field
	answer string // what the same line answers already
	whole  bool   // the line is a question of the book's, word for word
}

// form is a body taken apart by what it asks.
type form struct {
	preface    []line
	asked      map[Field]bool
	answers    map[Field][]line
	byQuestion bool // it asks what the book's template does
	telling    bool // so, in words that nobody uses for anything else
}

// readForm splits a body at the labels it knows, in their order; any other
// heading is part of an answer.
func (w *Words) readForm(lines []line) form {
	f := form{asked: map[Field]bool{}, answers: map[Field][]line{}}
	marks := w.inOrder(w.marks(lines))
	end := len(lines)
	for _, m := range slices.Backward(marks) {
		answer := lines[m.line+1 : end]
		if m.answer != "" {
			answer = append([]line{{text: m.answer}}, answer...)
		}
		if m.field != "" {
			f.asked[m.field], f.answers[m.field] = true, w.said(answer)
			f.byQuestion = f.byQuestion || m.whole
			f.telling = f.telling || m.whole && len(split(lines[m.line].text)) >= leastTelling
		}
		end = m.line
	}
	f.preface = w.said(lines[:end])
	return f
}

// marks finds every line that could ask for a field.
func (w *Words) marks(lines []line) []mark {
	var marks []mark
	for i, l := range lines {
		if l.code || l.text == "" || len(l.text) > maxLabel {
			continue
		}
		text, title := labelText(l.text)
		if field := w.wholeQuestion(text, title); field != "" {
			marks = append(marks, mark{line: i, field: field, whole: true})
		} else if field, answer, ok := w.asks(text, title); ok {
			marks = append(marks, mark{line: i, field: field, answer: answer})
		}
	}
	return marks
}

// labelText is the text of a line without the marks of a heading or list
// item; title reports whether it stands as a heading.
func labelText(text string) (label string, title bool) {
	if found := heading().FindStringSubmatch(text); found != nil {
		return found[1], true
	}
	if found := bold().FindStringSubmatch(text); found != nil {
		return found[1] + found[2], true
	}
	if found := item().FindStringSubmatch(text); found != nil {
		return found[2], false
	}
	return text, false
}

// asks tells which field a label asks for. What stands behind its question
// mark or colon is an answer already.
func (w *Words) asks(text string, title bool) (field Field, answer string, ok bool) {
	asked, answer := text, ""
	if end := strings.IndexAny(text, "?:："); end >= 0 {
		asked, answer = text[:end], strings.TrimLeft(text[end:], "?:： *_")
	} else if !title {
		return "", "", false
	}
	folded := fold(asked)
	if title && slices.Contains(w.Sections, folded) {
		return "", "", true
	}
	folded, _ = begins(folded, w.Optional)
	for _, label := range w.Labels {
		for _, phrase := range label.Phrases {
			if folded == phrase || strings.Count(phrase, " ") > 2 && strings.HasPrefix(folded, phrase) {
				return label.Field, answer, true
			}
		}
	}
	return "", "", false
}

// inOrder chooses among all marks those that split the body: of the chains in
// which fields follow each other in the order of forms the longest, and
// then any field asked only out of that order, where it is asked first. So a
// label quoted within an answer splits nothing.
func (w *Words) inOrder(marks []mark) []mark {
	chains := make([][]mark, len(w.order)+1) // the best chain that ends at or before each field
	for _, m := range marks {
		at := slices.Index(w.order, m.field)
		if at < 0 {
			continue
		}
		chain := append(slices.Clone(chains[at]), m)
		for later := at + 1; later < len(chains) && len(chains[later]) < len(chain); later++ {
			chains[later] = chain
		}
	}
	chosen := slices.Clone(chains[len(w.order)])
	seen := map[Field]bool{}
	for _, m := range chosen {
		seen[m.field] = true
	}
	for _, m := range marks {
		if !seen[m.field] {
			chosen = append(chosen, m)
			seen[m.field] = m.field != ""
		}
	}
	slices.SortFunc(chosen, func(a, b mark) int { return a.line - b.line })
	return chosen
}
