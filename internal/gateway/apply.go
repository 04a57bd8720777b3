package gateway

import (
	"context"
	"errors"
	"fmt"
	"time"
)

// Result is what came of some writes.
type Result struct {
	// Writes is how many requests that write were made.
	Writes int
	// Assigned are those GitHub did assign.
	Assigned []string
	// Recorded is the branch, commit and pull request of the proposal, as far
	// as they were made or found: to be kept, and passed with the next one.
	Recorded Recorded
	// Locked: what was to be said was not, since the conversation is locked.
	Locked bool
	// PullRequest is the pull request that was opened or edited, 0 if none.
	PullRequest int
	// CommentURL and PullRequestURL are the pages of what was made or edited.
	CommentURL, PullRequestURL string
}

// target is what writes are made on.
type target struct {
	repo   Repo
	number int
	result *Result
	ready  func(context.Context) error // waits for the pace, asks the guard
}

// more is called before each further request of a write that takes several.
func (on *target) more(ctx context.Context) error {
	on.result.Writes++ // the one before succeeded, or was refused
	return on.ready(ctx)
}

// Apply makes writes one after the other, no other write of the installation
// between them, at the pace GitHub asks for. guard is called before each; its
// error, or the first of GitHub's, ends the work: read and plan again. A write
// whose answer was lost is found by that next reading and not made twice. What a
// locked conversation does not take is left out.
func (g *Gateway) Apply(ctx context.Context, s *Snapshot, writes []Write, guard func(context.Context) error) (Result, error) {
	var result Result
	if len(writes) == 0 {
		return result, nil
	}
	if g.dryRun != nil {
		for _, write := range writes {
			g.dryRun(s.Repo, s.Subject.Number, write.String())
		}
		return result, nil
	}
	on := &target{repo: s.Repo, number: s.Subject.Number, result: &result}
	err := g.paced(ctx, s.Repo, guard, func(ready func(context.Context) error) error {
		on.ready = ready
		for _, write := range writes {
			if err := ready(ctx); err != nil {
				return err
			}
			switch err := write.apply(ctx, g, on); {
			case errors.Is(err, ErrLocked):
				result.Locked = true
			case err != nil:
				return fmt.Errorf("%s in %s#%d: %w", write, s.Repo, on.number, err)
			}
			result.Writes++
		}
		return nil
	})
	return result, err
}

// Blocked is how long GitHub wants an installation to wait, 0 if it does not.
func (g *Gateway) Blocked(installation int64) time.Duration {
	return g.pace(installation).waits(g.now())
}

// paced takes the installation's turn for some writes. ready is to be called
// before each request: it waits for the pace, fails while the installation
// must wait for GitHub, and asks the guard last.
func (g *Gateway) paced(ctx context.Context, repo Repo, guard func(context.Context) error, work func(ready func(context.Context) error) error) error {
	p := g.pace(repo.Installation)
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return work(func(ctx context.Context) error {
		if wait := p.waits(g.now()); wait > 0 {
			return &RateLimitError{Wait: wait}
		}
		if wait := p.due(g.now(), g.interval); wait > 0 {
			if err := g.sleep(ctx, wait); err != nil {
				return err
			}
		}
		if err := guard(ctx); err != nil {
			return err
		}
		p.wrote(g.now())
		return nil
	})
}

// one makes a single write outside of a plan; what says which, for a dry run,
// and number where, 0 if that is not known.
func (g *Gateway) one(ctx context.Context, repo Repo, number int, what string, guard func(context.Context) error, write func() error) error {
	if g.dryRun != nil {
		g.dryRun(repo, number, what)
		return nil
	}
	return g.paced(ctx, repo, guard, func(ready func(context.Context) error) error {
		if err := ready(ctx); err != nil {
			return err
		}
		return write()
	})
}
