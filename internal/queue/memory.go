package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// This file is what the handlers use until they use the ledger: it goes with
// its line in migrate, and nothing else needs it.

const (
	sqlLastTables = `CREATE TABLE IF NOT EXISTS effect (id TEXT PRIMARY KEY, done_at INTEGER NOT NULL) WITHOUT ROWID;
		CREATE TABLE IF NOT EXISTS memory (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID`
	sqlEffectDone = `SELECT EXISTS (SELECT 1 FROM effect WHERE id = ?)`
	sqlRecordDone = `INSERT INTO effect (id, done_at) VALUES (?, ?) ON CONFLICT (id) DO NOTHING`
	sqlMemory     = `SELECT data FROM memory WHERE key = ?`
	sqlSetMemory  = `INSERT INTO memory (key, data) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET data = excluded.data`
)

func (q *Queue) makeLastTables(ctx context.Context) error {
	_, err := q.db.Writer().ExecContext(ctx, sqlLastTables)
	return err
}

// memoryLimit bounds what is remembered of one key, in bytes.
const memoryLimit = 64 << 10

// Once runs what must not happen twice: it does nothing when an effect with
// this id is recorded as done, and records it when run returns nil. A crash
// between the two runs it again, so run looks for its own mark first. Calls
// with one id must not overlap; those made while handling one key do not.
func (q *Queue) Once(ctx context.Context, id string, run func(context.Context) error) error {
	var done bool
	if err := q.db.Reader().QueryRowContext(ctx, sqlEffectDone, id).Scan(&done); err != nil {
		return fmt.Errorf("look up effect %s: %w", id, err)
	}
	if done {
		return nil
	}
	if err := run(ctx); err != nil {
		return err
	}
	// What is done is recorded even if time is up.
	if _, err := q.db.Writer().ExecContext(context.WithoutCancel(ctx), sqlRecordDone, id, q.opts.Now().UnixMilli()); err != nil {
		return fmt.Errorf("record effect %s: %w", id, err)
	}
	return nil
}

// Memory is what SetMemory kept for the key, or nil.
func (q *Queue) Memory(ctx context.Context, key string) (json.RawMessage, error) {
	var data []byte
	err := q.db.Reader().QueryRowContext(ctx, sqlMemory, key).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read memory of %s: %w", key, err)
	}
	return data, nil
}

// SetMemory keeps a small JSON value (at most 64 KiB) for the key in place of
// the one before.
func (q *Queue) SetMemory(ctx context.Context, key string, data json.RawMessage) error {
	if !json.Valid(data) || len(data) > memoryLimit {
		return fmt.Errorf("keep memory of %s: want JSON of at most %d bytes, got %d", key, memoryLimit, len(data))
	}
	if _, err := q.db.Writer().ExecContext(ctx, sqlSetMemory, key, []byte(data)); err != nil {
		return fmt.Errorf("keep memory of %s: %w", key, err)
	}
	return nil
}
