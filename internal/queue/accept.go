package queue

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

const (
	// groupLimit and groupBytes bound one commit of the intake.
	groupLimit = 64
	groupBytes = 32 << 20
	// commitTimeout bounds the wait for the disk; the sender waits at most 10 s.
	commitTimeout = 8 * time.Second
)

// accepting is a delivery on its way into the database.
type accepting struct {
	delivery Delivery
	fresh    bool
	result   chan error
}

// Accept keeps a delivery. When it returns nil the delivery is durable and will
// be handled; fresh is false when one with its GUID was there already and has
// not failed for good. When ctx ends early Accept returns its error and the
// delivery may or may not have been kept.
//
// Concurrent calls share a commit: on a disk that takes a millisecond to make
// one durable, sixteen callers wait for one, not for sixteen.
func (q *Queue) Accept(ctx context.Context, d Delivery) (fresh bool, err error) {
	if d.GUID == "" || d.Subject.Repo.ID <= 0 || d.Subject.Kind == "" {
		return false, errors.New("accept delivery: GUID and Subject are required")
	}
	if !d.Edge {
		d.Payload = nil
	}
	if d.ReceivedAt.IsZero() {
		d.ReceivedAt = q.opts.Now()
	}
	a := &accepting{delivery: d, result: make(chan error, 1)}
	select {
	case q.accepts <- a:
	case <-q.quit:
		return false, ErrClosed
	case <-ctx.Done():
		return false, ctx.Err()
	}
	select {
	case err := <-a.result:
		if err != nil {
			return false, fmt.Errorf("accept delivery %s: %w", d.GUID, err)
		}
		return a.fresh, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// commitLoop commits what callers of Accept hand over, as many at once as wait.
func (q *Queue) commitLoop() {
	for {
		select {
		case <-q.quit:
			return
		case first := <-q.accepts:
			q.commit(q.gatherGroup(first))
		}
	}
}

// gatherGroup takes whoever else waits at this moment.
func (q *Queue) gatherGroup(first *accepting) []*accepting {
	group, size := []*accepting{first}, len(first.delivery.Payload)
	for len(group) < groupLimit && size < groupBytes {
		select {
		case next := <-q.accepts:
			group = append(group, next)
			size += len(next.delivery.Payload)
		default:
			return group
		}
	}
	return group
}

// commit keeps a group in one transaction. When that fails each is tried alone,
// so that one bad delivery does not take the others with it.
func (q *Queue) commit(group []*accepting) {
	ctx, cancel := context.WithTimeout(context.Background(), commitTimeout)
	defer cancel()
	err := q.keep(ctx, group)
	if err == nil || len(group) == 1 {
		for _, a := range group {
			a.result <- err
		}
		return
	}
	for _, a := range group {
		a.result <- q.keep(ctx, []*accepting{a})
	}
}

func (q *Queue) keep(ctx context.Context, group []*accepting) error {
	return q.db.InTx(ctx, func(tx *sql.Tx) error {
		queued := make(map[string]bool, len(group))
		for _, a := range group {
			var err error
			if a.fresh, err = insertRow(ctx, tx, a.delivery); err != nil {
				return err
			}
			if key := a.delivery.Subject.Key(); a.fresh && !queued[key] {
				queued[key] = true
				if err := q.insertJob(ctx, tx, key, q.opts.Gather); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// insertRow adds an inbox row, or reports false when its GUID is known and has
// not failed for good.
func insertRow(ctx context.Context, tx *sql.Tx, d Delivery) (bool, error) {
	s := d.Subject
	result, err := tx.ExecContext(ctx, sqlInsert, d.GUID, s.Key(), d.Event, d.Action,
		s.Repo.Installation, s.Repo.ID, s.Repo.Owner, s.Repo.Name, s.Kind, s.Number,
		d.Edge, d.ReceivedAt.UnixMilli(), d.Payload)
	if err != nil {
		return false, fmt.Errorf("insert delivery: %w", err)
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return false, err
	}
	if _, err := tx.ExecContext(ctx, sqlBumpEntity, s.Key()); err != nil {
		return false, fmt.Errorf("count delivery: %w", err)
	}
	return true, nil
}
