package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/rs/zerolog"
	"github.com/spf13/cobra"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/server"
	"github.com/storybot-app/storybot/internal/web"
)

// drainTime is how long a stopping server waits for running work.
const drainTime = 30 * time.Second

func newServe(s streams, env []string) *cobra.Command {
	var file string
	var dry bool
	command := &cobra.Command{
		Use:        "serve",
		Short:      "Run the GitHub App",
		SuggestFor: []string{"server", "run", "app"},
		Long: "Serve receives webhooks, keeps them in the database, and answers them.\n\n" +
			"Settings come from the file and from STORYBOT_… variables; docs/settings.md lists them.",
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return serve(cmd.Context(), s, file, env, dry)
		},
	}
	command.Flags().StringVar(&file, "config", "", "settings `FILE` (YAML); without it, only the environment")
	command.Flags().BoolVar(&dry, "dry-run", false, "log what would be written to GitHub, and write nothing")
	return command
}

func serve(ctx context.Context, s streams, file string, env []string, dry bool) error {
	settings, err := config.LoadServer(file, env)
	if err != nil {
		return err
	}
	level, err := zerolog.ParseLevel(settings.LogLevel)
	if err != nil {
		return fmt.Errorf("log.level: %w", err)
	}
	logger := zerolog.New(s.err).Level(level).With().Timestamp().Logger()
	bot, err := server.New(ctx, server.Options{Config: settings, Logger: logger, Now: time.Now, Version: version(), DryRun: dry})
	if err != nil {
		return err
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", settings.Listen)
	if err != nil {
		return errors.Join(fmt.Errorf("server.listen: %w", err), bot.Close())
	}
	if err := bot.Start(ctx); err != nil {
		return errors.Join(err, listener.Close(), bot.Close())
	}
	logger.Info().Str("address", listener.Addr().String()).Msg("ready")
	port := web.NewServer(bot.Handler(), logger)
	failed := make(chan error, 1)
	go func() { failed <- port.Serve(listener) }()
	select {
	case err = <-failed:
	case <-ctx.Done():
		logger.Info().Msg("stopping")
	}
	return errors.Join(ignoreClosed(err), drain(port, bot))
}

// drain lets answers and running work finish, then closes everything.
func drain(port *http.Server, bot *server.Server) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	return errors.Join(port.Shutdown(ctx), bot.Stop(ctx), bot.Close())
}

func ignoreClosed(err error) error {
	if errors.Is(err, http.ErrServerClosed) {
		return nil
	}
	return err
}
