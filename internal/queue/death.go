package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// maxDeaths is how often the process may die while it handles a delivery: one
// that takes it down (it takes all memory, say) would do so at every start.
const maxDeaths = 2

// errDeadly is why a delivery is set aside.
var errDeadly = errors.New("the process died twice while handling it")

// enter waits until a row may be handled. Several keys are worked on at once,
// and when the process dies each of their rows may be the cause. From then on
// such a row is handled while no other is, so that the second death is the
// fault of that row alone.
func (q *Queue) enter(r row) (leave func()) {
	if r.deaths > 0 {
		q.alone.Lock()
		return q.alone.Unlock
	}
	q.alone.RLock()
	return q.alone.RUnlock
}

// begin makes it durable that the run is at this row, unless take has done so.
func (q *Queue) begin(ctx context.Context, r *run, row row) error {
	if err := ctx.Err(); err != nil || r.running == row.id {
		return err
	}
	if err := changeOne(ctx, q.db.Writer(), sqlBegin, row.id, r.key, r.fence); err != nil {
		return fmt.Errorf("record begin: %w", err)
	}
	r.running = row.id
	return nil
}

// changeOne changes the entity of a run. It fails when another has taken over.
func changeOne(ctx context.Context, db interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}, statement string, args ...any,
) error {
	result, err := db.ExecContext(ctx, statement, args...)
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err != nil || n == 1 {
		return err
	}
	return errLostLease
}

// countDeaths looks for the rows that a killed process was at, and sets aside
// those it has died on too often.
func (q *Queue) countDeaths(ctx context.Context, tx *sql.Tx) error {
	ids, err := selectStrings(ctx, tx, sqlRunning)
	if err != nil || len(ids) == 0 {
		return err
	}
	for _, id := range ids {
		if err := q.countDeath(ctx, tx, id); err != nil {
			return fmt.Errorf("count death: %w", err)
		}
	}
	_, err = tx.ExecContext(ctx, sqlStopRunning)
	return err
}

func (q *Queue) countDeath(ctx context.Context, tx *sql.Tx, id string) error {
	var guid, event, key string
	var deaths int
	err := tx.QueryRowContext(ctx, sqlCountDeath, id).Scan(&guid, &event, &key, &deaths)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if deaths < maxDeaths {
		q.logger.Warn().Str("delivery", guid).Str("event", event).Str("key", key).Msg("the process died while handling it")
		return nil
	}
	q.logger.Error().Err(errDeadly).Str("delivery", guid).Str("event", event).Str("key", key).Msg("set aside")
	_, err = tx.ExecContext(ctx, sqlSetAside, q.opts.Now().UnixMilli(), errDeadly.Error(), id)
	return err
}
