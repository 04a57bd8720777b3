package idea

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// maxQuestion is how long the label of a form's field is, in characters at most.
const maxQuestion = 180

// Label is how a form asks a question of the book: on one line, and of nobody
// in particular, since no character may have been chosen yet.
func (w *Words) Label(q story.Question, c *story.Conventions) string {
	label := strings.Join(strings.Fields(clean(q.Text)), " ")
	if token := c.Words.NameToken; token != "" {
		by := w.Someone
		if by == "" {
			by = "…"
		}
		label = strings.ReplaceAll(label, token, by)
	}
	runes := []rune(label)
	if len(runes) <= maxQuestion {
		return label
	}
	short := string(runes[:maxQuestion-1])
	if end := strings.LastIndexByte(short, ' '); end > 0 {
		short = short[:end]
	}
	return short + "…"
}

// fieldOf is the field a question's answer goes to: the morals and sources of
// an idea, which other forms ask for too, or one of its own.
func fieldOf(q story.Question) Field {
	switch q.ID {
	case "morals", "key-attributes":
		return FieldMorals
	case "sources":
		return FieldSources
	}
	return Field(ownQuestion + q.ID)
}

// ownQuestion begins the fields of a book's own questions.
const ownQuestion = "question "

// ownFields are the fields of a kind's own questions.
func ownFields(k story.Kind) []Field {
	var fields []Field
	for _, asked := range slices.Concat([]story.Kind{k}, k.Others) {
		for _, q := range asked.Questions {
			fields = append(fields, fieldOf(q))
		}
	}
	return fields
}

// learn adds what a book asks to the words of one reading, in the order of its
// form for a kind, where that is known.
func (w *Words) learn(c *story.Conventions, kind string) {
	w.order = []Field{FieldKind, FieldSummary, FieldCharacters, FieldProjects}
	add := func(field Field) {
		if !slices.Contains(w.order, field) {
			w.order = append(w.order, field)
		}
	}
	kinds := slices.Clone(c.Kinds)
	slices.SortStableFunc(kinds, func(a, b story.Kind) int {
		switch {
		case a.ID == kind && b.ID != kind:
			return -1
		case b.ID == kind && a.ID != kind:
			return 1
		}
		return 0
	})
	for _, k := range kinds {
		for _, asked := range slices.Concat([]story.Kind{k}, k.Others) {
			for _, q := range asked.Questions {
				add(fieldOf(q))
				w.questions = append(w.questions, Label{fieldOf(q), folds([]string{w.Label(q, c), q.Text})})
			}
		}
	}
	for _, label := range w.Labels {
		add(label.Field)
	}
}

// wholeQuestion is the field of the book's question that a line is, as a
// heading or with a question mark; "" if it is none.
func (w *Words) wholeQuestion(text string, title bool) Field {
	if !title && !strings.ContainsAny(text, "?:：") {
		return ""
	}
	folded := fold(text)
	for _, q := range w.questions {
		if slices.Contains(q.Phrases, folded) {
			return q.Field
		}
	}
	return ""
}

// toQuestions are the answers to a book's own questions.
func (f form) toQuestions(order []Field, definitions []string) []Answer {
	var answers []Answer
	for _, field := range order {
		id, own := strings.CutPrefix(string(field), ownQuestion)
		if said := f.answers[field]; own && said != nil {
			answers = append(answers, Answer{Question: id, Text: defined(text(said), definitions)})
		}
	}
	return answers
}
