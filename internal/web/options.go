package web

import (
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/semaphore"

	"github.com/storybot-app/storybot/internal/queue"
)

// Options says what the handler is joined to. All but BotLogin are required.
type Options struct {
	// Accept keeps a delivery durably; fresh is false when it was known.
	Accept func(ctx context.Context, d queue.Delivery) (fresh bool, err error)
	// Routes are the events there is a use for, by name. Any other is answered
	// with 200 and forgotten.
	Routes map[string]Route
	// Secrets are the webhook secrets, any of which a delivery may be signed
	// with: the current one and, while it is being replaced, the one before.
	Secrets []string
	// BotLogin is our own login ("storybot[bot]"), or "" while it is not yet known.
	BotLogin func() string
	// Ready says why deliveries cannot be kept or are not worked on; nil when all is well.
	Ready func(ctx context.Context) error
	// Stats looks at the inbox, for the metrics.
	Stats func(ctx context.Context) (queue.Stats, error)
	// Metrics counts; see NewMetrics.
	Metrics *Metrics
	// Logger gets one line a delivery.
	Logger zerolog.Logger
	// SpoolDir is where large bodies wait on disk until their signature is
	// known: up to 512 MiB, in a file without a name. "" is the directory for
	// temporary files, which is memory on some systems.
	SpoolDir string
	// Now is the clock.
	Now func() time.Time
}

// New returns the handler of everything on storybot's port: /webhook, /healthz
// (the process is up), /readyz (deliveries are kept and worked on) and /metrics.
func New(o Options) (http.Handler, error) {
	if o.Accept == nil || len(o.Routes) == 0 || o.Ready == nil || o.Stats == nil || o.Metrics == nil || o.Now == nil {
		return nil, errors.New("web: Accept, Routes, Ready, Stats, Metrics and Now are required")
	}
	if o.BotLogin == nil {
		o.BotLogin = func() string { return "" }
	}
	secrets, err := secretBytes(o.Secrets)
	if err != nil {
		return nil, err
	}
	if err := o.Metrics.watch(o.Stats, o.Now); err != nil {
		return nil, fmt.Errorf("web: register queue metrics: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("/webhook", &intake{
		accept: o.Accept, secrets: secrets, botLogin: o.BotLogin, logger: o.Logger, now: o.Now,
		metrics: o.Metrics, routes: o.Routes, lobby: newLobby(o.SpoolDir), admitted: semaphore.NewWeighted(maxAdmitted),
	})
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { answer(w, "ok") })
	mux.Handle("GET /readyz", readiness(o.Ready, o.Logger))
	mux.Handle("GET /metrics", o.Metrics.handler())
	return mux, nil
}

// secretBytes refuses to run without a secret: an empty one would accept
// whatever anybody signs with nothing.
func secretBytes(secrets []string) ([][]byte, error) {
	if len(secrets) == 0 {
		return nil, errors.New("web: a webhook secret is required")
	}
	out := make([][]byte, 0, len(secrets))
	for _, s := range secrets {
		if s == "" {
			return nil, errors.New("web: a webhook secret is empty")
		}
		out = append(out, []byte(s))
	}
	return out, nil
}

// NewServer wraps a handler in a server that strangers cannot hold up: every
// phase of a request has its limit.
func NewServer(handler http.Handler, logger zerolog.Logger) *http.Server {
	return &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      40 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    16 << 10,
		ErrorLog:          log.New(logger.Level(zerolog.DebugLevel), "", 0),
	}
}

// readiness answers 503 while deliveries cannot be kept or are not worked on.
// The reason goes to the log: it may name files of this machine.
func readiness(ready func(context.Context) error, logger zerolog.Logger) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		if err := ready(ctx); err != nil {
			logger.Warn().Err(err).Msg("not ready")
			http.Error(w, "not ready", http.StatusServiceUnavailable)
			return
		}
		answer(w, "ready")
	})
}

func answer(w http.ResponseWriter, text string) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	// A sender that is gone does not need the answer.
	_, _ = w.Write([]byte(text + "\n"))
}
