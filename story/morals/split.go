package morals

import (
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/story"
)

// points takes an answer apart. A paragraph and an item of a list are a point
// each. What stands below an item, behind its strong first sentence, or below a
// heading or a line of strong text, explains it; a list below a heading, or
// below a line that ends with a colon, is its points instead.
func (r *reader) points(a story.Answer) []Point {
	if a.Status != story.Answered {
		return nil
	}
	o := outline{}
	for _, p := range r.pieces(r.below(a)) {
		o.add(p)
	}
	var points []Point
	for _, e := range o.entries {
		if e.lead {
			continue
		}
		line, _ := r.file.Position(e.at)
		p := Point{Text: e.text, More: strings.Join(e.more, " "), Line: line}
		if e.under != nil {
			p.Under = strings.Join(append([]string{e.under.text}, e.under.more...), " ")
		}
		points = append(points, p)
	}
	return points
}

// below is an answer with what stands above its first words: a heading, or the
// box of a task.
func (r *reader) below(a story.Answer) story.Span {
	below := a.AnswerSpan
	if a.QuestionSpan.Empty() {
		return below
	}
	below.Start = min(below.Start, r.file.LineSpan(a.QuestionSpan.End).End)
	return below
}

// An entry is a point, or a line that points are listed under.
type entry struct {
	piece
	text  string
	more  []string
	under *entry
	lead  bool
}

// leads reports whether a list below is listed under the entry.
func (e *entry) leads() bool { return e.headed || strings.HasSuffix(e.piece.text, ":") }

// An outline is an answer as far as it was read.
type outline struct {
	entries []*entry
	open    []*entry // those that what comes next may belong to, the innermost last
}

// add takes the next piece.
func (o *outline) add(p piece) {
	if p.item && !p.first { // a further paragraph of an item
		for len(o.open) > 0 && o.last().depth > p.depth {
			o.open = o.open[:len(o.open)-1]
		}
	} else {
		for len(o.open) > 0 && o.last().depth >= p.depth && (o.last().depth > p.depth || !o.explained(p)) {
			o.open = o.open[:len(o.open)-1]
		}
	}
	e := newEntry(p)
	if above := o.last(); above != nil {
		switch {
		case p.depth > above.depth && p.first && above.leads():
			above.lead, e.under = true, above
		case p.depth > above.depth && above.item, p.depth == above.depth:
			above.more = append(above.more, p.text)
			return
		}
	}
	o.entries = append(o.entries, e)
	o.open = append(o.open, e)
}

// explained reports whether a piece explains what stands above it at the same
// depth: a heading has not been made a lead by a list yet.
func (o *outline) explained(p piece) bool {
	above := o.last()
	return above.headed && !above.lead && !p.headed && !p.item
}

func (o *outline) last() *entry {
	if len(o.open) == 0 {
		return nil
	}
	return o.open[len(o.open)-1]
}

// leastSentence is how many words strong text has that is a sentence, and not a
// word that is stressed.
const leastSentence = 3

// newEntry cuts a piece behind its strong first sentence.
func newEntry(p piece) *entry {
	e := &entry{piece: p, text: p.text}
	rest, ok := strings.CutPrefix(p.text, p.strong)
	if !ok || p.strong == "" || len(strings.Fields(p.strong)) < leastSentence {
		return e
	}
	next := strings.TrimSpace(rest)
	ends := strings.ContainsRune(".!?:…。！？", lastRune(p.strong)) || strings.IndexAny(next, ":-–—.") == 0
	if next = strings.TrimLeft(next, ":-–—. "); !ends || next == "" {
		return e
	}
	e.text, e.more = strings.TrimRight(p.strong, ": "), []string{next}
	return e
}

func lastRune(text string) rune {
	runes := []rune(text)
	return runes[len(runes)-1]
}

// says reports whether a text has a word in it.
func says(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}
