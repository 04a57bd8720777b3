// Package ledger keeps what must survive a restart: what is remembered of an
// issue or pull request, which effects are done, and how often something was
// given. All of it is rows that can be asked, in tables of the store.
//
// It remembers and decides nothing: what a memory means, how long a reason may
// be and how many links are too many is the caller's business. Nothing in it is
// needed to find out what a repository looks like; that is read from GitHub.
package ledger

import (
	"context"
	"embed"
	"fmt"
	"time"

	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/subject"
)

// How long what is done is kept. An effect is looked up when its delivery is
// handled again; links are counted by the day.
const (
	keepEffects = 365 * 24 * time.Hour
	keepLinks   = 30 * 24 * time.Hour
)

//go:embed migrations
var migrations embed.FS

// Ledger is an open ledger. All methods are safe for use from several
// goroutines; Save expects that a subject has one writer at a time, as the
// queue sees to.
type Ledger struct {
	db  *store.DB
	now func() time.Time
}

// Open brings the ledger's tables up to date. The database stays the caller's.
func Open(ctx context.Context, db *store.DB, now func() time.Time) (*Ledger, error) {
	if err := db.Migrate(ctx, "ledger", migrations); err != nil {
		return nil, err
	}
	return &Ledger{db: db, now: now}, nil
}

// Done reports whether an effect is recorded as done.
func (l *Ledger) Done(ctx context.Context, effect string) (done bool, err error) {
	if err := l.db.Reader().QueryRowContext(ctx, sqlDone, effect).Scan(&done); err != nil {
		return false, fmt.Errorf("look up effect %s: %w", effect, err)
	}
	return done, nil
}

// LinksSince counts the links given in a repository since a moment: those to
// one person, and all.
func (l *Ledger) LinksSince(ctx context.Context, repo subject.Repo, login string, since time.Time) (person, all int, err error) {
	row := l.db.Reader().QueryRowContext(ctx, sqlCountLinks, foldLogin(login), repo.ID, since.UnixMilli())
	if err := row.Scan(&person, &all); err != nil {
		return 0, 0, fmt.Errorf("count the links of %s: %w", repo, err)
	}
	return person, all, nil
}

// Settings is the text that SaveSettings kept, nil if there is none.
func (l *Ledger) Settings(ctx context.Context, repo subject.Repo) ([]byte, error) {
	var text []byte
	found, err := one(l.db.Reader().QueryRowContext(ctx, sqlSettings, repo.ID), &text)
	if err != nil {
		return nil, fmt.Errorf("read the last settings of %s: %w", repo, err)
	}
	if found && text == nil {
		text = []byte{} // empty settings are settings
	}
	return text, nil
}

// SaveSettings keeps the last settings that could be read, of any size.
func (l *Ledger) SaveSettings(ctx context.Context, repo subject.Repo, text []byte) error {
	if text == nil {
		text = []byte{} // which is not NULL
	}
	_, err := l.db.Writer().ExecContext(ctx, sqlSaveSettings, repo.ID, repo.Owner, repo.Name, repo.Installation, text)
	if err != nil {
		return fmt.Errorf("keep the settings of %s: %w", repo, err)
	}
	return nil
}

// Prune removes what is too old to be of use.
func (l *Ledger) Prune(ctx context.Context) error {
	now := l.now()
	if err := l.db.Repeat(ctx, sqlPruneEffects, now.Add(-keepEffects).UnixMilli()); err != nil {
		return fmt.Errorf("remove old effects: %w", err)
	}
	if err := l.db.Repeat(ctx, sqlPruneLinks, now.Add(-keepLinks).UnixMilli()); err != nil {
		return fmt.Errorf("remove old links: %w", err)
	}
	return nil
}
