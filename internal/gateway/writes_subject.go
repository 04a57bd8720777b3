package gateway

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/go-github/v60/github"
)

// The writes to the issue or pull request itself.
type (
	editTitle struct{ title string }
	closePull struct{ number int }
	setDraft  struct {
		nodeID    string
		draft     bool
		otherwise Write // made when GitHub refuses; nil: nothing
	}
)

func (w editTitle) String() string { return fmt.Sprintf("change the title to %q", w.title) }

func (w closePull) String() string { return fmt.Sprintf("close pull request #%d", w.number) }

func (w setDraft) String() string {
	if w.draft {
		return "convert to a draft"
	}
	return "mark as ready for review"
}

func (w editTitle) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.Edit(ctx, on.repo.Owner, on.repo.Name, on.number, &github.IssueRequest{Title: &w.title})
	return g.outcome(on.repo, err)
}

// apply says whether a pull request is a draft. Not every plan has drafts, and
// GitHub tells only when asked for one.
func (w setDraft) apply(ctx context.Context, g *Gateway, on *target) error {
	document := mutationReady
	if w.draft {
		document = mutationDraft
	}
	var answer struct{}
	err := g.graphql(ctx, on.repo, document, map[string]any{"id": w.nodeID}, &answer)
	if !errors.Is(err, ErrRefused) && !errors.Is(err, ErrForbidden) {
		return err
	}
	if w.otherwise == nil {
		return nil
	}
	if err := on.more(ctx); err != nil {
		return err
	}
	return w.otherwise.apply(ctx, g, on)
}

func (w closePull) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	closed := "closed"
	_, _, err = client.PullRequests.Edit(ctx, on.repo.Owner, on.repo.Name, w.number, &github.PullRequest{State: &closed})
	return g.outcome(on.repo, err)
}
