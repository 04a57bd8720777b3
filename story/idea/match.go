package idea

import (
	"slices"
	"strings"
	"unicode"
)

// A word is one word of a text.
type word struct {
	fold    string // in lower case
	capital bool   // begins with a capital letter
}

// split takes a text apart into its words: runs of letters, marks and digits.
// "(s)" at the end of a word belongs to it.
func split(text string) []word {
	var words []word
	text = strings.ReplaceAll(text, "(s)", "s")
	for _, field := range strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r)
	}) {
		words = append(words, word{strings.ToLower(field), unicode.IsUpper([]rune(field[:min(len(field), 4)])[0])})
	}
	return words
}

// fold is the words of a text in lower case with one space around each, so
// that phrases can be looked up in it.
func fold(text string) string { return join(split(text)) }

// join writes words in the form of fold.
func join(words []word) string {
	var b strings.Builder
	b.WriteByte(' ')
	for _, w := range words {
		b.WriteString(w.fold + " ")
	}
	return b.String()
}

// folds folds every phrase.
func folds(phrases []string) []string {
	folded := make([]string, 0, len(phrases))
	for _, p := range phrases {
		if f := fold(p); f != " " {
			folded = append(folded, f)
		}
	}
	return folded
}

// folded is a copy of the words in which every phrase is folded.
func (w *Words) folded() *Words {
	f := &Words{
		Story:    fold(w.Story),
		Sections: folds(w.Sections), Optional: folds(w.Optional), Prompts: folds(w.Prompts), Nothing: folds(w.Nothing),
		Proposals: folds(w.Proposals), Stories: folds(w.Stories), Chores: folds(w.Chores), OtherLabels: folds(w.OtherLabels),
		Joins: folds(w.Joins), Reports: folds(w.Reports), FirstPerson: w.FirstPerson, Someone: w.Someone,
	}
	for _, l := range w.Labels {
		f.Labels = append(f.Labels, Label{l.Field, folds(l.Phrases)})
	}
	return f
}

// has reports whether a folded text has one of the folded phrases.
func has(folded string, phrases []string) bool {
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(folded, p) })
}

// begins reports whether a folded text begins with one of the folded phrases,
// and what follows the first that it does.
func begins(folded string, phrases []string) (rest string, ok bool) {
	for _, p := range phrases {
		if rest, ok := strings.CutPrefix(folded, p); ok {
			return " " + rest, true
		}
	}
	return folded, false
}

// Folded is a label as labels are compared: its words in lower case, "" if it
// has none.
func Folded(label string) string { return strings.TrimSpace(fold(label)) }
