package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the "sqlite" driver of database/sql
)

func openSQLite(ctx context.Context, path string) (*DB, error) {
	if path == "" || strings.HasPrefix(path, ":memory:") {
		return nil, errors.New("database.url: want a file, for example sqlite:storybot.db")
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("database.url: %w", err)
	}
	lock := flock.New(path + ".lock")
	locked, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("database.url: lock %s: %w", lock.Path(), err)
	}
	if !locked {
		return nil, fmt.Errorf("database.url: %s is in use by another process (it holds %s)", path, lock.Path())
	}
	db := &DB{dialect: SQLite, unlock: lock.Unlock}
	if err := db.connectSQLite(ctx, path); err != nil {
		return nil, errors.Join(fmt.Errorf("database.url: open %s: %w", path, err), db.Close())
	}
	return db, nil
}

func (db *DB) connectSQLite(ctx context.Context, path string) error {
	// Payloads are for us alone; SQLite gives its other files the same rights.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if db.write, err = sql.Open("sqlite", dataSource(path)); err != nil {
		return err
	}
	db.write.SetMaxOpenConns(1)
	if err := db.InTx(ctx, func(tx *sql.Tx) error { return layOutSQLite(ctx, tx) }); err != nil {
		return err
	}
	if db.read, err = sql.Open("sqlite", dataSource(path, "query_only(1)")); err != nil {
		return err
	}
	db.read.SetMaxOpenConns(2)
	return nil
}

// dataSource turns a path into modernc's connection string. FULL makes a
// commit durable when it returns; immediate makes a transaction wait for its
// turn at its begin instead of failing in the middle.
func dataSource(path string, pragmas ...string) string {
	values := url.Values{
		"_txlock": {"immediate"},
		"_pragma": append([]string{
			"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "journal_size_limit(67108864)",
		}, pragmas...),
	}
	return (&url.URL{Scheme: "file", OmitHost: true, Path: filepath.ToSlash(path), RawQuery: values.Encode()}).String()
}

// layout is the version of what the store itself keeps. In version 1 the queue
// was alone and user_version counted its migrations, of which there was one.
const layout = 2

// layOutSQLite makes the table of the tenants' versions.
func layOutSQLite(ctx context.Context, tx *sql.Tx) error {
	var have int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	if have == layout {
		return nil
	}
	if have > layout {
		return fmt.Errorf("schema version %d is newer than this program knows (%d)", have, layout)
	}
	statements := []string{
		`CREATE TABLE tenant (name TEXT PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID`,
		fmt.Sprintf("PRAGMA user_version = %d", layout),
	}
	if have == 1 {
		statements = append(statements, `INSERT INTO tenant (name, version) VALUES ('queue', 1)`)
	}
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement); err != nil {
			return fmt.Errorf("make the table of schema versions: %w", err)
		}
	}
	return nil
}
