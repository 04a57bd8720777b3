package queue

import (
	"context"
	"database/sql"
	"fmt"
	"log/slog"
	"math"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
	"github.com/rs/zerolog"
)

// entityArgs is River's job: work on everything undone of one key.
type entityArgs struct {
	Key string `json:"key"`
}

// Kind names the job in the database; changing it orphans waiting jobs until
// the next start.
func (entityArgs) Kind() string { return "entity" }

// liveStates are the states in which a job of a key stands for its rows.
// Completed is not one of them: a finished job must not swallow a new event.
func liveStates() []rivertype.JobState {
	return []rivertype.JobState{
		rivertype.JobStateAvailable, rivertype.JobStatePending, rivertype.JobStateRunning,
		rivertype.JobStateRetryable, rivertype.JobStateScheduled,
	}
}

// newClient configures River. It polls: one process serves the database, and
// a notification table of its own would only be one more thing to poll.
func newClient(q *Queue) (*river.Client[*sql.Tx], error) {
	workers := river.NewWorkers()
	if err := river.AddWorkerSafely(workers, &worker{queue: q}); err != nil {
		return nil, err
	}
	return river.NewClient(q.driver, &river.Config{
		Queues:   map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: q.opts.Workers}},
		Workers:  workers,
		PollOnly: true,
		// A test that gathers for less does not wait for more.
		FetchPollInterval: min(100*time.Millisecond, max(20*time.Millisecond, q.opts.Gather)),
		FetchCooldown:     20 * time.Millisecond,
		JobTimeout:        -1, // each call of Handle has its own deadline
		// Attempts are counted for each inbox row: River must never give up a job.
		MaxAttempts: math.MaxInt16,
		// Longer than a full batch may take, each call at its deadline.
		RescueStuckJobsAfter: batchLimit*q.opts.Timeout + time.Hour,
		Logger:               slog.New(zerolog.NewSlogHandler(q.logger.Level(max(zerolog.WarnLevel, q.logger.GetLevel())))),
	})
}

// insertJob makes sure that a job stands for the key's rows: a new one after
// delay, or the one there is, which a new event does not leave waiting behind
// the backoff of an old failure.
func (q *Queue) insertJob(ctx context.Context, tx *sql.Tx, key string, delay time.Duration) error {
	opts := &river.InsertOpts{UniqueOpts: river.UniqueOpts{ByArgs: true, ByState: liveStates()}}
	if delay > 0 {
		opts.ScheduledAt = q.opts.Now().Add(delay)
	}
	result, err := q.client.InsertTx(ctx, tx, entityArgs{Key: key}, opts)
	if err != nil {
		return fmt.Errorf("insert job: %w", err)
	}
	switch {
	case result.UniqueSkippedAsDuplicate && result.Job.State == rivertype.JobStateRetryable:
		_, err = q.client.JobRetryTx(ctx, tx, result.Job.ID)
	case !result.UniqueSkippedAsDuplicate && delay > 0:
		_, err = tx.ExecContext(ctx, sqlMakeAvailable, result.Job.ID)
	}
	if err != nil {
		return fmt.Errorf("make job available: %w", err)
	}
	return nil
}

// restore puts right what a killed process left: its running jobs, its term as
// leader, rows it died on, and rows whose job is gone.
func (q *Queue) restore(ctx context.Context) error {
	return q.db.InTx(ctx, func(tx *sql.Tx) error {
		for _, statement := range []string{sqlReleaseRunning, sqlReleaseLeader} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		if err := q.countDeaths(ctx, tx); err != nil {
			return err
		}
		orphans, err := selectStrings(ctx, tx, sqlOrphans, entityArgs{}.Kind())
		if err != nil {
			return err
		}
		for _, key := range orphans {
			if err := q.insertJob(ctx, tx, key, 0); err != nil {
				return err
			}
		}
		return nil
	})
}

func selectStrings(ctx context.Context, tx *sql.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
