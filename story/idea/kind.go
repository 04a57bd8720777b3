package idea

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// A reader holds what one issue is read with; all words are folded.
type reader struct {
	words *Words
	cast  cast
	kinds []kindWords
}

// kindWords are the folded phrases that name a kind.
type kindWords struct {
	id      string
	phrases []string
	asks    []Field // by its own questions
}

// kinds collects the phrases of every kind of a book. Those with a place for
// any word in them name no kind by themselves.
func kinds(c *story.Conventions) []kindWords {
	var all []kindWords
	for _, k := range c.Kinds {
		phrases := []string{k.ID, k.Name}
		for _, title := range k.Titles {
			if !strings.ContainsAny(title, "*_") {
				phrases = append(phrases, title)
			}
		}
		all = append(all, kindWords{k.ID, folds(phrases), ownFields(k)})
	}
	return all
}

// announced is the kind a title or line begins with ("Status quo: …",
// "[shiny future] …", "Status quo story idea: …") and what follows it; story
// reports whether a story is announced at all, as in "Story idea: …" but not in
// "Idea: …".
func (r reader) announced(text string) (kind, rest string, story bool) {
	before, after, ok := cutAnnouncement(text)
	if !ok {
		return "", text, false
	}
	folded := fold(before)
	for _, k := range r.kinds {
		if tail, ok := begins(folded, k.phrases); ok && r.onlyStories(tail) {
			return k.id, after, true
		}
	}
	if folded != " " && r.words.Story != " " && r.onlyStories(folded) {
		return "", after, strings.Contains(folded, r.words.Story)
	}
	return "", text, false
}

// bare reports whether a title is only what a form begins it with, such as
// "Status quo: ": it says nothing yet.
func (r reader) bare(title string) bool {
	folded := fold(title)
	for _, k := range r.kinds {
		if tail, ok := begins(folded, k.phrases); ok && r.onlyStories(tail) {
			return true
		}
	}
	ended := strings.ContainsAny(strings.TrimSpace(title), ":]")
	return ended && folded != " " && r.onlyStories(folded)
}

// onlyStories reports whether a folded text has no other words than those that
// announce a story.
func (r reader) onlyStories(folded string) bool {
	ok := true
	for ok && folded != " " {
		folded, ok = begins(folded, r.words.Stories)
	}
	return ok
}

// cutAnnouncement cuts a text at the colon, dash or bracket that ends its
// first few words.
func cutAnnouncement(text string) (before, after string, ok bool) {
	text = strings.TrimSpace(text)
	if strings.HasPrefix(text, "[") {
		before, after, ok = strings.Cut(text[1:], "]")
	} else if end := strings.IndexAny(text, ":–—"); end >= 0 {
		before, after, ok = text[:end], strings.TrimLeft(text[end:], ":–—"), true
	} else {
		before, after, ok = strings.Cut(text, " - ")
	}
	after = strings.TrimLeft(after, " :-–—")
	return before, after, ok && len(before) <= maxLabel && after != ""
}

// kind decides what kind of story an issue proposes: what its labels say, or
// a form's answer, or the title, or the text if it names one kind only.
func (r reader) kind(announced, title, summary string, labels []string, f form) string {
	if kind := r.labelled(labels); kind != "" {
		return kind
	}
	if kind := r.only(text(f.answers[FieldKind])); kind != "" {
		return kind
	}
	if announced != "" {
		return announced
	}
	if kind := r.asks(f); kind != "" {
		return kind
	}
	if kind := r.only(title); kind != "" {
		return kind
	}
	if kind, _, _ := r.announced(summary); kind != "" {
		return kind
	}
	return r.only(summary)
}

// asks is the one kind that asks all that a form does of a book's own
// questions, "" if there are several or the form asks none.
func (r reader) asks(f form) string {
	found := ""
	for _, k := range r.kinds {
		asked, all := 0, true
		for field := range f.asked {
			if strings.HasPrefix(string(field), ownQuestion) {
				asked++
				all = all && slices.Contains(k.asks, field)
			}
		}
		if asked == 0 || !all {
			continue
		}
		if found != "" {
			return ""
		}
		found = k.id
	}
	return found
}

// labelled is the kind the labels name, "" for none or several.
func (r reader) labelled(labels []string) string {
	found := ""
	for _, label := range labels {
		for _, k := range r.kinds {
			if !has(fold(label), k.phrases) || k.id == found {
				continue
			}
			if found != "" {
				return ""
			}
			found = k.id
		}
	}
	return found
}

// only is the one kind a text names, "" for none or several.
func (r reader) only(text string) string {
	found, folded := "", fold(text)
	for _, k := range r.kinds {
		if !has(folded, k.phrases) {
			continue
		}
		if found != "" {
			return ""
		}
		found = k.id
	}
	return found
}
