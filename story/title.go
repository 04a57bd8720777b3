package story

import (
	"strings"

	"github.com/yuin/goldmark/ast"
)

// A title is the heading that names a story.
type title struct {
	text  string // without markup, encoded once
	name  string // behind the kind's prefix
	kind  int    // kind whose prefix it has, -1 if none
	bare  bool   // it is a kind's name and nothing else
	level int
	span  Span
}

// title finds the title among a story's headings: the first of level 1 that is
// no part's heading, or else the first of any level before the story's parts.
func (d *document) title(blocks []block) title {
	var second *block
	early := true // nothing but a notice and instructions stood before
	for i := range blocks {
		b := &blocks[i]
		if b.kind != heading || d.isSection(b) {
			continue
		}
		if b.level == 1 {
			return d.titleOf(b)
		}
		if second == nil && early && (b.inner.Empty() || b.level < summaryLevel) {
			if early = d.mayTitle(blocks[:i]); early {
				second = b
			}
		}
	}
	if second != nil {
		return d.titleOf(second)
	}
	return title{kind: -1}
}

// mayTitle reports whether a heading behind these blocks may still be a title:
// nothing but a notice and leftover instructions stands before it.
func (d *document) mayTitle(before []block) bool {
	notice := d.notice(before)
	for i := range before {
		b := &before[i]
		if b.kind == prose && (notice.Empty() || !notice.Contains(b.span)) {
			for _, u := range d.units(b) {
				if _, own := d.classify(u, false); own {
					return false
				}
			}
		}
		if b.kind == heading && !anyMatch(d.words.notice, d.wordsOf(b)) {
			return false
		}
	}
	return true
}

// isSection reports whether a heading is that of a story's part.
func (d *document) isSection(b *block) bool {
	words := d.wordsOf(b)
	if len(words) == 0 {
		return b.level > 1
	}
	if anyMatch(d.words.sections, words) || anyMatch(d.words.notice, words) || anyMatch(d.words.faq, words) {
		return true
	}
	for i := range d.kinds {
		if d.kinds[i].asks(d.withoutOptional(words)) {
			return true
		}
	}
	return false
}

func (d *document) titleOf(b *block) title {
	text := withoutAttributes(d.file.Slice(d.lineSpan(b)))
	if !b.inner.Empty() || strings.Contains(text, "](") {
		text = withoutAttributes(d.headingText(b))
	}
	return d.titleIn(Repaired(text), b.level, b.span)
}

// lineSpan is the text of a heading with its markup but without its marks.
func (d *document) lineSpan(b *block) Span {
	if !b.inner.Empty() {
		return d.trim(b.inner)
	}
	lines := b.node.Lines()
	if lines.Len() == 0 {
		return Span{b.span.End, b.span.End}
	}
	return d.trim(Span{lines.At(0).Start, lines.At(lines.Len() - 1).Stop})
}

func (d *document) titleIn(text string, level int, span Span) title {
	t := title{text: text, name: text, kind: -1, level: level, span: span}
	before, after, colon := cutPrefix(text)
	words := fold(before)
	if !colon {
		words = fold(text)
	}
	for i, k := range d.kinds {
		if !anyMatch(k.titles, words) {
			continue
		}
		t.kind = i
		if t.name = strings.TrimSpace(after); !colon {
			t.name, t.bare = "", true
		}
		break
	}
	t.name = strings.TrimLeft(t.name, " \t")
	return t
}

// cutPrefix cuts a title behind its first colon or dash.
func cutPrefix(text string) (before, after string, ok bool) {
	at, size := -1, 0
	for _, mark := range []string{":", "：", " - ", " – ", " — ", "--"} {
		if i := strings.Index(text, mark); i >= 0 && (at < 0 || i < at) {
			at, size = i, len(mark)
		}
	}
	if at < 0 {
		return text, "", false
	}
	return text[:at], text[at+size:], true
}

func (d *document) setTitle(s *Story, t title) {
	s.Title, s.Name, s.TitleSpan, s.TitleLevel = t.text, t.name, t.span, t.level
	s.Misplaced = t.level > 1
	if words := fold(s.Name); len(words) == 0 || anyMatch(d.words.blank, words) {
		s.Name = ""
	}
}

// cells are the texts of a table row.
func (d *document) cells(b *block) []ast.Node {
	var cells []ast.Node
	for cell := b.node.FirstChild(); cell != nil; cell = cell.NextSibling() {
		cells = append(cells, cell)
	}
	return cells
}
