package gateway

import (
	"context"
	"errors"
	"fmt"
)

// deleteBranch deletes a branch that is still where it was when it was read.
type deleteBranch struct{ name, at string }

func (w deleteBranch) String() string { return fmt.Sprintf("delete branch %s at %.7s", w.name, w.at) }

// apply looks once more, since GitHub deletes a branch wherever it is. One that
// is gone already is what is wanted.
func (w deleteBranch) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	ref, _, err := client.Git.GetRef(ctx, on.repo.Owner, on.repo.Name, "refs/heads/"+w.name)
	if err = g.outcome(on.repo, err); errors.Is(err, ErrNotFound) {
		return nil
	} else if err != nil {
		return err
	}
	if ref.GetObject().GetSHA() != w.at {
		return fmt.Errorf("%w: %s", ErrStale, w.name)
	}
	_, err = client.Git.DeleteRef(ctx, on.repo.Owner, on.repo.Name, "refs/heads/"+w.name)
	if refusedFor(err, "reference does not exist") {
		return nil
	}
	return g.outcome(on.repo, err)
}
