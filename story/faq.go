package story

import (
	"strings"
	"unicode"
)

// form is how a question is written.
type form int

const (
	asHeading form = iota
	asStrong       // strong text that begins a line
	asPlain        // the text of a list item
)

// faq reads the questions of one story, block by block.
type faq struct {
	d       *document
	kind    *kindPhrases
	story   *Story
	inside  bool // after the heading of the questions
	hasFAQ  bool
	answers []answer // by question of the kind
	current int      // question being answered, -1 none, custom one the kind does not know
	form    form
	level   int // of the current question's heading
	depth   int // of the lists around the current question
	left    []left
	parts   bool // a heading below the title was seen
	note    bool // the line began with a mark such as "TODO:" in emphasis
}

const custom = -2

// An answer is what was found for one question of a kind.
type answer struct {
	asked    bool
	written  string
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
	if b.kind == heading {
		r.heading(b)
		return
	}
	for i, u := range r.d.units(b) {
		r.unit(u, i == 0 && b.first, nested)
	}
}

// heading takes a heading: a question, or the end of an answer.
func (r *faq) heading(b *block) {
	r.parts = r.parts || b.level > 1 && b.span.Start > r.story.TitleSpan.Start
	words := r.d.withoutOptional(r.d.wordsOf(b))
	if q := r.kind.question(words); q >= 0 && r.start(q, plain(r.d.file.Text, b.node), b.span) {
		r.form, r.level, r.depth = asHeading, b.level, 0
		r.nameToken(q, b.span)
		return
	}
	if r.current != -1 && (r.form != asHeading || b.level <= r.level) || r.inside && r.current == -1 {
		r.current = custom
		r.form, r.level, r.depth = asHeading, b.level, 0
	}
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
	if r.inside || !r.hasFAQ {
		if r.question(u, firstOfItem, nested) {
			return
		}
	}
	r.content(u)
}

// question reports whether a unit is a question and begins its answer.
func (r *faq) question(u unit, firstOfItem, nested bool) bool {
	size := u.span.End - u.span.Start
	if size > maxQuestion || !u.strong && (!firstOfItem && size > 120 || u.block.kind != prose) {
		return false
	}
	if !u.strong && !firstOfItem && !r.kind.may(firstWord(r.d.file.Text[u.span.Start:u.span.End])) {
		return false
	}
	text := r.d.text(u)
	if !u.strong {
		text = upToQuestionMark(text)
	}
	f := asPlain
	if u.strong {
		f = asStrong
	}
	if q := r.kind.question(r.d.withoutOptional(fold(text))); q >= 0 && r.start(q, text, u.span) {
		r.form, r.depth = f, u.block.depth
		r.nameToken(q, u.span)
		if !u.strong && len(text) < len(r.d.text(u)) {
			r.grow(q, u.span, true)
		}
		return true
	}
	if r.current == -1 || !asks(text) {
		return false
	}
	bullets := r.form != asHeading
	switch {
	case u.strong && u.alone && bullets && u.block.depth <= r.depth:
	case !u.strong && firstOfItem && nested && bullets && u.block.depth == r.depth:
	default:
		return false
	}
	r.current, r.form, r.depth = custom, f, u.block.depth
	return true
}

// upToQuestionMark cuts a text behind its first question mark.
func upToQuestionMark(text string) string {
	if i := strings.IndexByte(text, '?'); i >= 0 {
		return text[:i+1]
	}
	return text
}

// asks reports whether a text ends as a question does, in any script.
func asks(text string) bool {
	text = strings.TrimRightFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == ')' || r == '"' || r == '*' })
	return strings.HasSuffix(text, "?") || strings.HasSuffix(text, "？") || strings.HasSuffix(text, "؟") || strings.HasSuffix(text, ";")
}

// content takes a unit that is no question.
func (r *faq) content(u unit) {
	open := r.current >= 0 && r.answers[r.current].own.Empty()
	kind, own := r.d.classify(u, open)
	if own && r.note && u.span.End-u.span.Start < maxNoteSize {
		own = false
	}
	if kind == LeftHeader && r.parts {
		kind, own = "", true // instructions stand at the top; here it is the story
	}
	r.note = !u.alone && kind == "" && !own
	if kind != "" {
		r.left = append(r.left, left{Leftover{Kind: kind, Span: u.span}, r.current})
	}
	if r.current >= 0 && (own || kind != "" || u.block.kind != markup) {
		r.grow(r.current, u.span, own)
	}
}

// grow adds a span to what stands under a question.
func (r *faq) grow(q int, span Span, own bool) {
	a := &r.answers[q]
	a.any = join(a.any, span)
	if own {
		a.own = join(a.own, span)
	}
}

func join(a, b Span) Span {
	if a.Empty() {
		return b
	}
	return Span{min(a.Start, b.Start), max(a.End, b.End)}
}
