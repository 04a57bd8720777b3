package gateway

import (
	"context"
	"fmt"
)

// Result is what came of some writes.
type Result struct {
	Writes      int // how many were made
	PullRequest int // number of the pull request that was opened, 0 if none
}

// target is what writes are made on.
type target struct {
	repo   Repo
	number int
	nodeID string // of the repository
	result *Result
}

// Apply makes writes one after the other, no other write of the installation
// between them, at the pace GitHub asks for. guard is called before each; its
// error, or the first of GitHub's, ends the work: read and plan again. A write
// whose answer was lost is found by that next reading and not made twice.
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
	on := &target{repo: s.Repo, number: s.Subject.Number, nodeID: s.NodeID, result: &result}
	err := g.paced(ctx, s.Repo, func(step func() error) error {
		for _, write := range writes {
			if err := step(); err != nil {
				return err
			}
			if err := guard(ctx); err != nil {
				return err
			}
			if err := write.apply(ctx, g, on); err != nil {
				return fmt.Errorf("%s in %s#%d: %w", write, s.Repo, on.number, err)
			}
			result.Writes++
		}
		return nil
	})
	return result, err
}

// paced takes the installation's turn for some writes; step waits before each
// for the pace, and fails while the installation must wait for GitHub.
func (g *Gateway) paced(ctx context.Context, repo Repo, work func(step func() error) error) error {
	p := g.pace(repo.Installation)
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	return work(func() error {
		if wait := p.waits(g.now()); wait > 0 {
			return &RateLimitError{Wait: wait}
		}
		if wait := p.due(g.now(), g.interval); wait > 0 {
			if err := g.sleep(ctx, wait); err != nil {
				return err
			}
		}
		p.wrote(g.now())
		return nil
	})
}

// one makes a single write outside of a plan; what says which, for a dry run.
func (g *Gateway) one(ctx context.Context, repo Repo, what string, guard func(context.Context) error, write func() error) error {
	if g.dryRun != nil {
		g.dryRun(repo, 0, what)
		return nil
	}
	return g.paced(ctx, repo, func(step func() error) error {
		if err := step(); err != nil {
			return err
		}
		if err := guard(ctx); err != nil {
			return err
		}
		return write()
	})
}
