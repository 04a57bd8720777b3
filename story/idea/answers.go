package idea

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// leadingEmphasis is a list item or paragraph that begins with words in
// italics, as prompts do, and what follows them.
var leadingEmphasis = lazyregexp.New(`^([ \t]*(?:[*+-][ \t]+)?)(?:\*([^*]+)\*|_([^_]+)_)[ \t]*(.*)$`)

// said is an answer without the template's prompts and without empty lines
// around it; nil when nothing is left that says something.
func (w *Words) said(lines []line) []line {
	var kept []line
	for _, l := range lines {
		text, prompt := w.unprompted(l)
		if !prompt || strings.TrimSpace(text) != "" {
			kept = append(kept, line{text, l.code})
		}
	}
	blank := func(l line) bool { return strings.TrimSpace(l.text) == "" }
	for len(kept) > 0 && blank(kept[0]) {
		kept = kept[1:]
	}
	for len(kept) > 0 && blank(kept[len(kept)-1]) {
		kept = kept[:len(kept)-1]
	}
	if len(kept) == 1 && w.saysNothing(kept[0].text) {
		return nil
	}
	return kept
}

// unprompted takes a template's prompt out of a line.
func (w *Words) unprompted(l line) (text string, prompt bool) {
	if l.code {
		return l.text, false
	}
	if found := leadingEmphasis().FindStringSubmatch(l.text); found != nil && slices.Contains(w.Prompts, fold(found[2]+found[3])) {
		if found[4] == "" {
			return "", true
		}
		return found[1] + found[4], true
	}
	if len(l.text) <= maxLabel && slices.Contains(w.Prompts, fold(l.text)) {
		return "", true
	}
	return l.text, false
}

// saysNothing reports whether an answer of one line has no words, or says that
// there is nothing to say.
func (w *Words) saysNothing(text string) bool {
	if len(text) > maxLabel {
		return false
	}
	if _, label := labelText(text); label {
		return false
	}
	folded := fold(text)
	return folded == " " || slices.Contains(w.Nothing, folded)
}

// text writes an answer as Markdown again, moved to the left as far as its
// lines allow.
func text(lines []line) string {
	indent := -1
	for _, l := range lines {
		if rest := strings.TrimLeft(l.text, " "); rest != "" && (indent < 0 || len(l.text)-len(rest) < indent) {
			indent = len(l.text) - len(rest)
		}
	}
	var b strings.Builder
	for _, l := range lines {
		b.WriteString(l.text[min(max(indent, 0), len(l.text)):] + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

// items are the points of an answer: every list item, and outside a list every
// line, as GitHub shows a line of an issue. A line that goes on in the middle
// of a sentence belongs to the point before it.
func (w *Words) items(lines []line) []string {
	var points [][]string // the lines of each
	begin := func(text string) { points = append(points, []string{text}) }
	goOn := func(text string) { points[len(points)-1] = append(points[len(points)-1], text) }
	fresh, listed := true, false
	for _, l := range lines {
		found := item().FindStringSubmatch(l.text)
		switch {
		case !l.code && strings.TrimSpace(l.text) == "":
			fresh = true
		case !l.code && found != nil:
			begin(found[2])
			fresh, listed = false, true
		case !l.code && (fresh || !listed && startsSentence(l.text)):
			begin(strings.TrimSpace(l.text))
			fresh, listed = false, false
		case len(points) == 0:
			begin(l.text)
			fresh = false
		case l.code:
			goOn(l.text)
		default:
			goOn(strings.TrimSpace(l.text))
		}
	}
	var items []string
	for _, point := range points {
		if text := strings.Join(point, "\n"); strings.TrimSpace(text) != "" && !w.saysNothing(text) {
			items = append(items, text)
		}
	}
	return items
}

// startsSentence reports whether a line begins a sentence rather than going on with one.
func startsSentence(line string) bool {
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(line))
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}
