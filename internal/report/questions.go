package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/words"
	"github.com/storybot-app/storybot/story"
)

// maxAsked is how many questions of a story are listed.
const maxAsked = 40

// askedText is what one story is asked, in the text "questions".
type askedText struct {
	Kind           string
	File           string // where the story is, if there are several; "" otherwise
	Open, Answered []questionText
	Idea           bool // there is only an idea for it yet
	More           int  // questions that are left out
}

type questionText struct {
	Text     string
	Optional bool
}

// Questions lists what the stories of a pull request, or the one an issue could
// become, are asked, and what of it is still open; "" where there is no story.
func (t *Texts) Questions(c review.Case) (string, error) {
	var asked []askedText
	if c.IsPull() {
		asked = askedHere(c)
	} else {
		asked = askedOfIdea(c)
	}
	if len(asked) == 0 {
		return "", nil
	}
	return t.render("questions", asked)
}

// askedHere is what the first stories of a pull request are asked.
func askedHere(c review.Case) []askedText {
	found := review.Stories(c)
	foremost := found.Foremost()
	var all []askedText
	for _, s := range foremost[:min(len(foremost), maxPages)] {
		one := askedText{Kind: quote.Mark(kindName(c.Book, s.Kind))}
		if len(foremost) > 1 {
			one.File = quote.Mark(cmp.Or(s.Name, base(s.Path)))
		}
		kind := c.Book.Conventions.KindOf(s.Story)
		for _, a := range s.Questions {
			if a.Extra || a.Status == story.NotAsked {
				continue
			}
			text := toldBy(c, cmp.Or(a.Written, a.Asked), s.Characters)
			one.add(text, a.Status == story.Answered, kind != nil && optional(kind, a.ID))
		}
		all = append(all, one)
	}
	return all
}

func optional(kind *story.Kind, id string) bool {
	return slices.ContainsFunc(kind.Questions, func(q story.Question) bool { return q.ID == id && q.Optional })
}

// askedOfIdea is what a story of the idea's kind is asked; of every kind, if the
// idea does not say which.
func askedOfIdea(c review.Case) []askedText {
	var all []askedText
	for i := range c.Book.Conventions.Kinds {
		kind := &c.Book.Conventions.Kinds[i]
		if c.Proposed.Kind != "" && c.Proposed.Kind != kind.ID {
			continue
		}
		one := askedText{Kind: quote.Mark(kind.Name), Idea: true}
		for _, q := range kind.Questions {
			one.add(toldBy(c, q.Text, c.Proposed.Characters), c.Proposed.Says(q.ID), q.Optional)
		}
		all = append(all, one)
	}
	return all
}

// add adds a question to those that are answered, or to those that are open.
func (one *askedText) add(text string, answered, optional bool) {
	into := &one.Open
	if answered {
		into = &one.Answered
	}
	if len(one.Open)+len(one.Answered) == maxAsked {
		one.More++
		return
	}
	*into = append(*into, questionText{Text: quote.MarkUpTo(text, maxTitle), Optional: optional})
}

// toldBy puts who tells the story into the name token's place, or "the character"
// while nobody does.
func toldBy(c review.Case, text string, characters []string) string {
	token := c.Book.Conventions.Words.NameToken
	if token == "" {
		return text
	}
	who := cmp.Or(words.List(characters, "and"), "the character")
	return strings.NewReplacer("*"+token+"*", who, "_"+token+"_", who, token, who).Replace(text)
}
