package scaffold

import (
	"github.com/storybot-app/storybot/internal/quote"
)

// A Refusal says that no story can be begun from what was given, in words for
// the person who asked. Match it with errors.As.
type Refusal struct {
	// What names the part that was wrong: "title", "character", "kind",
	// "template" or "path".
	What string
	// Message says what is wrong and what to do, in one or two sentences. It
	// never repeats the text that was refused; names of the book's own
	// characters, kinds and files may stand in it, marked by package quote.
	Message string
}

// Error returns the message without marks.
func (r *Refusal) Error() string { return quote.Plain(r.Message) }
