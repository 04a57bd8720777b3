package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/palantir/go-githubapp/githubapp"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/related"
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
	shelves   *shelves
	checked   *lru.Cache[string, checked]       // by subject
	libraries *lru.Cache[string, []related.Doc] // commit → its stories' own words
}

// All lists the handlers: one for each event.
func All(d Deps) ([]githubapp.EventHandler, error) {
	books, err := lru.New[string, report.Shelf](maxShelves)
	if err != nil {
		return nil, fmt.Errorf("make the cache of books: %w", err)
	}
	lastChecks, err := lru.New[string, checked](maxChecked)
	if err != nil {
		return nil, fmt.Errorf("make the memory of checks: %w", err)
	}
	libraries, err := lru.New[string, []related.Doc](maxLibraries)
	if err != nil {
		return nil, fmt.Errorf("make the cache of stories: %w", err)
	}
	b := &bot{Deps: d, shelves: books, checked: lastChecks, libraries: libraries}
	return []githubapp.EventHandler{
		issues{b},
		issueComment{b},
		pullRequest{b},
		pullRequestReview{b},
		pullRequestReviewComment{b},
		checkRun{b},
		checkSuite{b},
	}, nil
}
