package story

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// A partner is the table that heads a story: who tells it, and the story it
// retells or is retold by.
type partner struct {
	at     int // block of the table's first row, -1 if there is none
	kind   int // kind of the partner
	column int // cell that names the partner
	who    int // cell that names the character
	values *block
}

// partnerIn finds the table in a story's blocks, before any further heading
// but its own.
func (d *document) partnerIn(blocks []block) partner {
	for i := range blocks {
		b := &blocks[i]
		if b.kind == heading && i > 0 {
			break
		}
		if b.kind != row {
			continue
		}
		if _, ok := b.node.(*east.TableHeader); !ok {
			continue
		}
		p := partner{at: i, kind: -1, column: -1, who: -1}
		for c, cell := range d.cells(b) {
			words := fold(plain(d.file.Text, cell))
			if p.who < 0 && anyMatch(d.words.character, words) {
				p.who = c
			}
			for k := range d.kinds {
				if p.kind < 0 && anyMatch(d.kinds[k].columns, words) {
					p.kind, p.column = k, c
				}
			}
		}
		if p.kind >= 0 && p.who >= 0 {
			if i+1 < len(blocks) && blocks[i+1].kind == row {
				p.values = &blocks[i+1]
			}
			return p
		}
	}
	return partner{at: -1, kind: -1}
}

// sections reads the text as an index: several stories in one file, each a
// section that begins with such a table. It is none if a level-1 heading is
// what the table stands under.
func (d *document) sections() []*Story {
	heads := d.heads()
	if len(heads) == 0 {
		return nil
	}
	d.indexed = true
	var stories []*Story
	for _, head := range heads {
		stories = append(stories, d.section(head))
	}
	return stories
}

// A head is the heading of one story in an index.
type head struct {
	from, to int // blocks
	partner  partner
}

// heads finds the stories of an index by their tables, and the sections beside
// them that have questions but no table.
func (d *document) heads() []head {
	var heads []head
	level := 0
	for i := range d.blocks {
		if d.blocks[i].kind == heading && d.blocks[i].level > 1 {
			to := d.sectionEnd(i)
			if p := d.partnerIn(d.blocks[i:to]); p.at >= 0 {
				heads = append(heads, head{i, to, p})
				level = d.blocks[i].level
			}
		}
	}
	if len(heads) == 0 {
		return nil
	}
	var all []head
	next := 0
	for i := range d.blocks {
		switch {
		case next < len(heads) && heads[next].from == i:
			all = append(all, heads[next])
			next++
		case d.blocks[i].kind == heading && d.blocks[i].level == level:
			if to := d.sectionEnd(i); d.hasFAQ(d.blocks[i+1 : to]) {
				all = append(all, head{i, to, partner{at: -1, kind: heads[0].partner.kind}})
			}
		}
	}
	return all
}

// sectionEnd is the block behind the section that a heading begins.
func (d *document) sectionEnd(i int) int {
	level := d.blocks[i].level
	for j := i + 1; j < len(d.blocks); j++ {
		if d.blocks[j].kind == heading && d.blocks[j].level <= level {
			return j
		}
	}
	return len(d.blocks)
}

func (d *document) hasFAQ(blocks []block) bool {
	for i := range blocks {
		if d.isFAQ(&blocks[i]) {
			return true
		}
	}
	return false
}

// section reads one story of an index.
func (d *document) section(h head) *Story {
	blocks := d.blocks[h.from:h.to]
	last := blocks[len(blocks)-1].span.End
	s := &Story{Span: Span{blocks[0].span.Start, last}}
	k := &d.kinds[d.kindBeside(h.partner.kind)]
	s.Kind = k.ID
	d.setTitle(s, d.titleOf(&blocks[0]))
	s.Misplaced = false
	d.read(s, k, blocks)
	s.Table = d.tableOf(h)
	s.Characters = d.tellersIn(h.partner)
	if len(s.Characters) == 0 {
		s.Characters = d.tellersOf(s)
	}
	d.pairFromTable(s, k, h.partner)
	return s
}

