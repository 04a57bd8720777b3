package ledger

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/subject"
)

// Save records what a run leaves, all of it or nothing. What is as it was is
// not written again, and when that is everything the database is not touched.
func (l *Ledger) Save(ctx context.Context, s subject.Subject, e Entry) error {
	if err := l.save(ctx, s, e); err != nil {
		return fmt.Errorf("save the memory of %s: %w", s, err)
	}
	return nil
}

func (l *Ledger) save(ctx context.Context, s subject.Subject, e Entry) error {
	want := e.Memory.stored()
	if len(e.Done) == 0 && len(e.Links) == 0 {
		// Most runs change nothing. They need not wait for the writer to see it.
		p, err := diff(ctx, l.db.Reader(), s, want)
		if err != nil || len(p) == 0 {
			return err
		}
	}
	return l.db.InTx(ctx, func(tx *sql.Tx) error {
		p, err := diff(ctx, tx, s, want)
		if err != nil {
			return err
		}
		now := l.now().UnixMilli()
		for _, effect := range e.Done {
			p.add(sqlRecordDone, effect, now)
		}
		for _, link := range e.Links {
			p.add(sqlAddLink, link.Effect, s.Repo.ID, foldLogin(link.Login), now)
		}
		return p.run(ctx, tx)
	})
}

// foldLogin: GitHub's logins are the same in any case, and ASCII.
func foldLogin(login string) string { return strings.ToLower(login) }

// plan is a list of statements to be run in order.
type plan []statement

type statement struct {
	text string
	args []any
}

func (p *plan) add(text string, args ...any) { *p = append(*p, statement{text, args}) }

func (p plan) run(ctx context.Context, tx *sql.Tx) error {
	for _, s := range p {
		if _, err := tx.ExecContext(ctx, s.text, s.args...); err != nil {
			return err
		}
	}
	return nil
}

// diff is what has to be written so that want is remembered of a subject.
func diff(ctx context.Context, db source, s subject.Subject, want Memory) (plan, error) {
	key := s.Key()
	have, err := load(ctx, db, key)
	if err != nil {
		return nil, err
	}
	var p plan
	if !slices.Equal(have.Labels.Placed, want.Labels.Placed) || !slices.Equal(have.Labels.Intended, want.Labels.Intended) {
		p.labels(key, want.Labels)
	}
	if !slices.Equal(have.Waivers, want.Waivers) {
		p.waivers(key, want.Waivers)
	}
	if !same(have.Claim, want.Claim) {
		p.claim(key, s, want.Claim)
	}
	if have.Check != want.Check {
		p.check(key, want.Check)
	}
	if !same(have.Proposal, want.Proposal) {
		p.proposal(key, want.Proposal)
	}
	if !same(have.Hold, want.Hold) {
		p.hold(key, want.Hold)
	}
	if !same(have.Mute, want.Mute) {
		p.mute(key, want.Mute)
	}
	if want.Claim == nil {
		return p, nil
	}
	return p, p.repository(ctx, db, s.Repo)
}

func (p *plan) labels(key string, labels Labels) {
	p.add(sqlNoLabels, key)
	for intended, names := range [][]string{labels.Placed, labels.Intended} {
		for position, name := range names {
			p.add(sqlAddLabel, key, intended, position, name)
		}
	}
}

func (p *plan) waivers(key string, waivers []Waiver) {
	p.add(sqlNoWaivers, key)
	for position, w := range waivers {
		p.add(sqlAddWaiver, key, position, w.Rule, w.Reason, w.By, w.At.UnixMilli())
	}
}

func (p *plan) claim(key string, s subject.Subject, c *Claim) {
	p.add(sqlNoClaim, key)
	if c != nil {
		p.add(sqlSaveClaim, key, s.Repo.ID, s.Kind, s.Number, c.Login, c.At.UnixMilli(), c.Assigned)
	}
}

func (p *plan) check(key string, c Check) {
	p.add(sqlNoCheck, key)
	if c != (Check{}) {
		p.add(sqlSaveCheck, key, c.At.UnixMilli(), c.Told)
	}
}

func (p *plan) proposal(key string, made *Proposal) {
	p.add(sqlNoProposal, key)
	if made != nil {
		p.add(sqlSaveProposal, key, made.Branch, made.Number, made.HeadOID)
	}
}

func (p *plan) hold(key string, h *Hold) {
	p.add(sqlNoHold, key)
	if h != nil {
		p.add(sqlSaveHold, key, h.By, h.Reason, h.At.UnixMilli())
	}
}

func (p *plan) mute(key string, m *Mute) {
	p.add(sqlNoMute, key)
	if m != nil {
		p.add(sqlSaveMute, key, m.By, m.At.UnixMilli())
	}
}

// repository keeps how the repository of a claim is called and reached by now.
func (p *plan) repository(ctx context.Context, db source, repo subject.Repo) error {
	have := subject.Repo{ID: repo.ID}
	_, err := one(db.QueryRowContext(ctx, sqlRepository, repo.ID), &have.Owner, &have.Name, &have.Installation)
	if err == nil && have != repo {
		p.add(sqlSaveRepository, repo.ID, repo.Owner, repo.Name, repo.Installation)
	}
	return err
}
