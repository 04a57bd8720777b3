package queue

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	_ "modernc.org/sqlite" // the "sqlite" driver of database/sql
)

//go:embed migrations/*.sql
var migrations embed.FS

// database is what the rest of the package knows of the store: two pools, the
// River driver that goes with them, and a way to close all of it. Another
// store (PostgreSQL) needs this struct filled and its own migrations.
type database struct {
	write  *sql.DB // one connection: SQLite has one writer
	read   *sql.DB
	driver riverdriver.Driver[*sql.Tx]
	lock   *flock.Flock
}

// openDatabase opens the database a URL names and brings its tables up to date.
func openDatabase(ctx context.Context, rawURL string) (*database, error) {
	scheme, rest, _ := strings.Cut(rawURL, ":")
	switch scheme {
	case "sqlite":
		return openSQLite(ctx, strings.TrimPrefix(rest, "//"))
	case "postgres", "postgresql":
		return nil, errors.New("database.url: PostgreSQL is not supported yet; use sqlite:PATH")
	default:
		return nil, errors.New("database.url: want sqlite:PATH, for example sqlite:storybot.db")
	}
}

func openSQLite(ctx context.Context, path string) (*database, error) {
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
	d := &database{lock: lock}
	if err := d.connect(ctx, path); err != nil {
		return nil, errors.Join(fmt.Errorf("database.url: open %s: %w", path, err), d.close())
	}
	return d, nil
}

func (d *database) connect(ctx context.Context, path string) error {
	// Payloads are for us alone; SQLite gives its other files the same rights.
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	if err := file.Close(); err != nil {
		return err
	}
	if d.write, err = sql.Open("sqlite", dataSource(path)); err != nil {
		return err
	}
	d.write.SetMaxOpenConns(1)
	d.driver = riversqlite.New(d.write)
	if err := d.migrate(ctx); err != nil {
		return err
	}
	if d.read, err = sql.Open("sqlite", dataSource(path, "query_only(1)")); err != nil {
		return err
	}
	d.read.SetMaxOpenConns(2)
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

// migrate applies our own migrations by number, then River's.
func (d *database) migrate(ctx context.Context) error {
	var have int
	if err := d.write.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return fmt.Errorf("read schema version: %w", err)
	}
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	if have > len(names) {
		return fmt.Errorf("schema version %d is newer than this program knows (%d)", have, len(names))
	}
	for i, name := range names[have:] {
		if err := d.apply(ctx, name, have+i+1); err != nil {
			return fmt.Errorf("migration %s: %w", name, err)
		}
	}
	migrator, err := rivermigrate.New(d.driver, &rivermigrate.Config{Logger: discardLogger()})
	if err != nil {
		return err
	}
	if _, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil); err != nil {
		return fmt.Errorf("migrate job tables: %w", err)
	}
	return nil
}

func (d *database) apply(ctx context.Context, name string, version int) error {
	text, err := migrations.ReadFile(name)
	if err != nil {
		return err
	}
	return d.inTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, string(text)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", version))
		return err
	})
}

// inTx runs do in one transaction of the writer. do must not use the writer
// itself, nor a River method without Tx in its name: there is one connection,
// and it is taken.
func (d *database) inTx(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := d.write.BeginTx(ctx, nil)
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

func (d *database) close() error {
	var errs []error
	for _, pool := range []*sql.DB{d.read, d.write} {
		if pool != nil {
			errs = append(errs, pool.Close())
		}
	}
	return errors.Join(append(errs, d.lock.Unlock())...)
}
