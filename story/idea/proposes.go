package idea

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

// proposes tells whether an issue proposes a story. A label of a kind, or a
// form, settles it; a label of other work settles the opposite. Otherwise the
// title must announce a story or read like one, or the text must propose one.
func (r reader) proposes(announced, title string, idea Idea, labels []string) bool {
	switch {
	case r.labelled(labels) != "":
		return true
	case r.otherWork(labels):
		return false
	case !idea.Free:
		return true
	case has(fold(title), r.words.Chores):
		return false
	case announced != "", r.tellsOf(title):
		return true
	}
	all := fold(title + "\n\n" + idea.Summary)
	if kind, _ := r.announced(idea.Summary); kind != "" {
		return true
	}
	return has(all, r.words.Proposals) && (idea.Kind != "" || len(idea.Characters) > 0) ||
		idea.Kind != "" && len(idea.Characters) > 0
}

// otherWork tells whether a label marks work on the book that is no story.
func (r reader) otherWork(labels []string) bool {
	for _, label := range labels {
		if has(fold(label), r.words.OtherLabels) {
			return true
		}
	}
	return false
}

// tellsOf tells whether a title reads like a story's: a character and what
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
