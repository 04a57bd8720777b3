package idea

import (
	"slices"
	"strings"
)

// characters are those the form's answer names, or the title, or the summary.
func (r reader) characters(title, summary string, f form) []string {
	if names := r.cast.answer(f.answers[FieldCharacters]); len(names) > 0 {
		return names
	}
	if name, n := r.cast.at(split(title), false); n > 0 {
		return add([]string{name}, r.cast.named(title))
	}
	if names := r.cast.named(title); len(names) > 0 {
		return names
	}
	return r.cast.named(summary)
}

// proposes reports whether an issue proposes a story. A label of a kind, or a
// form, settles it; a label of other work settles the opposite. Otherwise the
// title must announce a story or read like one, or the text must propose one.
func (r reader) proposes(announced bool, title string, idea Idea, labels []string) bool {
	switch {
	case r.labelled(labels) != "":
		return true
	case r.otherWork(labels):
		return false
	case !idea.Free:
		return true
	case has(fold(title), r.words.Chores):
		return false
	case announced, r.tellsOf(idea.Title):
		return true
	}
	if _, _, ok := r.announced(idea.Summary); ok {
		return true
	}
	return r.inProse(title, idea)
}

// inProse reports whether plain text proposes a story: it says so, or it names
// both a kind and who could tell it, one of them in the title, or speaks of
// "a (kind) story" and of no chore.
func (r reader) inProse(title string, idea Idea) bool {
	named, kind := len(idea.Characters) > 0, idea.Kind != ""
	body := fold(idea.Summary)
	switch {
	case !named && !kind:
		return false
	case has(fold(title)+body, r.words.Proposals):
		return true
	case !named || !kind:
		return false
	}
	return r.only(title) != "" || len(r.cast.named(title)) > 0 || r.ofKind(body) && !has(body, r.words.Chores)
}

// How a text is told that could become a story.
const (
	leastTold  = 25  // words
	mostTold   = 600 // words; a longer one is a report, or a log
	leastFirst = 3   // words of the first person
)

// narrates reports whether plain text without a label tells what happened to its
// writer: in the first person, in sentences, and not of work on the book.
func (r reader) narrates(title string, idea Idea, labels []string) bool {
	told := title + "\n" + idea.Summary
	words := strings.Fields(fold(told))
	if !idea.Free || len(labels) > 0 || len(words) < leastTold || len(words) > mostTold || strings.Contains(told, "```") {
		return false
	}
	first := 0
	for _, word := range words {
		if slices.Contains(r.words.FirstPerson, word) {
			first++
		}
	}
	return first >= leastFirst && !has(fold(title), r.words.Chores) && !has(fold(told), r.words.Reports)
}

// ofKind reports whether a folded text speaks of one story of a kind.
func (r reader) ofKind(folded string) bool {
	for _, k := range r.kinds {
		for _, name := range k.phrases {
			if strings.Contains(folded, name+r.words.Story[1:]) && r.words.Story != " " {
				return true
			}
		}
	}
	return false
}

// otherWork reports whether a label marks work on the book that is no story.
func (r reader) otherWork(labels []string) bool {
	for _, label := range labels {
		if has(fold(label), r.words.OtherLabels) {
			return true
		}
	}
	return false
}

// tellsOf reports whether a title reads like a story's: a character and what
// happens to them ("Alan tries to …"), and not something of theirs ("Alan's
// page …").
func (r reader) tellsOf(title string) bool {
	words := split(title)
	_, n := r.cast.at(words, false)
	if n == 0 || len(words) < n+2 || words[n].fold == "s" {
		return false
	}
	return !has(join(words[n:]), r.words.Stories)
}
