package story

import (
	"slices"
	"strings"
)

// A Template is a parsed story template: what it asks, and the text a writer
// is meant to replace.
type Template struct {
	Path        string
	Text        []byte
	Title       string       // without markup
	Questions   []Question   // in order; an ID of the kind's if it asks the same
	Prompts     []string     // text to replace, outside the questions
	Plain       []string     // text outside the questions that is not set apart: it may be meant to stay
	Headers     []string     // how to use the template
	FAQ         string       // heading of the questions as Markdown; "" if there is none
	Notice      string       // the draft notice as Markdown, its heading included; "" if there is none
	Definitions []Definition // link definitions
}

// Definition is the template's definition of a label, matched as Markdown does.
func (t *Template) Definition(label string) (Definition, bool) {
	if t == nil {
		return Definition{}, false
	}
	want := labelOf(label)
	for _, d := range t.Definitions {
		if labelOf(d.Label) == want {
			return d, true
		}
	}
	return Definition{}, false
}

// ParseTemplate reads the template of a kind. The kind tells which of its
// questions are known ones, the parser's words what its headings are called.
func (p *Parser) ParseTemplate(path string, text []byte, k *Kind) *Template {
	p = p.For([]Kind{*k})
	f, blocks := p.scan(path, text)
	d := &document{Parser: p, file: f, place: place{kind: -1, index: -1}, blocks: blocks}
	t := &Template{Path: path, Text: text, Definitions: f.Definitions}
	notice := d.notice(d.blocks)
	if !notice.Empty() {
		t.Notice = f.Slice(notice)
	}
	r := templateReader{document: d, template: t, kind: &p.kinds[0], faq: d.faqBlock(), aside: notice}
	if k.ByHeading {
		r.faq = -1
	}
	if r.faq >= 0 && d.blocks[r.faq].kind == heading {
		t.FAQ = f.Slice(d.blocks[r.faq].span)
	}
	if k.TitleKey != "" {
		t.Title, _ = f.DataValue(k.TitleKey)
	}
	for i := range d.blocks {
		r.block(i)
	}
	return t
}

// faqBlock is the block that heads the questions, or the last heading under
// which others stand, for a template in words unknown to us; -1 if none.
func (d *document) faqBlock() int {
	guess := -1
	for i := range d.blocks {
		b := &d.blocks[i]
		if d.isFAQ(b) {
			return i
		}
		if b.kind != heading {
			continue
		}
		for j := i + 1; j < len(d.blocks) && (d.blocks[j].kind != heading || d.blocks[j].level > b.level); j++ {
			if d.blocks[j].kind == heading && b.level > 1 {
				guess = i
				break
			}
		}
	}
	return guess
}

type templateReader struct {
	*document
	template *Template
	kind     *kindPhrases
	faq      int
	headings int
	aside    Span // the draft notice
}

func (r *templateReader) block(i int) {
	b := &r.blocks[i]
	if b.kind == heading {
		r.headings++
		text := withoutAttributes(r.headingText(b))
		if r.headings == 1 && (!r.kind.ByHeading || r.kind.TitleKey == "") {
			r.template.Title = text
		} else if r.asking(i) {
			r.ask(text, r.file.Slice(b.span))
		}
		return
	}
	if i == r.faq {
		return
	}
	for _, u := range r.units(b) {
		text := commentText(r.text(u), u.block.kind == markup)
		inside := r.asking(i)
		switch n := len(r.template.Questions); {
		case inside && r.isQuestion(u, text):
			line := r.file.lineAt(u.span.Start)
			r.ask(text, r.file.Slice(Span{line.Start, min(line.End, u.span.End)}))
		case u.block.kind == markup && len(fold(text)) < minOpening:
		case inside && n > 0 && len(fold(text)) > 0 && !r.onlyOptional(text):
			q := &r.template.Questions[n-1]
			q.Prompts = append(q.Prompts, text)
		case inside && n > 0:
			r.template.Questions[n-1].Optional = r.template.Questions[n-1].Optional || r.onlyOptional(text)
		case r.emphasised(u) && r.headings < 2:
			r.template.Headers = append(r.template.Headers, text)
		case r.emphasised(u) || u.block.kind == markup && r.headings > 1:
			r.template.Prompts = append(r.template.Prompts, text)
		case b.kind == prose && r.headings > 1 && !r.aside.Contains(u.span):
			r.template.Plain = append(r.template.Plain, text)
		}
	}
}

