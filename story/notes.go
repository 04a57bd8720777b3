package story

import (
	"cmp"
	"slices"
)

// A Note is what a writer noted for themselves, or left half done.
type Note struct {
	Span Span
	Form NoteForm
}

// A NoteForm says what gives a note away.
type NoteForm string

// The forms of notes. The last four are guesses: such text can be meant as it is.
const (
	NoteMark    NoteForm = "mark"    // a word such as TODO, or brackets and points that speak of the text
	NoteMarkup  NoteForm = "markup"  // markup of another tool
	NoteNothing NoteForm = "nothing" // a heading, section or item without content
	NoteOutside NoteForm = "outside" // prose above the title or below the definitions at the end
	NoteDoubt   NoteForm = "doubt"   // ?? outside speech, or a question in square brackets
	NoteAddress NoteForm = "address" // a link without an address
	NoteAside   NoteForm = "aside"   // brackets behind a sentence, or around a question
	NoteBlank   NoteForm = "blank"   // a gap to fill in
	NoteCut     NoteForm = "cut"     // a paragraph that breaks off
	NoteComment NoteForm = "comment" // a comment that tells no tool anything
)

// notes finds what the writer noted for themselves, in the order of the text.
// Code and quotations are part of the story. A line has one note at most, and
// what is certain comes before what is guessed.
func (d *document) notes() []Note {
	n := notebook{document: d, lines: map[int]bool{}}
	n.foreign()
	for i := range d.blocks {
		if b := &d.blocks[i]; !b.quote {
			n.block(b)
		}
	}
	n.references()
	n.nothing()
	n.outside()
	n.found = append(n.found, n.guesses()...)
	slices.SortStableFunc(n.found, func(a, b Note) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return n.found
}

// A notebook collects the notes of one text.
type notebook struct {
	*document
	found  []Note
	likely []Note // guesses
	lines  map[int]bool
	view   view
}

// maxNotes is how many notes of a text are told. One that has more is no draft.
const maxNotes = 500

// add takes a note, one a line.
func (n *notebook) add(form NoteForm, span Span) {
	if len(n.found) >= maxNotes {
		return
	}
	line, _ := n.file.Position(span.Start)
	if !n.lines[line] {
		n.lines[line] = true
		n.found = append(n.found, Note{span, form})
	}
}

// guess takes what may be a note.
func (n *notebook) guess(form NoteForm, span Span) {
	if len(n.likely) < maxNotes {
		n.likely = append(n.likely, Note{span, form})
	}
}

// guesses are the guesses on lines that have no note yet.
func (n *notebook) guesses() []Note {
	n.cuts()
	slices.SortStableFunc(n.likely, func(a, b Note) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return slices.DeleteFunc(n.likely, func(g Note) bool {
		line, _ := n.file.Position(g.Span.Start)
		known := n.lines[line]
		n.lines[line] = true
		return known
	})
}

// block looks for notes within one block.
func (n *notebook) block(b *block) {
	switch b.kind {
	case prose, row, heading:
		if line := n.firstLine(b); b.kind == prose && n.opensNote(line) {
			n.add(NoteMark, line)
		}
		n.marks(b.span)
		n.addressed(b)
		n.inside(b)
	case markup:
		n.marks(b.span)
		n.comments(b.span)
		n.placeholder(n.firstLine(b))
	}
}

// A clue is a byte that a sort of note within a block cannot do without. Few
// blocks have any.
type clue uint8

const (
	clueTool clue = 1 << iota
	clueDoubt
	clueBracket
	clueBlank
	clueTwice // only if the next byte is the same
)

var clueOf = func() (of [256]clue) {
	for bytes, c := range map[string]clue{
		"{": clueTool | clueBlank, "=%\\": clueTool, "[": clueDoubt, "(": clueBracket, "<": clueBlank,
		"?": clueDoubt | clueTwice, "_XNYZx": clueBlank | clueTwice,
	} {
		for _, b := range []byte(bytes) {
			of[b] = c
		}
	}
	return of
}()

// cluesIn are the clues in a text.
func cluesIn(text []byte) (found clue) {
	for i, b := range text {
		if c := clueOf[b]; c&clueTwice == 0 || i+1 < len(text) && text[i+1] == b {
			found |= c
		}
	}
	return found
}

// inside looks for notes within the text of a block, as its readers see it.
func (n *notebook) inside(b *block) {
	clues := cluesIn(n.file.Text[b.span.Start:b.span.End])
	if clues == 0 {
		return
	}
	n.view.fill(n.file.Text, b)
	for _, sort := range []struct {
		clue
		look func()
	}{{clueTool, n.tools}, {clueDoubt, n.doubts}, {clueBracket, n.brackets}, {clueBlank, n.blanks}} {
		if clues&sort.clue != 0 {
			sort.look()
		}
	}
}

// opensNote reports whether a line begins as a note about the text itself does.
func (d *document) opensNote(line Span) bool {
	first := firstWord(d.file.Text[line.Start:line.End])
	if d.file.Text[line.Start] == '"' || first == "" {
		return false // somebody says it
	}
	begins := func(p phrase) bool { return p[0] == first }
	opens := slices.ContainsFunc(d.words.noteOpening[first[0]], begins) && d.words.noteOpening.begins(fold(d.file.Slice(line)))
	return opens && len(d.file.LinksIn(line)) == 0 // with a link, readers are asked
}
