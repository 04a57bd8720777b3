package demo

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
)

// idleBot takes every delivery and does nothing.
type idleBot struct{}

func (idleBot) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusAccepted) })
}
func (idleBot) Start(context.Context) error    { return nil }
func (idleBot) Stop(context.Context) error     { return nil }
func (idleBot) Close() error                   { return nil }
func (idleBot) WaitIdle(context.Context) error { return nil }

// startIdle starts a demo whose bot does nothing, to test the page alone.
func startIdle(t *testing.T, opts Options) *Demo {
	t.Helper()
	opts.Addr, opts.Now, opts.Logger = "127.0.0.1:0", time.Now, zerolog.Nop()
	d, err := start(t.Context(), opts, func(context.Context, *config.Server, Options) (bot, error) { return idleBot{}, nil })
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return d
}
