package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/server"
	"github.com/storybot-app/storybot/internal/web"
)

const (
	owner  = "corpus"
	author = "writer"
	secret = "replay"
)

// stage is a simulator and a bot that talk to each other.
type stage struct {
	github *githubsim.Server
	bot    *server.Server
	port   io.Closer
	folder string
}

func setUp(ctx context.Context, logger zerolog.Logger, now func() time.Time) (_ *stage, err error) {
	st := &stage{}
	defer func() {
		if err != nil {
			st.tearDown()
		}
	}()
	unlimited := githubsim.Limits{Core: -1, GraphQL: -1, Points: -1, ContentPerMinute: -1, ContentPerHour: -1}
	if st.github, err = githubsim.New(githubsim.Options{Now: now, WebhookSecret: secret, Limits: unlimited, Events: handlers.Events()}); err != nil {
		return nil, err
	}
	if st.folder, err = os.MkdirTemp("", "storybot-replay-"); err != nil {
		return nil, err
	}
	settings, err := config.LoadServer("", []string{
		"STORYBOT_GITHUB_API_URL=" + st.github.URL + "/api/v3",
		"STORYBOT_GITHUB_GRAPHQL_URL=" + st.github.URL + "/api/graphql",
		fmt.Sprintf("STORYBOT_GITHUB_APP_ID=%d", st.github.AppID()),
		"STORYBOT_GITHUB_PRIVATE_KEY=" + string(st.github.PrivateKey()),
		"STORYBOT_GITHUB_WEBHOOK_SECRETS=" + secret,
		"STORYBOT_GITHUB_WRITE_INTERVAL=0s",
		"STORYBOT_QUEUE_GATHER=10ms",
		"STORYBOT_DATABASE_URL=sqlite:" + filepath.Join(st.folder, "replay.db"),
	})
	if err != nil {
		return nil, err
	}
	if st.bot, err = server.New(ctx, server.Options{Config: settings, Logger: logger, Now: now, Version: "replay"}); err != nil {
		return nil, err
	}
	if err = st.bot.Start(ctx); err != nil {
		return nil, err
	}
	return st, st.listen(ctx, logger)
}

// listen opens the bot's port and tells the simulator of it.
func (st *stage) listen(ctx context.Context, logger zerolog.Logger) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	port := web.NewServer(st.bot.Handler(), logger)
	go func() { _ = port.Serve(listener) }()
	st.port = port
	st.github.SetWebhook("http://"+listener.Addr().String()+"/webhook", secret)
	return nil
}

// tearDown ends what setUp began; what it made was for this run only, so
// nothing is lost when closing fails.
func (st *stage) tearDown() {
	if st.port != nil {
		_ = st.port.Close()
	}
	if st.bot != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = errors.Join(st.bot.Stop(ctx), st.bot.Close())
	}
	if st.github != nil {
		st.github.Close()
	}
	if st.folder != "" {
		_ = os.RemoveAll(st.folder)
	}
}

// waitIdle waits until every webhook was delivered and handled; handling may
// cause more of them.
func (st *stage) waitIdle(ctx context.Context) error {
	for range 5 {
		if err := st.github.Drain(ctx); err != nil {
			return fmt.Errorf("deliver webhooks: %w", err)
		}
		if err := st.bot.WaitIdle(ctx); err != nil {
			return err
		}
	}
	return nil
}
