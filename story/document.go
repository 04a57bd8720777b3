package story

import (
	"bytes"
	"slices"
	"strings"
)

// A document is a text being read.
type document struct {
	*Parser
	file    *File
	place   place
	blocks  []block
	indexed bool
	tabled  bool // a file that was a section of an index once
}

// whole reads the text as one story; nil if it is none.
func (d *document) whole() *Story {
	if d.place.skipped {
		return nil
	}
	s := &Story{Span: Span{0, len(d.file.Text)}}
	t := d.ownTitle()
	kind, ok := d.decide(t)
	if !ok {
		return nil
	}
	k := d.followed(&d.kinds[kind])
	s.Kind = k.ID
	if len(k.Others) > 0 || k != &d.kinds[kind] {
		s.Template = k.Template.Path
	}
	if k.TitleKey != "" && !d.file.Data.Contains(t.span) && !d.comesFirst(t) {
		t = title{kind: -1}
	}
	d.tabled = d.ownTable(k)
	d.setTitle(s, t)
	if k.Template != nil && s.Name != "" && s.Name == d.titleIn(k.Template.Title, 1, Span{}).name {
		s.Name = ""
	}
	s.Notice = d.notice(d.blocks)
	d.read(s, k, d.blocks)
	if d.isChapter(s, t, kind) {
		d.makeChapter(s)
	}
	s.Characters = d.tellersOf(s)
	s.Pair = d.pairOf(s, k)
	return s
}

// evidence is what speaks for a text being a story of one kind.
type evidence struct {
	questions int
	titled    bool
}

// decide reports whether the text is a story, and of which kind. In a kind's own
// directory little is needed; elsewhere two things must agree.
func (d *document) decide(t title) (kind int, ok bool) {
	kind, found := d.bestKind(t)
	sections := 0
	if !d.notice(d.blocks).Empty() {
		sections++
	}
	signs := min(found.questions, 2)
	if found.titled {
		signs++
	}
	if d.place.named {
		signs++
	}
	signs += sections
	switch {
	case d.place.kind >= 0 && d.place.below:
		return kind, signs > 0 || d.chapterShape(t, kind) || len(d.busiest(d.file.Text, 2)) > 0
	case d.place.kind >= 0:
		return kind, signs > 0
	case kind < 0:
		return kind, false
	}
	return kind, signs > 1 && (found.questions > 0 || found.titled) || d.chapterShape(t, kind)
}

// bestKind weighs what a text asks, its title and its place.
func (d *document) bestKind(t title) (best int, found evidence) {
	best, weight := -1, 0
	texts := d.askings()
	for i := range d.kinds {
		e := evidence{questions: d.kinds[i].asksMost(texts), titled: t.kind == i && !t.bare}
		w := 10 * min(e.questions, 3)
		if t.kind == i || d.chapterShape(t, i) {
			w += 9
		}
		if d.place.kind == i {
			w += 5
		}
		if w > weight {
			best, weight, found = i, w, e
		}
	}
	return best, found
}

// asksOf counts the questions of a kind among some texts.
func (k *kindPhrases) asksOf(texts [][]string) int {
	seen := map[int]bool{}
	for _, words := range texts {
		if q := k.question(words); q >= 0 {
			seen[q] = true
		}
	}
	return len(seen)
}

// askings are the texts that may be questions: headings and strong text. Rows of
// a table may be a list of how people ask.
func (d *document) askings() [][]string {
	var found [][]string
	for i := range d.blocks {
		b := &d.blocks[i]
		switch {
		case b.kind == heading:
			found = append(found, d.withoutOptional(d.wordsOf(b)))
		case b.kind == prose && d.mayBeStrong(b):
			for _, u := range d.units(b) {
				if u.strong && u.span.End-u.span.Start <= maxQuestion {
					found = append(found, d.askedWords(d.text(u)))
				}
			}
		}
	}
	return found
}

// mayBeStrong reports whether strong text can stand in a block: a cheap look
// before it is cut up.
func (d *document) mayBeStrong(b *block) bool {
	text := d.file.Bytes(b.span)
	return bytes.Contains(text, []byte("**")) || bytes.Contains(text, []byte("__"))
}

// isChapter reports whether a story is part of one whose parent page answers the
// questions: it asks nothing itself and stands below, or has a chapter's title.
func (d *document) isChapter(s *Story, t title, kind int) bool {
	for _, a := range s.Questions {
		if !a.QuestionSpan.Empty() {
			return false
		}
	}
	return s.FAQ.Empty() && (d.place.kind >= 0 && d.place.below || d.chapterShape(t, kind))
}

// makeChapter asks a story nothing.
func (d *document) makeChapter(s *Story) {
	s.Chapter = true
	for i := range s.Questions {
		s.Questions[i].Status = NotAsked
	}
}

// chapterShape reports whether a title is that of a chapter: the kind's name,
// what it is of, a colon, and more.
func (d *document) chapterShape(t title, kind int) bool {
	before, after, ok := strings.Cut(t.text, ":")
	if !ok || kind < 0 || strings.TrimSpace(after) == "" {
		return false
	}
	words := fold(before)
	for _, p := range d.kinds[kind].titles {
		if n, ok := p.prefix(words); ok && n+1 < len(words) && slices.Contains(d.words.of, words[n]) {
			return true
		}
	}
	return false
}

// notice is the section of the draft notice.
func (d *document) notice(blocks []block) Span {
	var found Span
	level := 0
	for i := range blocks {
		b := &blocks[i]
		if b.kind == heading {
			if !found.Empty() && b.level <= level {
				return found
			}
			if found.Empty() && anyMatch(d.words.notice, d.wordsOf(b)) {
				found, level = b.span, b.level
				continue
			}
			if !found.Empty() {
				return found
			}
		}
		if !found.Empty() {
			found.End = max(found.End, b.span.End)
		}
	}
	return found
}

// tellersOf finds who tells a story: the title says it, or the question about
// the character, or the file's name, or who is named most.
func (d *document) tellersOf(s *Story) []string {
	if names := d.tellers(s.Name, true); len(names) > 0 {
		return names
	}
	for _, a := range s.Questions {
		if strings.Contains(a.Asked, d.conventions.Words.NameToken) && !a.QuestionSpan.Empty() && !a.Extra {
			if names := d.tellers(d.file.Slice(a.QuestionSpan), true); len(names) > 0 {
				return names
			}
		}
	}
	if !d.indexed {
		if name, ok := d.leading(fold(d.place.base)); ok {
			return []string{name}
		}
	}
	stop := s.Span.End
	if !s.FAQ.Empty() {
		stop = s.FAQ.Start
	}
	least := 2
	if s.Chapter {
		least = 1
	}
	return d.busiest(d.file.Text[s.Span.Start:stop], least)
}