// asking reports whether a block stands where the template asks: behind the
// heading of the questions, or anywhere if headings are what it asks.
func (r *templateReader) asking(i int) bool {
	return r.kind.ByHeading || r.faq >= 0 && i > r.faq
}

// commentText is what a line of HTML says, comment or not, and any other text as
// it is.
func commentText(text string, html bool) string {
	inner, comment := strings.CutPrefix(text, "<!--")
	switch {
	case comment:
		return strings.TrimSpace(strings.TrimSuffix(inner, "-->"))
	case html:
		return strings.TrimSpace(withoutTags(text))
	}
	return text
}

// isQuestion reports whether strong text asks something: it stands alone on its
// line, ends as a question or a label does, or asks what the kind does.
func (r *templateReader) isQuestion(u unit, text string) bool {
	return u.strong && !r.kind.ByHeading && (u.alone || asks(text) || strings.HasSuffix(strings.TrimSpace(text), ":") || r.kind.question(r.askedWords(text)) >= 0)
}

func (r *templateReader) onlyOptional(text string) bool {
	words := fold(text)
	return len(words) == 1 && len(r.withoutOptional(words)) == 0
}

// emphasised reports whether a unit is all emphasis: text to be replaced.
func (r *templateReader) emphasised(u unit) bool {
	first := r.file.Text[u.span.Start]
	return u.alone && !u.strong && (first == '*' || first == '_')
}

// ask adds a question; markdown is how the template writes it.
func (r *templateReader) ask(text, markdown string) {
	words := unnumbered(fold(text))
	q := Question{Text: strings.Join(strings.Fields(text), " "), Markdown: markdown}
	if shorter := r.withoutOptional(words); len(shorter) < len(words) {
		q.Optional, words = true, shorter
	}
	if i := r.kind.question(words); i >= 0 {
		known := r.kind.questions[i]
		q.ID, q.Aliases, q.Keys = known.ID, known.Aliases, known.Keys
		q.Optional = q.Optional || known.Optional
	} else {
		spelled := r.withoutOptional(unnumbered(wordsIn(Repaired(text))))
		q.ID = strings.Join(spelled[:min(6, len(spelled))], "-")
	}
	for n, id := 2, q.ID; r.asked(q.ID); n++ {
		q.ID, q.Aliases, q.Keys = id+"-"+string(rune('0'+n%10)), nil, nil
		if n > 9 {
			return
		}
	}
	r.template.Questions = append(r.template.Questions, q)
}

func (r *templateReader) asked(id string) bool {
	for _, q := range r.template.Questions {
		if q.ID == id {
			return true
		}
	}
	return false
}

// WithTemplate is the kind as this template asks for it: its questions are the
// template's, and the kind's own others are only recognised.
func (k Kind) WithTemplate(t *Template) Kind {
	asked := map[string]bool{}
	for _, q := range t.Questions {
		asked[q.ID] = true
	}
	var earlier []Question
	for _, list := range [][]Question{k.Questions, k.Earlier} {
		for _, q := range list {
			if !asked[q.ID] {
				q.Prompts = nil
				earlier = append(earlier, q)
			}
		}
	}
	questions := t.Questions
	if k.ByHeading {
		for _, q := range k.Questions {
			if !asked[q.ID] && slices.Contains(k.Required, q.ID) {
				questions = append(slices.Clip(questions), q)
			}
		}
		earlier = slices.DeleteFunc(earlier, func(q Question) bool { return slices.Contains(k.Required, q.ID) })
	}
	k.Questions, k.Earlier, k.Template = questions, earlier, t
	return k
}
