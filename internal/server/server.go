// Package server joins everything into one running storybot: settings, queue,
// gateway, handlers and the port. It is the one place where they meet, and it
// decides nothing else.
package server

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/palantir/go-githubapp/githubapp"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/web"
	"github.com/storybot-app/storybot/templates"
)

// Options says what a server is made of. Config and Now are required.
type Options struct {
	Config *config.Server
	Logger zerolog.Logger
	Now    func() time.Time
	// Version is told to GitHub in the user agent.
	Version string
	// DryRun logs what would be written to GitHub and writes nothing.
	DryRun bool
	// Transport reaches GitHub; nil is http.DefaultTransport.
	Transport http.RoundTripper
}

// Server is one storybot.
type Server struct {
	store   *store.DB
	ledger  *ledger.Ledger
	queue   *queue.Queue
	gateway *gateway.Gateway
	handler http.Handler
	byEvent map[string]githubapp.EventHandler
	logger  zerolog.Logger
	now     func() time.Time
}

// New opens the database and joins the parts; nothing runs before Start.
func New(ctx context.Context, o Options) (*Server, error) {
	s := &Server{logger: o.Logger, now: o.Now}
	clients, err := gateway.NewClients(gateway.ClientConfig{
		APIURL: o.Config.GitHub.APIURL, GraphQLURL: o.Config.GitHub.GraphQLURL,
		AppID: o.Config.GitHub.AppID, PrivateKey: []byte(o.Config.GitHub.PrivateKey.Reveal()),
		UserAgent: "storybot/" + o.Version, Transport: o.Transport,
	})
	if err != nil {
		return nil, err
	}
	if s.gateway, err = gateway.New(gateway.Options{
		Clients: clients, GraphQLURL: o.Config.GitHub.GraphQLURL, Now: o.Now,
		WriteInterval: o.Config.GitHub.WriteInterval, Wants: review.Wants, DryRun: dryRun(o),
	}); err != nil {
		return nil, err
	}
	metrics := web.NewMetrics(prometheus.NewRegistry())
	if s.store, err = store.Open(ctx, o.Config.DatabaseURL); err != nil {
		return nil, err
	}
	if s.ledger, err = ledger.Open(ctx, s.store, o.Now); err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	if s.queue, err = queue.Open(ctx, s.store, queue.Options{
		Handle: s.handle, Observe: metrics.ObserveHandled,
		Logger: o.Logger, Now: o.Now, Gather: o.Config.Gather, Upkeep: s.Upkeep,
	}); err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	if err := s.join(o, metrics); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// dryRun logs writes in place of making them, if that is asked for.
func dryRun(o Options) func(gateway.Repo, int, string) {
	if !o.DryRun {
		return nil
	}
	return func(repo gateway.Repo, number int, what string) {
		o.Logger.Info().Str("repository", repo.String()).Int("number", number).Str("write", what).Msg("dry run")
	}
}

// join makes the handlers and the port.
func (s *Server) join(o Options, metrics *web.Metrics) error {
	texts, err := report.NewTexts(templates.Comments)
	if err != nil {
		return err
	}
	all, err := handlers.All(handlers.Deps{
		GitHub: s.gateway, Ledger: s.ledger, Texts: texts, Templates: templates.Stories,
		HandOn: s.handOn, Guard: queue.Guard, Now: o.Now, Logger: o.Logger,
	})
	if err != nil {
		return err
	}
	s.byEvent = make(map[string]githubapp.EventHandler)
	for _, handler := range all {
		for _, event := range handler.Handles() {
			s.byEvent[event] = handler
		}
	}
	var secrets []string
	for _, secret := range o.Config.GitHub.WebhookSecrets {
		secrets = append(secrets, secret.Reveal())
	}
	s.handler, err = web.New(web.Options{
		Accept: s.queue.Accept, Routes: handlers.Routes(), Secrets: secrets, BotLogin: s.botLogin, Ready: s.queue.Ready,
		Stats: s.queue.Stats, Metrics: metrics, Logger: o.Logger, SpoolDir: o.Config.DataDir(), Now: o.Now,
	})
	return err
}

// handOn accepts a delivery that a handler made of another.
func (s *Server) handOn(ctx context.Context, d queue.Delivery) error {
	_, err := s.queue.Accept(ctx, d)
	return err
}

// handle hands a stored delivery to the handler of its event.
func (s *Server) handle(ctx context.Context, d queue.Delivery) error {
	handler, ok := s.byEvent[d.Event]
	if !ok {
		return nil // kept by an earlier version that had a use for it
	}
	if _, err := s.gateway.Slug(ctx); err != nil { // asked once: botLogin tells it
		return err
	}
	return handler.Handle(handlers.WithSubject(ctx, d.Subject), d.Event, d.GUID, d.Payload)
}

// botLogin is our login, "" until we know it.
func (s *Server) botLogin() string {
	if slug := s.gateway.KnownSlug(); slug != "" {
		return slug + "[bot]"
	}
	return ""
}

// Handler is the port: /webhook, /healthz, /readyz and /metrics.
func (s *Server) Handler() http.Handler { return s.handler }

// Start begins to work on deliveries.
func (s *Server) Start(ctx context.Context) error { return s.queue.Start(ctx) }

// Stop lets running work finish and starts no more; see [queue.Queue.Stop].
func (s *Server) Stop(ctx context.Context) error { return s.queue.Stop(ctx) }

// Close closes the database.
func (s *Server) Close() error {
	s.queue.Close()
	return s.store.Close()
}

// WaitIdle waits until every accepted delivery was worked on.
func (s *Server) WaitIdle(ctx context.Context) error {
	if err := s.queue.WaitIdle(ctx); err != nil {
		return fmt.Errorf("wait for the bot: %w", err)
	}
	return nil
}
