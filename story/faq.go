package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
)

// form is how a question is written.
type form int

const (
	asHeading form = iota
	asStrong       // strong text that begins a line
	asPlain        // the text of a list item, or of a line
	asRow          // the first cell of a table's row
)

// faq reads the questions of one story, block by block.
type faq struct {
	d       *document
	kind    *kindPhrases
	story   *Story
	inside  bool // after the heading of the questions
	hasFAQ  bool
	answers []answer // by question of the kind, then those the kind does not know
	current int      // question being answered, -1 none
	form    form
	level   int // of the current question's heading
	depth   int // of the lists around the current question
	left    []left
	outer   []asked // of a kind whose questions are headings: those that the current one stands below
	parts   bool    // a heading below the title was seen
	note    bool    // the line began with a mark such as "TODO:" in emphasis
	within  *block  // whose last unit was left from the template
}

// An answer is what was found for one question.
type answer struct {
	asked    bool
	written  string
	words    []string // of a question the kind does not know
	named    []string // those with the name token for each character's name
	question Span
	own      Span // from the first to the last text of the writer's own
	any      Span
}

// A left is a leftover and the question it stands under.
type left struct {
	Leftover
	question int
}

// read goes through a story's blocks and fills in its answers and leftovers.
func (d *document) read(s *Story, k *kindPhrases, blocks []block) {
	r := &faq{d: d, kind: k, story: s, answers: make([]answer, len(k.questions)), current: -1}
	for i := range blocks {
		if d.isFAQ(&blocks[i]) {
			r.hasFAQ = true
			break
		}
	}
	for i := range blocks {
		r.block(&blocks[i], i+1 < len(blocks) && blocks[i+1].depth > blocks[i].depth)
	}
	if r.inside {
		s.FAQ.End = s.Span.End
	}
	r.finish()
}

// isFAQ reports whether a block is the heading of the questions, or a line that
// should have been one.
func (d *document) isFAQ(b *block) bool {
	size := b.span.End - b.span.Start
	switch b.kind {
	case heading:
	case prose:
		if b.depth > 0 || size > maxHeading {
			return false
		}
	case markup:
		return size < maxMarkup && anyMatch(d.words.faq, fold(withoutTags(d.file.Slice(d.firstLine(b)))))
	default:
		return false
	}
	return anyMatch(d.words.faq, d.wordsOf(b))
}

// maxHeading and maxMarkup bound what is taken for a heading that was not
// written as one: a line of text, or HTML such as <summary>.
const (
	maxHeading = 60
	maxMarkup  = 2000
)

func (r *faq) block(b *block, nested bool) {
	if r.d.isFAQ(b) {
		r.inside, r.current = true, -1
		r.story.FAQ = Span{b.span.Start, b.span.End}
		if b.kind != markup {
			return
		}
	}
	switch {
	case b.kind == heading:
		r.heading(b)
		return
	case b.kind == row && r.row(b):
		return
	}
	r.comments(b)
	for i, u := range r.d.units(b) {
		r.unit(u, i == 0 && b.first, nested)
	}
}

// heading takes a heading: a question, or the end of an answer.
func (r *faq) heading(b *block) {
	r.parts = r.parts || b.level > 1 && b.span.Start > r.story.TitleSpan.Start
	words := r.d.withoutOptional(r.d.wordsOf(b))
	text := withoutAttributes(r.d.headingText(b))
	r.around(b)
	if q := r.kind.question(words); q >= 0 && r.start(q, text, b.span) {
		r.form, r.level, r.depth = asHeading, b.level, 0
		r.nameToken(q, b.span)
		return
	}
	ends := r.current != -1 && (r.form != asHeading || b.level <= r.level)
	if ends || r.inside && r.current == -1 || !r.hasFAQ && b.level > 1 && r.d.claims(r.kind, words) {
		r.custom(text, b.span, words)
		r.form, r.level, r.depth = asHeading, b.level, 0
	}
}

