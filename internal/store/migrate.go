package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
)

const (
	sqlVersion    = `SELECT version FROM tenant WHERE name = ?`
	sqlSetVersion = `INSERT INTO tenant (name, version) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET version = excluded.version`
)

// Migrate brings a tenant's tables up to date. files holds its migrations in
// the folder migrations/DIALECT, one a file, in the order of their names; each
// is one transaction. A database that a newer program has changed is refused.
func (db *DB) Migrate(ctx context.Context, tenant string, files fs.FS) error {
	names, err := fs.Glob(files, "migrations/"+string(db.dialect)+"/*.sql")
	if err != nil {
		return fmt.Errorf("find the migrations of the %s: %w", tenant, err)
	}
	if len(names) == 0 {
		return fmt.Errorf("the %s has no migrations for %s", tenant, db.dialect)
	}
	var have int
	err = db.write.QueryRowContext(ctx, sqlVersion, tenant).Scan(&have)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("read the schema version of the %s: %w", tenant, err)
	}
	if have > len(names) {
		return fmt.Errorf("database.url: schema version %d of the %s is newer than this program knows (%d)", have, tenant, len(names))
	}
	for i, name := range names[have:] {
		if err := db.apply(ctx, tenant, files, name, have+i+1); err != nil {
			return fmt.Errorf("database.url: migration %s of the %s: %w", name, tenant, err)
		}
	}
	return nil
}

func (db *DB) apply(ctx context.Context, tenant string, files fs.FS, name string, version int) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return err
	}
	return db.InTx(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, string(text)); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, sqlSetVersion, tenant, version)
		return err
	})
}
