package ledger

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/storybot-app/storybot/internal/subject"
)

// source is what can be asked: the readers, or a transaction.
type source interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Load is what is remembered of a subject.
func (l *Ledger) Load(ctx context.Context, s subject.Subject) (Memory, error) {
	m, err := load(ctx, l.db.Reader(), s.Key())
	if err != nil {
		return Memory{}, fmt.Errorf("load the memory of %s: %w", s, err)
	}
	return m, nil
}

func load(ctx context.Context, db source, key string) (m Memory, err error) {
	if m.Labels, err = loadLabels(ctx, db, key); err != nil {
		return m, fmt.Errorf("labels: %w", err)
	}
	if m.Waivers, err = loadWaivers(ctx, db, key); err != nil {
		return m, fmt.Errorf("waivers: %w", err)
	}
	var at int64
	var claim Claim
	found, err := one(db.QueryRowContext(ctx, sqlClaim, key), &claim.Login, &at, &claim.Assigned)
	if err != nil {
		return m, fmt.Errorf("claim: %w", err)
	}
	if found {
		claim.At = storedTime(time.UnixMilli(at))
		m.Claim = &claim
	}
	found, err = one(db.QueryRowContext(ctx, sqlCheck, key), &at, &m.Check.Told)
	if err != nil {
		return m, fmt.Errorf("check: %w", err)
	}
	if found {
		m.Check.At = storedTime(time.UnixMilli(at))
	}
	var proposal Proposal
	found, err = one(db.QueryRowContext(ctx, sqlProposal, key), &proposal.Branch, &proposal.Number, &proposal.HeadOID)
	if err != nil {
		return m, fmt.Errorf("proposal: %w", err)
	}
	if found {
		m.Proposal = &proposal
	}
	if m.Hold, err = loadHold(ctx, db, key); err != nil {
		return m, fmt.Errorf("hold: %w", err)
	}
	if m.Mute, err = loadMute(ctx, db, key); err != nil {
		return m, fmt.Errorf("mute: %w", err)
	}
	return m, nil
}

func loadHold(ctx context.Context, db source, key string) (*Hold, error) {
	var hold Hold
	var at int64
	if found, err := one(db.QueryRowContext(ctx, sqlHold, key), &hold.By, &hold.Reason, &at); !found {
		return nil, err
	}
	hold.At = storedTime(time.UnixMilli(at))
	return &hold, nil
}

func loadMute(ctx context.Context, db source, key string) (*Mute, error) {
	var mute Mute
	var at int64
	if found, err := one(db.QueryRowContext(ctx, sqlMute, key), &mute.By, &at); !found {
		return nil, err
	}
	mute.At = storedTime(time.UnixMilli(at))
	return &mute, nil
}

// one scans a row that may be missing.
func one(row *sql.Row, into ...any) (found bool, err error) {
	err = row.Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

func loadLabels(ctx context.Context, db source, key string) (labels Labels, err error) {
	rows, err := db.QueryContext(ctx, sqlLabels, key)
	if err != nil {
		return labels, err
	}
	defer rows.Close()
	for rows.Next() {
		var name string
		var intended bool
		if err := rows.Scan(&name, &intended); err != nil {
			return labels, err
		}
		if intended {
			labels.Intended = append(labels.Intended, name)
		} else {
			labels.Placed = append(labels.Placed, name)
		}
	}
	return labels, rows.Err()
}

func loadWaivers(ctx context.Context, db source, key string) (waivers []Waiver, err error) {
	rows, err := db.QueryContext(ctx, sqlWaivers, key)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var w Waiver
		var at int64
		if err := rows.Scan(&w.Rule, &w.Reason, &w.By, &at); err != nil {
			return nil, err
		}
		w.At = storedTime(time.UnixMilli(at))
		waivers = append(waivers, w)
	}
	return waivers, rows.Err()
}
