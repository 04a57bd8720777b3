package queue

import (
	"context"
	"fmt"
)

// lease is a run's hold on a key.
type lease struct {
	queue *Queue
	key   string
	fence int64
}

type leaseKey struct{}

func withLease(ctx context.Context, l lease) context.Context {
	return context.WithValue(ctx, leaseKey{}, l)
}

// Guard returns a check to be made before each write to the outside: nil while
// the run that ctx belongs to still holds its key and its context lives. A run
// that stalled so long that another took over gets an error, and must not
// write. Outside of Handle nothing can take over, and only ctx is checked.
func Guard(ctx context.Context) func(context.Context) error {
	l, held := ctx.Value(leaseKey{}).(lease)
	return func(ctx context.Context) error {
		if err := ctx.Err(); err != nil || !held {
			return err
		}
		var fence int64
		if err := l.queue.db.Reader().QueryRowContext(ctx, sqlFence, l.key).Scan(&fence); err != nil {
			return fmt.Errorf("check hold on %s: %w", l.key, err)
		}
		if fence != l.fence {
			return fmt.Errorf("write to %s: %w", l.key, errLostLease)
		}
		return nil
	}
}
