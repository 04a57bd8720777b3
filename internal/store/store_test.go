package store_test

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/storybot-app/storybot/internal/store"
)

func open(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	for name, row := range map[string]struct{ url, want string }{
		"postgres":     {"postgres://localhost/storybot", "PostgreSQL isn't supported yet"},
		"other scheme": {"mysql://localhost", "want sqlite:PATH"},
		"no scheme":    {"storybot.db", "want sqlite:PATH"},
		"no path":      {"sqlite:", "want a file"},
		"memory":       {"sqlite::memory:", "want a file"},
		"no directory": {"sqlite:" + filepath.Join(dir, "missing", "x.db"), "no such file or directory"},
	} {
		t.Run(name, func(t *testing.T) {
			db, err := store.Open(t.Context(), row.url)
			if err == nil {
				t.Fatal(errors.Join(errors.New("opened"), db.Close()))
			}
			if !strings.HasPrefix(err.Error(), "database.url: ") || !strings.Contains(err.Error(), row.want) {
				t.Errorf("got %q, want database.url: … %q", err, row.want)
			}
		})
	}
}

func TestSecondProcessIsRefused(t *testing.T) {
	url := "sqlite:" + filepath.Join(t.TempDir(), "x.db")
	db, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), url); err == nil || !strings.Contains(err.Error(), "in use by another process") {
		t.Errorf("second open: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := store.Open(t.Context(), url)
	if err != nil {
		t.Fatalf("open after close: %v", err)
	}
	if err := again.Close(); err != nil {
		t.Error(err)
	}
}

func TestPathMayHoldAnything(t *testing.T) {
	dir := t.TempDir()
	open(t, filepath.Join(dir, "a?b %41#c&_txlock=x.db"))
	if found, err := filepath.Glob(filepath.Join(dir, "a[?]b %41#c*.db")); err != nil || len(found) != 1 {
		t.Errorf("database files: %v, %v", found, err)
	}
}

// files are the migrations of a tenant, in the order of their names.
func files(texts ...string) fstest.MapFS {
	out := fstest.MapFS{"migrations/postgres/001.sql": {Data: []byte("not for us")}}
	for i, text := range texts {
		out["migrations/sqlite/00"+string(rune('1'+i))+".sql"] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

func TestTenantsMigrateEachForItself(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db := open(t, path)
	first, second := `CREATE TABLE a (n INTEGER)`, `INSERT INTO a (n) VALUES (1); INSERT INTO a (n) VALUES (2)`
	for _, step := range []struct {
		tenant string
		files  fstest.MapFS
	}{
		{"one", files(first)},
		{"one", files(first)},
		{"other", files(`CREATE TABLE b (n INTEGER)`)},
		{"one", files(first, second)},
		{"one", files(first, second)},
	} {
		if err := db.Migrate(t.Context(), step.tenant, step.files); err != nil {
			t.Fatal(err)
		}
	}
	var n int
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM a`).Scan(&n); err != nil || n != 2 {
		t.Errorf("%d rows, %v; want each migration applied once", n, err)
	}
	for name, row := range map[string]struct {
		tenant string
		files  fstest.MapFS
		want   string
	}{
		"a newer program's":   {"one", files(first), "database.url: schema version 2 of the one is newer"},
		"a wrong statement":   {"third", files(`CREATE TABLE c (n INTEGER)`, `CREATE TABLE c (n INTEGER)`), "002.sql of the third"},
		"none for us":         {"fourth", files(), "no migrations for sqlite"},
		"half of a migration": {"fifth", files(`CREATE TABLE d (n INTEGER); nonsense`), "001.sql of the fifth"},
	} {
		if err := db.Migrate(t.Context(), row.tenant, row.files); err == nil || !strings.Contains(err.Error(), row.want) {
			t.Errorf("%s: got %v, want %q", name, err, row.want)
		}
	}
	if _, err := db.Writer().ExecContext(t.Context(), `CREATE TABLE d (n INTEGER)`); err != nil {
		t.Errorf("a migration that failed left half of itself: %v", err)
	}
}

func TestNewerLayoutIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.Writer().ExecContext(t.Context(), `PRAGMA user_version = 99`); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db, err = store.Open(t.Context(), "sqlite:"+path)
	if err == nil {
		t.Fatal(errors.Join(errors.New("opened"), db.Close()))
	}
	if !strings.Contains(err.Error(), "newer than this program knows") {
		t.Error(err)
	}
}

func TestReaderCannotWrite(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"))
	if _, err := db.Reader().ExecContext(t.Context(), `CREATE TABLE a (n INTEGER)`); err == nil {
		t.Error("a reader has written")
	}
}

func TestTransactionIsAllOrNothing(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"))
	lost := errors.New("lost")
	err := db.InTx(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.ExecContext(t.Context(), `CREATE TABLE a (n INTEGER)`)
		return errors.Join(err, lost)
	})
	if !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
	var n int
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM sqlite_master WHERE name = 'a'`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d tables of a transaction that failed, %v", n, err)
	}
}

func TestRepeatEndsWhenNothingIsLeft(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "x.db"))
	if err := db.Migrate(t.Context(), "one", files(`CREATE TABLE a (n INTEGER PRIMARY KEY);
		INSERT INTO a (n) WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < 25) SELECT i FROM c`)); err != nil {
		t.Fatal(err)
	}
	const some = `DELETE FROM a WHERE n IN (SELECT n FROM a LIMIT 10)`
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if err := db.Repeat(ended, some); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of its context: %v", err)
	}
	if err := db.Repeat(t.Context(), some); err != nil {
		t.Fatal(err)
	}
	var n int
	if err := db.Reader().QueryRowContext(t.Context(), `SELECT count(*) FROM a`).Scan(&n); err != nil || n != 0 {
		t.Errorf("%d rows left, %v", n, err)
	}
}
