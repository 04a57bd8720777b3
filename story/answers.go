package story

import (
	"slices"
	"strings"
)

// finish turns what was found into the story's answers and leftovers.
func (r *faq) finish() {
	s := r.story
	extras := 0
	for i, q := range r.kind.questions {
		if q.extra && r.answers[i].asked {
			extras++
		}
	}
	reported := make([]bool, len(r.answers))
	for i, q := range r.kind.questions {
		found := r.answers[i]
		var maybe answer
		if !found.asked && !q.extra {
			found, maybe = r.otherwise(i)
		}
		if q.extra && !found.asked {
			continue
		}
		a := Answer{ID: q.ID, Asked: q.Text, Written: oneLine(found.written), Extra: q.extra, QuestionSpan: found.question}
		a.Status, a.AnswerSpan = found.status()
		if !found.asked && (s.Chapter || r.d.notAsked(r.kind, q.ID, extras)) {
			a.Status = NotAsked
		}
		if a.Status == Missing {
			a.Maybe, a.Written = maybe.question, oneLine(maybe.written)
		}
		if a.Status == Answered {
			a.Linked = r.d.linked(a.AnswerSpan)
			a.FirstHand = !a.Linked && r.d.firstHand(a.AnswerSpan)
		}
		reported[i] = !q.extra && (a.Status == Placeholder || a.Status == Missing)
		s.Questions = append(s.Questions, a)
	}
	r.further()
	for _, l := range r.left {
		l.Reported = l.question >= 0 && reported[l.question]
		if l.question >= 0 && l.question < len(r.kind.questions) {
			l.Question = r.kind.questions[l.question].ID
		}
		s.addLeftover(r.d, l.Leftover)
	}
}

// further keeps the questions of the writer's own, but for those that ask what
// the kind asks.
func (r *faq) further() {
	for _, own := range r.answers[len(r.kind.questions):] {
		if slices.ContainsFunc(r.story.Questions, func(a Answer) bool { return a.QuestionSpan == own.question }) {
			continue
		}
		a := Answer{Written: oneLine(own.written), QuestionSpan: own.question}
		a.Status, a.AnswerSpan = own.status()
		r.story.Further = append(r.story.Further, a)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(Repaired(text)), " ") }

// otherwise looks for a question among those of the writer's own: the answer to
// one that asks the same in other words, or else one that may.
func (r *faq) otherwise(question int) (found, maybe answer) {
	for _, own := range r.answers[len(r.kind.questions):] {
		switch r.d.like(r.kind, question, own.words, own.named) {
		case reworded:
			return own, answer{}
		case perhaps:
			if !maybe.asked && !own.own.Empty() {
				maybe = own
			}
		case unlike:
		}
	}
	return answer{}, maybe
}

func (a answer) status() (Status, Span) {
	switch {
	case !a.own.Empty():
		return Answered, Span{a.own.Start, a.any.End}
	case !a.any.Empty():
		return Placeholder, a.any
	}
	return Missing, Span{}
}

// otherSet is how many questions of an earlier template show that a story was
// written to that one.
const otherSet = 2

// notAsked reports whether a question that a story does not have is one it was
// never asked.
func (d *document) notAsked(k *kindPhrases, id string, extras int) bool {
	if slices.Contains(k.Required, id) {
		return false
	}
	if extras >= otherSet {
		return true
	}
	return (d.indexed || d.tabled) && !slices.Contains(k.Indexed, id)
}

// addLeftover adds a leftover; lines of one block of instructions are one.
func (s *Story) addLeftover(d *document, l Leftover) {
	if n := len(s.Leftovers); n > 0 && l.Kind == LeftHeader && s.Leftovers[n-1].Kind == LeftHeader {
		last, _ := d.file.Position(s.Leftovers[n-1].Span.End)
		next, _ := d.file.Position(l.Span.Start)
		if next <= last+1 {
			s.Leftovers[n-1].Span.End = l.Span.End
			return
		}
	}
	s.Leftovers = append(s.Leftovers, l)
}

// linked reports whether a link, or the address of one, stands in a span.
func (d *document) linked(span Span) bool {
	for _, l := range d.linksIn(span) {
		if !l.Image {
			return true
		}
	}
	return hasAddress(d.file.Text[span.Start:span.End])
}

// firstHand reports whether what stands in a span says that it is the writer's
// own account.
func (d *document) firstHand(span Span) bool {
	words := fold(d.file.Slice(span))
	for i := range words {
		if d.words.firstHand.begins(words[i:]) {
			return true
		}
	}
	return false
}

// linksIn are the links that begin in a span.
func (d *document) linksIn(span Span) []Link { return d.file.LinksIn(span) }
