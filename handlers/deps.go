package handlers

import (
	"context"
	"fmt"
	"io/fs"
	"time"

	"github.com/palantir/go-githubapp/githubapp"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/report"
)

// Deps is what the handlers work with. All fields are required.
type Deps struct {
	GitHub *gateway.Gateway
	Ledger *ledger.Ledger
	Texts  *report.Texts
	// Templates holds the built-in story templates, in the folder stories.
	Templates fs.FS
	// HandOn accepts a delivery for another issue or pull request.
	HandOn func(ctx context.Context, d queue.Delivery) error
	// Guard gives the check to be made before each write.
	Guard  func(ctx context.Context) func(context.Context) error
	Now    func() time.Time
	Logger zerolog.Logger
}

// bot is what all handlers share.
type bot struct {
	Deps
	commands commands
	registry command.Registry
	books    *books
}

// All lists the handlers: one for each event.
func All(d Deps) ([]githubapp.EventHandler, error) {
	b := &bot{Deps: d, commands: Commands()}
	b.registry = b.commands.registry()
	var err error
	if b.books, err = newBooks(); err != nil {
		return nil, fmt.Errorf("make the caches of books: %w", err)
	}
	var all []githubapp.EventHandler
	for _, e := range events() {
		all = append(all, listener{bot: b, event: e})
	}
	return all, nil
}
