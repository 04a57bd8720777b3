package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// How long finished things are kept. Done rows are there to recognise a
// redelivery, which GitHub offers for 3 days (7 on Enterprise Server).
const (
	keepDone   = 8 * 24 * time.Hour
	keepFailed = 30 * 24 * time.Hour
)

// wakeLoop closes a small gap: an event that arrives after a failed run was
// recorded, but before River put its job into backoff, would wait there.
func (q *Queue) wakeLoop(events <-chan *river.Event) {
	for event := range events {
		if event.Job.State != rivertype.JobStateRetryable {
			continue
		}
		if err := q.wake(event.Job); err != nil {
			q.logger.Warn().Err(err).Msg("look for newer deliveries after a failed run")
		}
	}
}

func (q *Queue) wake(job *rivertype.JobRow) error {
	var args entityArgs
	if err := json.Unmarshal(job.EncodedArgs, &args); err != nil {
		return fmt.Errorf("read job: %w", err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	return q.db.InTx(ctx, func(tx *sql.Tx) error {
		var newer bool
		if err := tx.QueryRowContext(ctx, sqlHasNewer, args.Key).Scan(&newer); err != nil || !newer {
			return err
		}
		_, err := q.client.JobRetryTx(ctx, tx, job.ID)
		return err
	})
}

func (q *Queue) pruneLoop() {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	q.background.Go(func() {
		select {
		case <-q.quit:
			cancel()
		case <-ctx.Done():
		}
	})
	for {
		q.cleanUp(ctx)
		select {
		case <-tick.C:
		case <-q.quit:
			return
		}
	}
}

// cleanUp is the hour's upkeep, ours and that of others.
func (q *Queue) cleanUp(ctx context.Context) {
	if err := q.prune(ctx); err != nil && ctx.Err() == nil {
		q.logger.Warn().Err(err).Msg("remove old deliveries")
	}
	if q.opts.Upkeep == nil || ctx.Err() != nil {
		return
	}
	if err := q.opts.Upkeep(ctx); err != nil && ctx.Err() == nil {
		q.logger.Warn().Err(err).Msg("upkeep")
	}
}

// prune removes what is too old to be of use, a little at a time so that the
// intake never waits for long.
func (q *Queue) prune(ctx context.Context) error {
	now := q.opts.Now()
	before := func(age time.Duration) int64 { return now.Add(-age).UnixMilli() }
	if _, err := q.db.Writer().ExecContext(ctx, sqlPrunePauses, now.UnixMilli()); err != nil {
		return err
	}
	return q.db.Repeat(ctx, sqlPruneInbox, before(keepFailed), before(keepDone))
}
