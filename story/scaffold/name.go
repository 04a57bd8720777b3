package scaffold

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"github.com/storybot-app/storybot/internal/filename"
	"github.com/storybot-app/storybot/internal/quote"
)

// fileName names the story file of a title told by a character, or by nobody; a
// title that cannot be named is a Refusal.
func fileName(pattern filename.Pattern, character, title string) (string, error) {
	name, err := pattern.Name(character, Clean(title))
	switch {
	case errors.Is(err, filename.ErrNoTitle):
		return "", emptyTitle(title)
	case errors.Is(err, filename.ErrOnlyTeller):
		return "", onlyTeller(character)
	case errors.Is(err, filename.ErrDevice):
		return "", &Refusal{What: "title", Message: "Windows can't store a file with that name. " +
			"Please give the title one more word."}
	}
	return name, err
}

// onlyTeller refuses a title that is a name and nothing else.
func onlyTeller(character string) *Refusal {
	return &Refusal{What: "title", Message: fmt.Sprintf(
		"The title only says who tells the story. Please add what %s does, for example \"%s\".",
		quote.Mark(character), quote.Mark(character)+" tries to …")}
}

// hasWord reports whether a title has a letter or digit of any script.
func hasWord(title string) bool {
	return strings.ContainsFunc(title, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// emptyTitle refuses a title of which no file name is left, saying why.
func emptyTitle(title string) *Refusal {
	shown := Clean(title)
	switch {
	case shown == "":
		return &Refusal{What: "title", Message: "The story needs a title. " +
			"Please say in a few words who does what."}
	case strings.ContainsFunc(shown, unicode.IsLetter):
		return &Refusal{What: "title", Message: "A file name is written with the letters a to z and digits, " +
			"and this title has none of them. Please add a few words in Latin letters."}
	}
	return &Refusal{What: "title", Message: "This title has no letters or digits, so the file can't be named after it. " +
		"Please say in a few words who does what."}
}
