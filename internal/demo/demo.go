package demo

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// Options says what demo to start. Now and Logger are required.
type Options struct {
	// Repo is a directory with the book to show; "" is the sample book.
	Repo string
	// Addr is where to listen, HOST:PORT. HOST must be a loopback address;
	// port 0 is any free one.
	Addr   string
	Now    func() time.Time
	Logger zerolog.Logger

	// Judge sees every request to the simulator's API and every answer of it;
	// nil for none.
	Judge Judge
}

// A bot is what the demo needs of the product.
type bot interface {
	Handler() http.Handler
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	Close() error
	WaitIdle(ctx context.Context) error
}

// newBot makes the bot of a demo.
type newBot func(ctx context.Context, settings *config.Server, opts Options) (bot, error)

// Demo is a running demo. Make one with New, end it with Close.
type Demo struct {
	// URL is the page's address.
	URL string

	sim    *githubsim.Server
	repo   *githubsim.Repo
	bot    bot
	web    *http.Server
	served chan error
	secret string
	dir    string // of the database
}

// A Judge holds requests and answers against GitHub's description of itself.
// Package referee has one.
type Judge interface {
	Middleware(next http.Handler) http.Handler
	// Violations are what GitHub would not have understood, or said.
	Violations() []string
}

// New starts simulator, bot and page. ctx bounds the start alone.
func New(ctx context.Context, opts Options) (*Demo, error) { return start(ctx, opts, product) }

func start(ctx context.Context, opts Options, make newBot) (d *Demo, err error) {
	files, err := openBook(opts.Repo)
	if err != nil {
		return nil, err
	}
	listener, err := listen(ctx, opts.Addr)
	if err != nil {
		return nil, err
	}
	d = &Demo{URL: "http://" + listener.Addr().String()}
	defer func() {
		if err != nil {
			err = errors.Join(err, listener.Close(), d.Close(context.WithoutCancel(ctx)))
		}
	}()
	if err := d.simulate(opts, files); err != nil {
		return nil, err
	}
	if err := d.employ(ctx, opts, make); err != nil {
		return nil, err
	}
	d.serve(listener, newPages(d.sim, d.repo, readForms(files)).handler())
	if err := d.bot.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("start the bot: %w", err)
	}
	return d, nil
}

// WaitIdle waits until every webhook is delivered and the bot has dealt with
// all of them, also with those its own doings caused.
func (d *Demo) WaitIdle(ctx context.Context) error {
	for {
		before := len(d.sim.Deliveries())
		if err := d.sim.Drain(ctx); err != nil {
			return fmt.Errorf("wait for the webhooks: %w", err)
		}
		if err := d.bot.WaitIdle(ctx); err != nil {
			return fmt.Errorf("wait for the bot: %w", err)
		}
		if len(d.sim.Deliveries()) == before {
			return nil
		}
	}
}

// Close stops everything and removes the database.
func (d *Demo) Close(ctx context.Context) error {
	var problems []error
	if d.web != nil {
		problems = append(problems, d.web.Close())
		if err := <-d.served; !errors.Is(err, http.ErrServerClosed) {
			problems = append(problems, err)
		}
	}
	if d.sim != nil {
		d.sim.Close()
	}
	if d.bot != nil {
		problems = append(problems, d.bot.Stop(ctx), d.bot.Close())
	}
	if d.dir != "" {
		problems = append(problems, os.RemoveAll(d.dir))
	}
	return errors.Join(problems...)
}
