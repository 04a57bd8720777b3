package story

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
)

// classify reports whether a unit is left from the template, and whether it is the
// writer's own text. Where a question is still open, words that say nothing are
// not.
func (d *document) classify(u unit, open bool) (kind LeftoverKind, own bool) {
	if u.block.kind == markup {
		return d.classifyMarkup(u)
	}
	word := firstWord(d.file.Text[u.span.Start:u.span.End])
	_, known := d.prompts[word]
	small := open && u.span.End-u.span.Start < 160
	if word == "" && small {
		return "", hasDigit(d.file.Text[u.span.Start:u.span.End])
	}
	if !known && !small {
		return "", true
	}
	words := fold(d.text(u))
	if kind, ok := d.leftover(words); known && ok {
		return kind, false
	}
	return "", !d.saysNothing(words) && !d.directs(u, words)
}

// directs reports whether a unit is brackets that say what belongs there.
func (d *document) directs(u unit, words []string) bool {
	text := strings.Trim(d.file.Slice(u.span), "*_ .")
	last := len(text) - 1
	return last > 0 && (text[0] == '(' && text[last] == ')' || text[0] == '[' && text[last] == ']') && anyPrefix(d.words.noteBracket, words)
}

// classifyMarkup classifies a line of HTML: tags alone, and comments, say nothing.
func (d *document) classifyMarkup(u unit) (kind LeftoverKind, own bool) {
	line := d.file.Slice(u.span)
	if inner, ok := strings.CutPrefix(line, "<!--"); ok {
		kind, _ := d.leftover(fold(inner))
		return kind, false
	}
	words := fold(withoutTags(line))
	if kind, ok := d.leftover(words); ok {
		return kind, false
	}
	return "", strings.Contains(line, "<img") || !d.saysNothing(words) && !anyMatch(d.words.faq, words)
}

// withoutTags is a text without its HTML tags.
func withoutTags(text string) string {
	var out strings.Builder
	for text != "" {
		before, rest, ok := strings.Cut(text, "<")
		out.WriteString(before)
		if !ok {
			break
		}
		_, text, _ = strings.Cut(rest, ">")
		out.WriteByte(' ')
	}
	return out.String()
}

// maxNote is how many words an unfinished note has at most that says nothing.
const maxNote = 8

// maxNoteSize is how many bytes may follow an emphasised mark on its line.
const maxNoteSize = 60

func (d *document) saysNothing(words []string) bool {
	if len(words) == 0 || len(words) == 1 && oneLetter(words[0]) || d.words.noAnswer.matches(words) {
		return true
	}
	return len(words) <= maxNote && slices.Contains(d.words.note, words[0])
}

// oneLetter reports whether a word is a letter, again and again.
func oneLetter(word string) bool {
	first, size := utf8.DecodeRuneInString(word)
	return unicode.IsLetter(first) && strings.Count(word, word[:size])*size == len(word) && utf8.RuneLen(first) == size && len(word) != 2*size
}

// comments takes comments of HTML within a line.
func (r *faq) comments(b *block) {
	if b.kind != prose || !bytes.Contains(r.d.file.Text[b.span.Start:b.span.End], []byte("<!--")) {
		return
	}
	each(b.node, func(n ast.Node) bool {
		raw, ok := n.(*ast.RawHTML)
		if !ok || raw.Segments.Len() == 0 {
			return true
		}
		span := Span{raw.Segments.At(0).Start, raw.Segments.At(raw.Segments.Len() - 1).Stop}
		if inner, ok := strings.CutPrefix(r.d.file.Slice(span), "<!--"); ok {
			if kind, ok := r.d.leftover(fold(inner)); ok {
				r.left = append(r.left, left{Leftover{Kind: kind, Span: span}, r.current})
			}
		}
		return true
	})
}

func hasDigit(text []byte) bool {
	return slices.ContainsFunc(text, func(b byte) bool { return '0' <= b && b <= '9' })
}

// nameToken notes a character's place that was left in a question.
func (r *faq) nameToken(q int, span Span) {
	token := r.d.conventions.Words.NameToken
	if token == "" {
		return
	}
	text := r.d.file.Slice(span)
	for at := 0; ; {
		i := strings.Index(text[at:], token)
		if i < 0 {
			return
		}
		found := Span{at + i, at + i + len(token)}
		at = found.End
		if letterAt(text, found.Start-1) || letterAt(text, found.End) {
			continue
		}
		for found.Start > 0 && found.End < len(text) && text[found.Start-1] == text[found.End] && strings.IndexByte("*_", text[found.End]) >= 0 {
			if found.Start > 1 && text[found.Start-2] == text[found.Start-1] {
				break
			}
			found.Start, found.End = found.Start-1, found.End+1
		}
		r.left = append(r.left, left{Leftover{Kind: LeftName, Span: Span{span.Start + found.Start, span.Start + found.End}}, q})
	}
}

func letterAt(text string, i int) bool {
	return i >= 0 && i < len(text) && (unicode.IsLetter(rune(text[i])) || unicode.IsDigit(rune(text[i])))
}
