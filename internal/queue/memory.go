package queue

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// memoryLimit bounds what is remembered of one key, in bytes.
const memoryLimit = 64 << 10

// Once runs what must not happen twice: it does nothing when an effect with
// this id is recorded as done, and records it when run returns nil. A crash
// between the two runs it again, so run looks for its own mark first. Calls
// with one id must not overlap; those made while handling one key do not.
func (q *Queue) Once(ctx context.Context, id string, run func(context.Context) error) error {
	var done bool
	if err := q.db.read.QueryRowContext(ctx, sqlEffectDone, id).Scan(&done); err != nil {
		return fmt.Errorf("look up effect %s: %w", id, err)
	}
	if done {
		return nil
	}
	if err := run(ctx); err != nil {
		return err
	}
	// What is done is recorded even if time is up.
	if _, err := q.db.write.ExecContext(context.WithoutCancel(ctx), sqlRecordDone, id, q.opts.Now().UnixMilli()); err != nil {
		return fmt.Errorf("record effect %s: %w", id, err)
	}
	return nil
}

// Memory is what SetMemory kept for the key, or nil.
func (q *Queue) Memory(ctx context.Context, key string) (json.RawMessage, error) {
	var data []byte
	err := q.db.read.QueryRowContext(ctx, sqlMemory, key).Scan(&data)
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
	if _, err := q.db.write.ExecContext(ctx, sqlSetMemory, key, []byte(data)); err != nil {
		return fmt.Errorf("keep memory of %s: %w", key, err)
	}
	return nil
}