// tableOf is where the table of a story stands.
func (d *document) tableOf(h head) Table {
	if h.partner.at < 0 {
		return Table{}
	}
	t := Table{Head: d.file.lineAt(d.blocks[h.from+h.partner.at].span.Start), Who: h.partner.who, Partner: h.partner.column}
	if h.partner.values == nil {
		return t
	}
	t.Row = d.file.lineAt(h.partner.values.span.Start)
	for _, cell := range d.cells(h.partner.values) {
		t.Cells = append(t.Cells, d.cellSpan(cell))
	}
	return t
}

// ownTable reports whether a file begins with the table that heads the sections
// of an index, and the template of its kind does not: it was one, and was asked
// what those are.
func (d *document) ownTable(k *kindPhrases) bool {
	p := d.partnerIn(d.blocks)
	if p.at < 0 {
		return false
	}
	head := bytes.TrimSpace(d.file.Bytes(d.file.lineAt(d.blocks[p.at].span.Start)))
	return k.Template == nil || !bytes.Contains(k.Template.Text, head)
}

// kindBeside is the kind of a story whose table names a partner of this kind:
// the one the file is named after, or the first that is another.
func (d *document) kindBeside(partner int) int {
	if d.place.index >= 0 && d.place.index != partner {
		return d.place.index
	}
	for i := range d.kinds {
		if i != partner {
			return i
		}
	}
	return max(0, partner)
}

func (d *document) tellersIn(p partner) []string {
	if p.values == nil {
		return nil
	}
	if cells := d.cells(p.values); p.who < len(cells) {
		return d.tellers(plain(d.file.Text, cells[p.who]), true)
	}
	return nil
}

// pairFromTable reads the partner's cell; where a question of the kind is
// answered by it, that question too.
func (d *document) pairFromTable(s *Story, k *kindPhrases, p partner) {
	if p.values == nil {
		return
	}
	cells := d.cells(p.values)
	if p.column >= len(cells) {
		return
	}
	cell := cells[p.column]
	s.Pair = d.pairIn(cell)
	for i := range s.Questions {
		q := &s.Questions[i]
		if q.ID != k.Pairs || !q.QuestionSpan.Empty() {
			continue
		}
		q.QuestionSpan, q.AnswerSpan, q.Linked = p.values.span, p.values.span, s.Pair.Linked
		words := fold(plain(d.file.Text, cell))
		switch {
		case len(words) == 0:
			q.Status = Missing
		case s.Pair.Wanted:
			q.Status = Placeholder
		default:
			q.Status = Answered
		}
	}
}

// pairIn is the partner that a cell of a table names. Where it says that nobody
// wrote that yet, a link there leads to how to, and to no story.
func (d *document) pairIn(cell ast.Node) Pair {
	if anyMatch(d.words.unwritten, fold(plain(d.file.Text, cell))) {
		return Pair{Wanted: true}
	}
	return d.firstLink(cell)
}

// firstLink is the first link below a node.
func (d *document) firstLink(node ast.Node) Pair {
	var p Pair
	each(node, func(n ast.Node) bool {
		if l, ok := n.(*ast.Link); ok && !p.Linked {
			p = Pair{Linked: true, Target: string(l.Destination)}
		}
		return !p.Linked
	})
	return p
}

// pairOf finds the partner of a story that has a file of its own: in its
// table, or in the answer to the question that names it.
func (d *document) pairOf(s *Story, k *kindPhrases) Pair {
	var found Pair
	if p := d.partnerIn(d.blocks); p.values != nil {
		if cells := d.cells(p.values); p.column < len(cells) {
			if found = d.pairIn(cells[p.column]); found.Linked {
				return found
			}
		}
	}
	if k.Pairs == "" || s.Question(k.Pairs).Status != Answered {
		return found
	}
	for _, l := range d.linksIn(s.Question(k.Pairs).AnswerSpan) {
		if !l.Image {
			return Pair{Linked: true, Target: l.Target}
		}
	}
	return Pair{}
}
