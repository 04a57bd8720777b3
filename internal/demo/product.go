package demo

import (
	"context"
	"fmt"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/server"
)

// product makes the real bot.
func product(ctx context.Context, settings *config.Server, opts Options) (bot, error) {
	made, err := server.New(ctx, server.Options{Config: settings, Logger: opts.Logger, Now: opts.Now, Version: "demo"})
	if err != nil {
		return nil, fmt.Errorf("make the server: %w", err)
	}
	return made, nil
}
