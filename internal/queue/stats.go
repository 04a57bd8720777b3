package queue

import (
	"context"
	"fmt"
	"time"
)

// Stats is the state of the inbox at one moment.
type Stats struct {
	// Pending counts deliveries that were accepted and are not yet handled,
	// waiting and running ones alike.
	Pending int
	// OldestPending is when the oldest of them arrived; zero when there is none.
	OldestPending time.Time
	// Failed counts deliveries given up: after the last attempt, after an error
	// that is final, or because the process died on them. They are kept for 30
	// days, and tried again when they are delivered again.
	Failed int
}

// Stats looks at the inbox.
func (q *Queue) Stats(ctx context.Context) (Stats, error) {
	var s Stats
	var oldest int64
	if err := q.db.Reader().QueryRowContext(ctx, sqlPendingStats).Scan(&s.Pending, &oldest); err != nil {
		return Stats{}, fmt.Errorf("count pending deliveries: %w", err)
	}
	if s.Pending > 0 {
		s.OldestPending = time.UnixMilli(oldest)
	}
	if err := q.db.Reader().QueryRowContext(ctx, sqlFailedStats).Scan(&s.Failed); err != nil {
		return Stats{}, fmt.Errorf("count failed deliveries: %w", err)
	}
	return s, nil
}

// WaitIdle waits until nothing accepted is left to do: no delivery is undone
// and no job waits, runs or is to be tried again.
func (q *Queue) WaitIdle(ctx context.Context) error {
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for {
		var idle bool
		if err := q.db.Reader().QueryRowContext(ctx, sqlIdle).Scan(&idle); err != nil {
			return fmt.Errorf("wait until idle: %w", err)
		}
		if idle {
			return nil
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return fmt.Errorf("wait until idle: %w", ctx.Err())
		}
	}
}
