package format

import (
	"slices"

	"github.com/storybot-app/storybot/internal/quote"
)

// plainOutput hands results on without the marks around what messages quote.
// It is the one place where findings enter a format: there a mention mentions
// nobody, and each format escapes by its own rules.
type plainOutput struct{ Output }

func (p plainOutput) Book(r Result) error {
	r.Findings = slices.Clone(r.Findings)
	for i := range r.Findings {
		d := &r.Findings[i]
		d.Message, d.Fixes = quote.Plain(d.Message), slices.Clone(d.Fixes)
		for j := range d.Fixes {
			d.Fixes[j].Message = quote.Plain(d.Fixes[j].Message)
		}
	}
	return p.Output.Book(r)
}
