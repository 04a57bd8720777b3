package story

import (
	"bytes"
	"strings"
	"unicode"
)

// question reports whether a unit is a question and begins its answer.
func (r *faq) question(u unit, firstOfItem, nested bool) bool {
	size := u.span.End - u.span.Start
	if size > maxQuestion || !u.strong && (!firstOfItem && size > maxLine || u.block.kind != prose) {
		return false
	}
	if first := firstWord(r.d.file.Text[u.span.Start:u.span.End]); !u.strong && !firstOfItem && !r.kind.may(first) && !strings.HasPrefix(first, "q") {
		return false
	}
	text := withoutTask(r.d.text(u))
	if r.known(u, text) {
		return true
	}
	if !u.strong {
		text = upToQuestionMark(text)
	}
	words := r.d.askedWords(text)
	if !r.ownQuestion(u, firstOfItem, nested) || !asks(text) && !r.d.claims(r.kind, words) {
		return false
	}
	r.custom(text, u.span, words)
	r.form, r.depth = asPlain, u.block.depth
	if u.strong {
		r.form = asStrong
	}
	return true
}

// known reports whether a unit asks a question of the kind, and takes what
// stands behind it on its line.
func (r *faq) known(u unit, text string) bool {
	form, asked := asStrong, text
	if !u.strong {
		form, asked = asPlain, upToQuestionMark(text)
	}
	mark := byte('?')
	q := r.kind.question(r.d.askedWords(asked))
	if before, _, ok := label(text); ok && q < 0 && !u.strong {
		asked, mark = before, ':'
		q = r.kind.question(r.d.askedWords(before))
	}
	if q < 0 || !r.start(q, asked, u.span) {
		return false
	}
	r.form, r.depth = form, u.block.depth
	r.nameToken(q, u.span)
	if rest := r.d.behind(u, mark); len(asked) < len(text) && !rest.span.Empty() {
		r.content(rest)
	}
	return true
}

// behind is what stands behind a mark in a unit.
func (d *document) behind(u unit, mark byte) unit {
	at := bytes.IndexByte(d.file.Text[u.span.Start:u.span.End], mark)
	return unit{block: u.block, span: d.trim(Span{u.span.Start + at + 1, u.span.End}), alone: true}
}

// ownQuestion reports whether a unit stands where a question of the writer's
// own may: beside those that are known, or first among the questions.
func (r *faq) ownQuestion(u unit, firstOfItem, nested bool) bool {
	if r.current == -1 {
		return (r.inside || !r.hasFAQ) && (u.strong && u.alone || firstOfItem && nested && r.inside) && u.block.depth <= 1
	}
	switch {
	case r.form == asHeading:
		return false
	case u.strong:
		return u.alone && u.block.depth <= r.depth
	}
	return firstOfItem && nested && u.block.depth == r.depth
}

// maxLine is how long a line of text is at most, in bytes, that is compared
// with questions although nothing sets it apart.
const maxLine = 120

// withoutTask is a text without the box of a task list.
func withoutTask(text string) string {
	if len(text) > 3 && text[0] == '[' && text[2] == ']' && isSpace(text[3]) && strings.ContainsRune("xX ", rune(text[1])) {
		return text[4:]
	}
	return text
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
