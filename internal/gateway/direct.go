package gateway

import (
	"context"
	"fmt"
)

// React puts a reaction ("eyes", "rocket", "confused") on a text; one that is
// there stays as it is, and a locked conversation takes none.
func (g *Gateway) React(ctx context.Context, repo Repo, on Target, content string, guard func(context.Context) error) error {
	_, err := g.direct(ctx, repo, on.Number, react{Reaction{on, content}}, guard)
	return err
}

// Assign assigns somebody and reports whether GitHub did: it silently leaves
// out people who cannot be assigned.
func (g *Gateway) Assign(ctx context.Context, repo Repo, number int, login string, guard func(context.Context) error) (assigned bool, err error) {
	result, err := g.direct(ctx, repo, number, assign{login: login}, guard)
	return len(result.Assigned) > 0, err
}

// Unassign takes an assignment back.
func (g *Gateway) Unassign(ctx context.Context, repo Repo, number int, login string, guard func(context.Context) error) error {
	_, err := g.direct(ctx, repo, number, unassign{login}, guard)
	return err
}

// Reply answers a text once: our comment with the marker is edited, or made.
func (g *Gateway) Reply(ctx context.Context, s *Snapshot, marker, body string, guard func(context.Context) error) error {
	_, err := g.Apply(ctx, s, planReply(s, &Report{Marker: marker, Body: body}), guard)
	return err
}

// direct makes a single write where nothing was read.
func (g *Gateway) direct(ctx context.Context, repo Repo, number int, write Write, guard func(context.Context) error) (Result, error) {
	result, err := g.Apply(ctx, &Snapshot{Repo: repo, Subject: Subject{Number: number}}, []Write{write}, guard)
	if err != nil {
		return result, fmt.Errorf("in %s: %w", repo, err)
	}
	return result, nil
}
