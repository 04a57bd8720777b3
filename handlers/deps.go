package handlers

import (
	"context"
	"encoding/json"
	"io/fs"
	"sync"
	"time"

	"github.com/palantir/go-githubapp/githubapp"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
)

// Ledger remembers what must survive a restart.
type Ledger interface {
	// Once runs what must not happen twice.
	Once(ctx context.Context, id string, run func(context.Context) error) error
	// Memory and SetMemory keep a small value for a key.
	Memory(ctx context.Context, key string) (json.RawMessage, error)
	SetMemory(ctx context.Context, key string, value json.RawMessage) error
}

// Deps is what the handlers work with. All fields are required.
type Deps struct {
	GitHub *gateway.Gateway
	Ledger Ledger
	Texts  *report.Texts
	// Templates holds the built-in story templates, in the folder stories.
	Templates fs.FS
	// Guard gives the check to be made before each write.
	Guard  func(ctx context.Context) func(context.Context) error
	Now    func() time.Time
	Logger zerolog.Logger
}

// bot is what all handlers share.
type bot struct {
	Deps
	shelves sync.Map // commit → report.Shelf; a handful at a time
	shelved int
	mu      sync.Mutex // guards shelved
	checked sync.Map   // subject → when /check last looked
}

// All lists the handlers: one for each event.
func All(d Deps) []githubapp.EventHandler {
	b := &bot{Deps: d}
	return []githubapp.EventHandler{
		issues{b},
		issueComment{b},
		pullRequest{b},
		pullRequestReview{b},
		pullRequestReviewComment{b},
		checkRun{b},
		checkSuite{b},
	}
}
