package queue

import (
	"context"
	"embed"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river/rivermigrate"
)

//go:embed migrations
var migrations embed.FS

// migrate brings our own tables up to date, then River's.
func (q *Queue) migrate(ctx context.Context) error {
	if err := q.db.Migrate(ctx, "queue", migrations); err != nil {
		return err
	}
	// River's migrator tells at length that it did nothing.
	migrator, err := rivermigrate.New(q.driver, &rivermigrate.Config{Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		return fmt.Errorf("open queue: %w", err)
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("database.url: migrate job tables: %w", err)
	}
	return nil
}
