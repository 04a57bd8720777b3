package story

import (
	"bytes"
	"slices"
	"strings"
)

// maxAside is how long brackets are at most that are looked into.
const maxAside = 240

// references looks at references without a definition, at definitions and at
// links: brackets that say what belongs there, or ask, and addresses that are
// still to come.
func (n *notebook) references() {
	for _, def := range n.file.Definitions {
		if n.isBlankAddress(def.Target) {
			n.add(NoteMark, def.Span)
		}
	}
	for _, l := range n.file.Links {
		if !l.Reference && !l.Auto && n.isBlankAddress(l.Target) && !n.inQuotes(l.Span.Start) {
			n.add(NoteAddress, l.Span)
		}
	}
	uses := map[string]int{}
	for i := range n.file.Undefined {
		uses[labelOf(n.file.Undefined[i].Label)]++
	}
	for i := range n.file.Undefined {
		r := &n.file.Undefined[i]
		words := fold(r.Label)
		once := uses[labelOf(r.Label)] == 1 // what is used again is a label
		switch {
		case once && (n.doubled(r.Span) && len(words) >= minBracketed || n.speaksOfText(words) || n.asksFor(words) || anyExact(n.words.noteStub[first(words)], words)):
			n.add(NoteMark, r.Span)
		case once && (n.saysWhat(words, r.Label) || n.telegraphic(words) != noRemark && !strings.HasSuffix(r.Label, "?")):
			n.add(NoteMark, r.Span)
		case strings.HasSuffix(r.Label, "?") && (len(words) > 1 || n.askedWord(words, []byte(r.Label))):
			n.add(NoteDoubt, r.Span)
		case once && len(words) == 1 && n.words.classes[words[0]]&(classPart|classPlace) == classPart && n.isPlaceholder(r.Span): // but [here] is a link
			n.guess(NoteBlank, r.Span)
		default:
			continue
		}
		r.Note = !n.doubled(r.Span) && !slices.Contains(n.words.noteLink, first(words)) // a link that is to come is a reference, too
	}
}

// isBlankAddress reports whether an address is none yet: empty, a mark such as
// TODO, or signs alone that are no path.
func (n *notebook) isBlankAddress(target string) bool {
	words := fold(target)
	if len(words) == 1 {
		return slices.Contains(n.words.note, words[0])
	}
	return len(words) == 0 && (target == "" || strings.Contains(target, "...") || strings.ContainsAny(target, "?…_")) && !strings.HasPrefix(target, "#")
}

// inQuotes reports whether a quotation that begins on the line is still open at
// an offset.
func (n *notebook) inQuotes(at int) bool {
	return bytes.Count(n.file.Text[n.file.lineAt(at).Start:at], []byte(`"`))%2 == 1
}

// speaksOfText reports whether the words in square brackets say what belongs
// there. They are spelt as those that say so are: a line ending is no link.
func (n *notebook) speaksOfText(words []string) bool {
	return slices.ContainsFunc(n.words.noteBracket, func(p phrase) bool {
		return len(p) <= len(words) && exactly(p, words[:len(p)])
	})
}

// asksFor reports whether words ask the writer for something: a phrase that does
// so whatever follows, or a verb and what it may be about. Each word must be
// right, since a story has many brackets that are nearly so.
func (n *notebook) asksFor(words []string) bool {
	if len(words) == 1 && slices.Contains(n.words.noteWriting, words[0]) || n.hasObject(words) {
		return true
	}
	return slices.ContainsFunc(n.words.noteAside[first(words)], func(p phrase) bool {
		return len(p) <= len(words) && (len(p) > 1 || len(words) == 1) && exactly(p, words[:len(p)])
	})
}

// hasObject reports whether words begin with a verb of work and what it may be
// about.
func (n *notebook) hasObject(words []string) bool {
	if len(words) < 2 || !n.isVerb(words[0]) {
		return false
	}
	return slices.Contains(n.words.noteObject, words[1]) || slices.Contains(n.words.noteText, words[1])
}

// exactly reports whether words are those of a phrase, each spelt as there.
func exactly(p phrase, words []string) bool {
	return slices.EqualFunc(p, words, func(want, got string) bool { return want == "_" || want == got })
}

func anyExact(list []phrase, words []string) bool {
	return slices.ContainsFunc(list, func(p phrase) bool { return exactly(p, words) })
}

func first(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// doubled reports whether brackets stand in further brackets.
func (d *document) doubled(span Span) bool {
	text := d.file.Text
	if span.Start > 1 && wordByte[text[span.Start-2]] {
		return false // a[[b]] is the notation of something else
	}
	return span.Start > 0 && text[span.Start-1] == '[' && (text[span.End-1] == ']' || span.End < len(text) && text[span.End] == ']')
}

// minBracketed is how many words stand in doubled brackets that are a note
// rather than a label.
const minBracketed = 4

func anyPrefix(list []phrase, words []string) bool {
	return slices.ContainsFunc(list, func(p phrase) bool {
		_, ok := p.prefix(words)
		return ok
	})
}
