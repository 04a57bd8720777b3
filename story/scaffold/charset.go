package scaffold

import (
	"fmt"

	"golang.org/x/text/encoding/charmap"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
)

// recode gives a page in UTF-8, and what puts it back into the page's own
// charset. A page in another charset than Windows-1252 is refused: what stands
// where in it cannot be told.
func recode(page *story.File) (text []byte, back func([]byte) ([]byte, error), err error) {
	foreign, found := story.NotUTF8(page.Text)
	if !found {
		return page.Text, func(text []byte) ([]byte, error) { return text, nil }, nil
	}
	refusal := &Refusal{What: "page", Message: fmt.Sprintf(
		"%s can't be written to as it is encoded now. Please save it as UTF-8 first.", quote.MarkUpTo(page.Path, maxTitle))}
	if foreign.Charset != story.Latin1 && foreign.Charset != story.Windows1252 {
		return nil, nil, refusal
	}
	if text, err = charmap.Windows1252.NewDecoder().Bytes(page.Text); err != nil {
		return nil, nil, refusal
	}
	return text, func(text []byte) ([]byte, error) {
		written, err := charmap.Windows1252.NewEncoder().Bytes(text)
		if err != nil {
			return nil, refusal // a character that the charset does not have
		}
		return written, nil
	}, nil
}
