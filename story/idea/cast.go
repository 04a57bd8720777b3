package idea

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// cast finds the characters of a book in text.
type cast struct {
	names []story.Character
	joins []string // folded words that may stand between two names
}

// answer reads the answer to a question about characters: the boxes that are
// ticked, or else those who are named outside the boxes, at the beginning of
// each line if the line begins with names.
func (c cast) answer(lines []line) []string {
	var ticked, named []string
	for _, l := range lines {
		label := l.text
		if found := item().FindStringSubmatch(l.text); found != nil {
			label = found[2]
		}
		box := checkbox().FindStringSubmatch(label)
		switch {
		case l.code:
		case box == nil:
			named = add(named, c.leading(label))
		case box[1] != "":
			ticked = add(ticked, c.leading(box[2]))
		}
	}
	if len(ticked) > 0 {
		return ticked
	}
	return named
}

// leading are the names a line begins with, or else all that it names.
func (c cast) leading(text string) []string {
	var names []string
	words := split(text)
	for len(words) > 0 {
		name, n := c.at(words, false)
		if n == 0 && slices.Contains(c.joins, " "+words[0].fold+" ") && len(names) > 0 {
			n = 1
		}
		if n == 0 {
			break
		}
		if name != "" {
			names = add(names, []string{name})
		}
		words = words[n:]
	}
	if len(names) > 0 {
		return names
	}
	return c.named(text)
}

// named are the characters named in prose, in order. A name spelled with a
// capital letter counts only where it is written so: some are words.
func (c cast) named(text string) []string {
	var names []string
	for words := split(text); len(words) > 0; words = words[1:] {
		if name, n := c.at(words, true); n > 0 {
			names = add(names, []string{name})
		}
	}
	return names
}

// at is the character whose name the words begin with and how many words it
// has, 0 for none.
func (c cast) at(words []word, capital bool) (name string, n int) {
	for _, character := range c.names {
		parts := split(character.Name)
		if len(parts) == 0 || len(parts) > len(words) || capital && parts[0].capital && !words[0].capital {
			continue
		}
		if slices.EqualFunc(parts, words[:len(parts)], func(a, b word) bool { return a.fold == b.fold }) {
			return character.Name, len(parts)
		}
	}
	return "", 0
}

// add appends the names that are not in the list yet.
func add(list, names []string) []string {
	for _, name := range names {
		if !slices.ContainsFunc(list, func(have string) bool { return strings.EqualFold(have, name) }) {
			list = append(list, name)
		}
	}
	return list
}
