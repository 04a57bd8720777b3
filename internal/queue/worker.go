package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"
)

// batchLimit is how many rows one run takes; a follow-up takes the rest. It
// bounds how long the intake waits while a run's outcome is recorded.
const batchLimit = 50

// row is a Delivery without its payload, which is read when its turn comes.
type row struct {
	Delivery
	id       int64
	attempts int // that failed
	deaths   int // of the process, while it handled the row
}

// run is one run of a job: the rows it took and the fence it holds.
type run struct {
	key         string
	fence       int64
	rows        []row
	lastLevel   int   // index of the last row that only says "look again", -1 for none
	running     int64 // id of the row that is recorded as begun, or 0
	pausedUntil time.Time
}

// superseded reports whether a later row says what row i says.
func (r *run) superseded(i int) bool { return !r.rows[i].Edge && i < r.lastLevel }

// first is the row that is handled first, nil when there is none.
func (r *run) first() *row {
	for i := range r.rows {
		if !r.superseded(i) {
			return &r.rows[i]
		}
	}
	return nil
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

// take becomes the holder of the key (any earlier holder loses it), reads what
// is undone, in order of arrival, and records that the first row is begun.
func (q *Queue) take(ctx context.Context, key string) (*run, error) {
	r := &run{key: key}
	return r, q.db.InTx(ctx, func(tx *sql.Tx) error {
		if err := r.read(ctx, tx); err != nil {
			return err
		}
		if first := r.first(); first != nil && first.deaths == 0 && !r.pausedUntil.After(q.opts.Now()) {
			r.running = first.id
		}
		if err := tx.QueryRowContext(ctx, sqlTake, key, r.running).Scan(&r.fence); err != nil {
			return fmt.Errorf("raise fence: %w", err)
		}
		return nil
	})
}

// read reads the rows and whether their installation has to wait.
func (r *run) read(ctx context.Context, tx *sql.Tx) (err error) {
	if r.rows, err = selectBatch(ctx, tx, r.key); err != nil || len(r.rows) == 0 {
		return err
	}
	r.lastLevel = -1
	for i, row := range r.rows {
		if !row.Edge {
			r.lastLevel = i
		}
	}
	var until int64
	err = tx.QueryRowContext(ctx, sqlPausedUntil, r.rows[0].Subject.Repo.Installation).Scan(&until)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	r.pausedUntil = time.UnixMilli(until)
	return err
}

func selectBatch(ctx context.Context, tx *sql.Tx, key string) ([]row, error) {
	rows, err := tx.QueryContext(ctx, sqlBatch, key, batchLimit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var batch []row
	for rows.Next() {
		var r row
		var receivedAt int64
		s := &r.Subject
		if err := rows.Scan(&r.id, &r.GUID, &r.Event, &r.Action,
			&s.Repo.Installation, &s.Repo.ID, &s.Repo.Owner, &s.Repo.Name, &s.Kind, &s.Number,
			&r.Edge, &receivedAt, &r.attempts, &r.deaths); err != nil {
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
	ctx = withLease(ctx, lease{queue: q, key: r.key, fence: r.fence})
	var out outcome
	for i, row := range r.rows {
		if r.superseded(i) {
			out.superseded = append(out.superseded, row)
			continue
		}
		err := q.handleRow(ctx, r, row)
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

// handleRow records that a row is begun before it is.
func (q *Queue) handleRow(ctx context.Context, r *run, row row) error {
	leave := q.enter(row)
	defer leave()
	if err := q.begin(ctx, r, row); err != nil {
		return err
	}
	return q.handle(ctx, row)
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
	if err := q.db.Reader().QueryRowContext(ctx, sqlPayload, r.id).Scan(&r.Payload); err != nil {
		return fmt.Errorf("read payload: %w", err)
	}
	return q.opts.Handle(ctx, r.Delivery)
}
