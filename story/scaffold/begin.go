package scaffold

import (
	"fmt"
	"slices"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// Begun is a file in which a story was begun.
type Begun struct {
	Path    string // from the book's root
	Text    []byte // all of the file
	Section string // the story alone, where it is a section of a page; "" where it has a file of its own
	Line    int    // of its heading
}

// Begin begins a story where those of its kind stand: as a section of their
// page, in a book that has such a page, and else as a file. The error is a
// *Refusal when the idea is the reason.
func Begin(b *book.Book, idea Idea) (Begun, error) {
	kind, err := findKind(b.Conventions, idea.Kind)
	if err != nil {
		return Begun{}, err
	}
	page, err := b.Sections(kind)
	if err != nil {
		return Begun{}, err
	}
	if page == nil {
		name, text, err := File(b, idea)
		return Begun{Path: name, Text: text, Line: 1}, err
	}
	if idea.Character, err = checked(b.Conventions, idea); err != nil {
		return Begun{}, err
	}
	return beginSection(b, page, kind, idea)
}

// checked is the character of an idea as the book spells the name, or why no
// story can be begun from the idea.
func checked(c *story.Conventions, idea Idea) (string, error) {
	if slices.ContainsFunc(c.Words.Blank, func(blank string) bool { return sameWords(idea.Title, blank) }) {
		return "", &Refusal{What: "title", Message: "The title is still the template's. Please say in a few words who does what."}
	}
	return findCharacter(c, idea.Character)
}

// sectionTitle is the title of a new section of a page, or why it can't be one:
// two headings of a page that read alike would be one address.
func sectionTitle(page *story.File, idea Idea) (string, error) {
	title := headline(idea.Title)
	switch {
	case !hasWord(title):
		return "", emptyTitle(title)
	case sameWords(title, idea.Character):
		return "", onlyTeller(idea.Character)
	}
	for _, h := range page.Headings {
		if sameWords(story.Repaired(h.Text), title) {
			return "", &Refusal{What: "path", Message: fmt.Sprintf(
				"There is a section of that name on %s already. Please choose another title.", quote.MarkUpTo(page.Path, maxTitle))}
		}
	}
	return containLine(title), nil
}
