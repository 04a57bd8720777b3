package story

import (
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
	if span := d.notice(d.blocks); !span.Empty() {
		t.Notice = f.Slice(span)
	}
	r := templateReader{document: d, template: t, kind: &p.kinds[0], faq: d.faqBlock()}
	if r.faq >= 0 && d.blocks[r.faq].kind == heading {
		t.FAQ = f.Slice(d.blocks[r.faq].span)
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
}

func (r *templateReader) block(i int) {
	b := &r.blocks[i]
	if b.kind == heading {
		r.headings++
		text := plain(r.file.Text, b.node)
		if r.headings == 1 {
			r.template.Title = text
		} else if i > r.faq && r.faq >= 0 {
			r.ask(text, r.file.Slice(b.span))
		}
		return
	}
	if i == r.faq {
		return
	}
	for _, u := range r.units(b) {
		text := r.text(u)
		inside := i > r.faq && r.faq >= 0
		switch n := len(r.template.Questions); {
		case inside && u.strong:
			line := r.file.lineAt(u.span.Start)
			r.ask(text, r.file.Slice(Span{line.Start, min(line.End, u.span.End)}))
		case inside && n > 0 && u.block.kind == prose && len(fold(text)) > 0 && !r.onlyOptional(text):
			q := &r.template.Questions[n-1]
			q.Prompts = append(q.Prompts, text)
		case inside && n > 0:
			r.template.Questions[n-1].Optional = r.template.Questions[n-1].Optional || r.onlyOptional(text)
		case r.emphasised(u) && r.headings < 2:
			r.template.Headers = append(r.template.Headers, text)
		case r.emphasised(u):
			r.template.Prompts = append(r.template.Prompts, text)
		}
	}
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
	words := fold(text)
	q := Question{Text: strings.Join(strings.Fields(text), " "), Markdown: markdown}
	if shorter := r.withoutOptional(words); len(shorter) < len(words) {
		q.Optional, words = true, shorter
	}
	if i := r.kind.question(words); i >= 0 {
		known := r.kind.questions[i]
		q.ID, q.Aliases = known.ID, known.Aliases
		q.Optional = q.Optional || known.Optional
	} else {
		q.ID = strings.Join(words[:min(6, len(words))], "-")
	}
	for n, id := 2, q.ID; r.asked(q.ID); n++ {
		q.ID, q.Aliases = id+"-"+string(rune('0'+n%10)), nil
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
	k.Questions, k.Earlier, k.Template = t.Questions, earlier, t
	return k
}
