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
	// Refused are the writes GitHub refused for good and that were left out.
	Refused []string
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

// Apply makes writes one after the other, at the pace GitHub asks for. Between
// two of them others of the same installation get their turn. guard is called before each; its
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
	err := g.paced(s.Repo, guard, func(ready func(context.Context) error) error {
		on.ready = ready
		for _, write := range writes {
			if err := ready(ctx); err != nil {
				return err
			}
			switch err := write.apply(ctx, g, on); {
			case errors.Is(err, ErrLocked):
				result.Locked = true
			case errors.Is(err, ErrNotFound):
				// What it is made on is gone, or not for us: it never succeeds.
				return final{fmt.Errorf("%s in %s#%d: %w", write, s.Repo, on.number, err)}
			case err != nil:
				return fmt.Errorf("%s in %s#%d: %w", write, s.Repo, on.number, err)
			}
			result.Writes++
		}
		return nil
	})
	return result, err
}

// IsDryRun reports whether writes are only told of, and not made.
func (g *Gateway) IsDryRun() bool { return g.dryRun != nil }

// Blocked is how long GitHub wants an installation to wait, 0 if it does not.
func (g *Gateway) Blocked(installation int64) time.Duration {
	return g.pace(installation).waits(g.now())
}

// paced takes the installation's turn for each of some requests. ready is to be
// called before each: it gives the turn back and queues for the next, waits for
// the pace, fails while the installation must wait for GitHub, and asks the
// guard last.
func (g *Gateway) paced(repo Repo, guard func(context.Context) error, work func(ready func(context.Context) error) error) error {
	p, held := g.pace(repo.Installation), false
	release := func() {
		if held {
			<-p.turn
			held = false
		}
	}
	defer release()
	return work(func(ctx context.Context) error {
		release()
		select {
		case p.turn <- struct{}{}: // those who wait get it in the order they came
			held = true
		case <-ctx.Done():
			return ctx.Err()
		}
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
