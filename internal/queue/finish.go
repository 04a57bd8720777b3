package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
)

// errLostLease says that another run took the key over; this one records nothing.
var errLostLease = errors.New("another run has taken over this key")

// finish records in one transaction what came of a run. When nothing has to be
// tried again it completes the job there too and, if rows are undone (they
// arrived during the run, or were too many for one), inserts the follow-up:
// between a completed run and its job's completion no event can fall through.
func (q *Queue) finish(ctx context.Context, job *river.Job[entityArgs], r *run, out outcome) error {
	hurried := interrupted(ctx)
	// The outcome is recorded even when the run's own time is over.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	err := q.db.InTx(ctx, func(tx *sql.Tx) error {
		if err := changeOne(ctx, tx, sqlBegin, 0, r.key, r.fence); err != nil {
			return err
		}
		if err := q.markRows(ctx, tx, out); err != nil {
			return err
		}
		if out.stuck != nil {
			return q.markStuck(ctx, tx, *out.stuck, hurried)
		}
		return q.complete(ctx, tx, job)
	})
	switch {
	case err != nil:
		return fmt.Errorf("record run of %s: %w", r.key, err)
	case out.stuck == nil:
		return nil
	case hurried:
		return river.JobSnooze(0)
	case retryAfter(out.stuck.err) > 0:
		return river.JobSnooze(retryAfter(out.stuck.err))
	default:
		return fmt.Errorf("delivery %s: %w", out.stuck.row.GUID, out.stuck.err)
	}
}

func (q *Queue) markRows(ctx context.Context, tx *sql.Tx, out outcome) error {
	now := q.opts.Now().UnixMilli()
	for state, rows := range map[string][]row{"done": out.done, "superseded": out.superseded} {
		if len(rows) == 0 {
			continue
		}
		if _, err := tx.ExecContext(ctx, sqlFinish, state, now, idList(rows)); err != nil {
			return fmt.Errorf("mark deliveries %s: %w", state, err)
		}
	}
	for _, f := range out.failed {
		if _, err := tx.ExecContext(ctx, sqlFail, now, f.row.attempts+1, errorText(f.err), f.row.id); err != nil {
			return fmt.Errorf("mark delivery failed: %w", err)
		}
		q.logger.Error().Err(f.err).Str("delivery", f.row.GUID).Str("event", f.row.Event).
			Str("subject", f.row.Subject.String()).Str("key", f.row.Subject.Key()).Int("attempts", f.row.attempts+1).Msg("gave up")
	}
	return nil
}

// markStuck notes why a row has to be tried again. Being asked to wait holds
// the whole installation and, like an interruption, is no failed attempt.
func (q *Queue) markStuck(ctx context.Context, tx *sql.Tx, f failure, hurried bool) error {
	if hurried {
		return nil
	}
	if wait := retryAfter(f.err); wait > 0 {
		until := q.opts.Now().Add(wait).UnixMilli()
		_, err := tx.ExecContext(ctx, sqlPause, f.row.Subject.Repo.Installation, until)
		return err
	}
	_, err := tx.ExecContext(ctx, sqlAttempt, f.row.attempts+1, errorText(f.err), f.row.id)
	return err
}

func (q *Queue) complete(ctx context.Context, tx *sql.Tx, job *river.Job[entityArgs]) error {
	if _, err := river.JobCompleteTx[riverdriver.Driver[*sql.Tx]](ctx, tx, job); err != nil {
		return fmt.Errorf("complete job: %w", err)
	}
	var more bool
	if err := tx.QueryRowContext(ctx, sqlHasPending, job.Args.Key).Scan(&more); err != nil {
		return fmt.Errorf("look for more: %w", err)
	}
	if !more {
		return nil
	}
	return q.insertJob(ctx, tx, job.Args.Key, 0)
}

// idList is the rows' ids as a JSON array: one statement marks them all.
func idList(rows []row) string {
	list := []byte{'['}
	for i, r := range rows {
		if i > 0 {
			list = append(list, ',')
		}
		list = strconv.AppendInt(list, r.id, 10)
	}
	return string(append(list, ']'))
}

// errorText is what is kept of an error: enough to know it by, on one line.
func errorText(err error) string {
	const limit = 500
	text := strings.Join(strings.Fields(strings.ToValidUTF8(err.Error(), "?")), " ")
	if len(text) > limit {
		text = strings.ToValidUTF8(text[:limit], "") + "…"
	}
	return text
}
