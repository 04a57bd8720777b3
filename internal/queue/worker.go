package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"runtime/debug"
	"time"

	"github.com/riverqueue/river"
	"github.com/rs/zerolog"
)

// batchLimit is how many rows one run takes; a follow-up takes the rest. It
// bounds how long the intake waits while a run's outcome is recorded.
const batchLimit = 50

// row is a Delivery without its payload, which is read when its turn comes.
type row struct {
	Delivery
	id       int64
	attempts int
}

// run is one run of a job: the rows it took and the fence it holds.
type run struct {
	key         string
	fence       int64
	rows        []row
	pausedUntil time.Time
}

// worker works on one key at a time.
type worker struct {
	river.WorkerDefaults[entityArgs]
	queue *Queue
}

// NextRetry applies the queue's backoff; River's own grows to days.
func (w *worker) NextRetry(job *river.Job[entityArgs]) time.Time {
	return w.queue.opts.Now().Add(w.queue.opts.Backoff(job.Attempt))
}

// Work takes the key's undone rows, handles them and records what came of it.
func (w *worker) Work(ctx context.Context, job *river.Job[entityArgs]) error {
	q := w.queue
	r, err := q.take(ctx, job.Args.Key)
	if err != nil {
		return fmt.Errorf("take %s: %w", job.Args.Key, err)
	}
	if wait := r.pausedUntil.Sub(q.opts.Now()); wait > 0 {
		return river.JobSnooze(wait)
	}
	return q.finish(ctx, job, r, q.handleRows(ctx, r))
}

// take becomes the holder of the key (any earlier holder loses it) and reads
// what is undone, in order of arrival.
func (q *Queue) take(ctx context.Context, key string) (*run, error) {
	r := &run{key: key}
	return r, q.db.inTx(ctx, func(tx *sql.Tx) error {
		if err := tx.QueryRowContext(ctx, sqlTake, key).Scan(&r.fence); err != nil {
			return fmt.Errorf("raise fence: %w", err)
		}
		var err error
		if r.rows, err = selectBatch(ctx, tx, key); err != nil || len(r.rows) == 0 {
			return err
		}
		var until int64
		err = tx.QueryRowContext(ctx, sqlPausedUntil, r.rows[0].Installation).Scan(&until)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		r.pausedUntil = time.UnixMilli(until)
		return err
	})
}

func selectBatch(ctx context.Context, tx *sql.Tx, key string) ([]row, error) {
	rows, err := tx.QueryContext(ctx, sqlBatch, key, batchLimit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var batch []row
	for rows.Next() {
		r := row{Delivery: Delivery{Key: key}}
		var receivedAt int64
		if err := rows.Scan(&r.id, &r.GUID, &r.Event, &r.Action, &r.Installation, &r.Edge, &receivedAt, &r.attempts); err != nil {
			return nil, err
		}
		r.ReceivedAt = time.UnixMilli(receivedAt)
		batch = append(batch, r)
	}
	return batch, rows.Err()
}

// outcome is what came of a run's rows. Rows it does not name stay undone.
type outcome struct {
	done, superseded []row
	failed           []failure // for good
	stuck            *failure  // to be tried again; the rows after it wait
}

type failure struct {
	row row
	err error
}

// handleRows handles the rows that need it, in order, until one has to be tried
// again. A row that has used up its attempts is left behind, so that it does
// not block the later rows of its key for ever.
func (q *Queue) handleRows(ctx context.Context, r *run) outcome {
	lastLevel := -1
	for i, row := range r.rows {
		if !row.Edge {
			lastLevel = i
		}
	}
	ctx = withLease(ctx, lease{queue: q, key: r.key, fence: r.fence})
	var out outcome
	for i, row := range r.rows {
		if !row.Edge && i != lastLevel {
			out.superseded = append(out.superseded, row)
			continue
		}
		err := q.handle(ctx, row)
		switch {
		case err == nil:
			out.done = append(out.done, row)
		case !interrupted(ctx) && retryAfter(err) == 0 && (final(err) || row.attempts+1 >= q.opts.MaxAttempts):
			out.failed = append(out.failed, failure{row, err})
		default:
			out.stuck = &failure{row, err}
			return out
		}
	}
	return out
}

// handle calls Handle for one row, with a deadline, and turns a panic into an error.
func (q *Queue) handle(ctx context.Context, r row) (err error) {
	ctx, cancel := context.WithTimeout(ctx, q.opts.Timeout)
	defer cancel()
	start := q.opts.Now()
	defer func() {
		if value := recover(); value != nil {
			err = q.panicked(r.Delivery, value)
		}
		took := q.opts.Now().Sub(start)
		q.logHandled(r, took, err)
		if q.opts.Observe != nil {
			q.opts.Observe(r.Delivery, took, err)
		}
	}()
	if err := q.db.read.QueryRowContext(ctx, sqlPayload, r.id).Scan(&r.Payload); err != nil {
		return fmt.Errorf("read payload: %w", err)
	}
	return q.opts.Handle(ctx, r.Delivery)
}

// panicked logs the stack. The value is named only when the runtime made it:
// anything else may quote what a user wrote.
func (q *Queue) panicked(d Delivery, value any) error {
	err := fmt.Errorf("panic: %T", value)
	var fromRuntime runtime.Error
	if e, ok := value.(error); ok && errors.As(e, &fromRuntime) {
		err = fmt.Errorf("panic: %w", fromRuntime)
	}
	q.logger.Error().Str("delivery", d.GUID).Str("event", d.Event).Str("key", d.Key).
		Err(err).Bytes("stack", debug.Stack()).Msg("handler panicked")
	return err
}

func (q *Queue) logHandled(r row, took time.Duration, err error) {
	level := zerolog.InfoLevel
	if err != nil {
		level = zerolog.WarnLevel
	}
	q.logger.WithLevel(level).Err(err).Int("attempt", r.attempts+1).Str("delivery", r.GUID).Str("event", r.Event).Str("action", r.Action).
		Str("key", r.Key).Dur("took", took).Msg("handled")
}

// interrupted says whether the queue is being stopped in a hurry: errors that
// follow are nobody's fault.
func interrupted(ctx context.Context) bool { return ctx.Err() != nil }

// retryAfter is how long an error asks to wait, at most an hour; 0 when it does not ask.
func retryAfter(err error) time.Duration {
	var asks interface{ RetryAfter() time.Duration }
	if !errors.As(err, &asks) {
		return 0
	}
	return min(max(asks.RetryAfter(), time.Millisecond), time.Hour)
}

// final tells whether an error says that trying again will not help.
func final(err error) bool {
	var says interface{ Final() bool }
	return errors.As(err, &says) && says.Final()
}