// row reports whether a row of a table asks a question in its first cell, and
// takes its answer from the others.
func (r *faq) row(b *block) bool {
	cells := r.d.cells(b)
	if r.hasFAQ && !r.inside || len(cells) < 2 || r.kind.ByHeading {
		return false
	}
	span := r.d.cellSpan(cells[0])
	text := plain(r.d.file.Text, cells[0])
	words := r.d.askedWords(text)
	if q := r.kind.question(words); q >= 0 && r.start(q, text, span) {
		r.nameToken(q, span)
	} else if r.current != -1 && r.form == asRow || asks(text) && r.d.claims(r.kind, words) {
		r.custom(text, span, words)
	} else {
		return false
	}
	r.form, r.depth = asRow, b.depth
	for _, cell := range cells[1:] {
		if span := r.d.cellSpan(cell); !span.Empty() {
			r.content(unit{block: b, span: span, alone: true})
		}
	}
	return true
}

// custom begins the answer to a question the kind does not know.
func (r *faq) custom(text string, span Span, words []string) {
	r.current = len(r.answers)
	r.answers = append(r.answers, answer{asked: true, written: text, words: words, named: r.d.withToken(words), question: span})
}

// start begins the answer to a question unless it was answered before.
func (r *faq) start(q int, text string, span Span) bool {
	if r.answers[q].asked && !r.answers[q].own.Empty() {
		return false
	}
	r.answers[q] = answer{asked: true, written: text, question: span}
	r.current = q
	return true
}

// unit takes one unit of text: a question, or part of an answer.
func (r *faq) unit(u unit, firstOfItem, nested bool) {
	if (r.inside || !r.hasFAQ) && !r.kind.ByHeading {
		if r.question(u, firstOfItem, nested) {
			return
		}
	}
	r.content(u)
}

// content takes a unit that is no question.
func (r *faq) content(u unit) {
	if r.d.marksAnswer(u) {
		return
	}
	open := r.current >= 0 && r.answers[r.current].own.Empty()
	kind, own := r.d.classify(u, open)
	switch {
	case kind == "" && own && (open || r.within == u.block) && r.ofTemplate(u):
		kind, own = LeftPrompt, false
	case own && r.note && u.span.End-u.span.Start < maxNoteSize, own && open && r.echoes(u):
		own = false
	case kind == LeftHeader && r.parts:
		kind, own = "", true // instructions stand at the top; here it is the story
	}
	r.note = !u.alone && kind == "" && !own
	r.within = nil
	if kind != "" {
		r.within = u.block
		r.left = append(r.left, left{Leftover{Kind: kind, Span: u.span}, r.current})
	}
	if r.current >= 0 && (own || kind != "" || u.block.kind != markup) {
		r.grow(r.current, u.span, own)
	}
}

// marksAnswer reports whether a unit is one letter and a colon, as in "A: Yes".
func (d *document) marksAnswer(u unit) bool {
	text := bytes.Trim(d.file.Text[u.span.Start:u.span.End], "*_ ")
	return len(text) == 2 && text[1] == ':' && unicode.IsLetter(rune(text[0]))
}

// ofTemplate reports whether a unit's words stand in a row in what the template
// says below the current question: its lines may be cut otherwise.
func (r *faq) ofTemplate(u unit) bool {
	if r.current < 0 || r.current >= len(r.kind.questions) || u.span.End-u.span.Start > maxPromptLine {
		return false
	}
	prompted := r.kind.questions[r.current].prompted
	words := fold(commentText(r.d.text(u), u.block.kind == markup))
	if prompted == "" || len(words) == 0 || len(words) < minOpening && r.within != u.block {
		return false
	}
	return strings.Contains(prompted, " "+strings.Join(words, " ")+" ")
}

// maxPromptLine is how long a line of a template's prompt is at most, in bytes.
const maxPromptLine = 1000

// echoes reports whether a unit says no more than the question does.
func (r *faq) echoes(u unit) bool {
	if r.current >= len(r.kind.questions) || u.span.End-u.span.Start > maxLine || u.block.kind == markup {
		return false
	}
	words := fold(r.d.text(u))
	for _, w := range words {
		if !slices.Contains(r.kind.questions[r.current].exact, w) {
			return false
		}
	}
	return len(words) > 0 && len(r.d.linksIn(u.span)) == 0
}

// grow adds a span to what stands under a question.
func (r *faq) grow(q int, span Span, own bool) {
	r.answers[q].grow(span, own)
	for _, outer := range r.outer {
		if outer.question != q {
			r.answers[outer.question].grow(span, own)
		}
	}
}

func join(a, b Span) Span {
	if a.Empty() {
		return b
	}
	return Span{min(a.Start, b.Start), max(a.End, b.End)}
}
