// Package store is the database: how it is opened, locked, brought up to date
// and closed. Its tenants (the queue, the ledger) bring their own tables and
// statements; the store knows none of them and interprets nothing they keep.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// A Dialect is a kind of database. A tenant writes its statements and
// migrations for each dialect it knows.
type Dialect string

// SQLite is the one dialect there is so far. PostgreSQL will be another: it
// needs a function beside openSQLite and the tenants' words for it.
const SQLite Dialect = "sqlite"

// DB is an open database. All methods are safe for use from several goroutines.
type DB struct {
	dialect Dialect
	write   *sql.DB // SQLite has one writer, so this has one connection
	read    *sql.DB
	unlock  func() error
}

// Open opens the database a URL names ("sqlite:PATH"). It belongs to one
// process: a second one is refused with an error that names the file.
func Open(ctx context.Context, url string) (*DB, error) {
	scheme, rest, _ := strings.Cut(url, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(ctx, strings.TrimPrefix(rest, "//"))
	case "postgres", "postgresql":
		return nil, errors.New("database.url: PostgreSQL isn't supported yet; use sqlite:PATH")
	default:
		return nil, errors.New("database.url: want sqlite:PATH, for example sqlite:storybot.db")
	}
}

// Dialect is the kind of database this is.
func (db *DB) Dialect() Dialect { return db.dialect }

// Writer is for statements that change something. Several that belong together
// go through InTx.
func (db *DB) Writer() *sql.DB { return db.write }

// Reader is for questions. It sees what was committed and never waits for the
// writer.
func (db *DB) Reader() *sql.DB { return db.read }

// InTx runs do in one transaction of the writer. do must not use the writer
// itself: there may be one connection, and it is taken.
func (db *DB) InTx(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := do(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// Repeat runs a bounded statement (DELETE … LIMIT 500) until it changes
// nothing, so that other writers get their turn in between.
func (db *DB) Repeat(ctx context.Context, statement string, args ...any) error {
	for {
		result, err := db.write.ExecContext(ctx, statement, args...)
		if err != nil {
			return err
		}
		if n, err := result.RowsAffected(); err != nil || n == 0 {
			return err
		}
	}
}

// Close closes the database and gives it free for another process.
func (db *DB) Close() error {
	var errs []error
	for _, pool := range []*sql.DB{db.read, db.write} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(append(errs, db.unlock())...)
}
