package gateway

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/go-github/v60/github"
)

// The writes that answer people: reactions and assignments.
type (
	react   struct{ reaction Reaction }
	retract struct{ reaction Reaction }
	assign  struct {
		login     string
		otherwise Write // made when GitHub leaves the person out; nil: nothing
	}
	unassign struct{ login string }
)

func (w retract) String() string { return "take back the reaction " + w.reaction.Content }

func (w react) String() string    { return "react with " + w.reaction.Content }
func (w assign) String() string   { return "assign " + w.login }
func (w unassign) String() string { return "unassign " + w.login }

// apply puts a reaction on a text; one that is there stays as it is. A text
// that was deleted meanwhile is left out.
func (w react) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	to, owner, name := w.reaction.On, on.repo.Owner, on.repo.Name
	switch to.Kind {
	case OnComment:
		_, _, err = client.Reactions.CreateIssueCommentReaction(ctx, owner, name, to.ID, w.reaction.Content)
	case OnReviewComment:
		_, _, err = client.Reactions.CreatePullRequestCommentReaction(ctx, owner, name, to.ID, w.reaction.Content)
	default:
		_, _, err = client.Reactions.CreateIssueReaction(ctx, owner, name, to.Number, w.reaction.Content)
	}
	if err = g.outcome(on.repo, err); errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// apply takes a reaction back. One that is not there, or whose text is gone, is
// what is wanted.
func (w retract) apply(ctx context.Context, g *Gateway, on *target) error {
	var answer struct{}
	variables := map[string]any{"id": w.reaction.On.NodeID, "content": strings.ToUpper(w.reaction.Content)}
	err := g.graphql(ctx, on.repo, mutationRetract, variables, &answer)
	if errors.Is(err, ErrNotFound) || errors.Is(err, ErrRefused) {
		return nil
	}
	return err
}

func (w assign) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	issue, _, err := client.Issues.AddAssignees(ctx, on.repo.Owner, on.repo.Name, on.number, []string{w.login})
	if err != nil {
		return g.outcome(on.repo, err)
	}
	if slices.ContainsFunc(issue.Assignees, func(u *github.User) bool { return strings.EqualFold(u.GetLogin(), w.login) }) {
		on.result.Assigned = append(on.result.Assigned, w.login)
		return nil
	}
	if w.otherwise == nil {
		return nil
	}
	if err := on.more(ctx); err != nil {
		return err
	}
	return w.otherwise.apply(ctx, g, on)
}

func (w unassign) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.RemoveAssignees(ctx, on.repo.Owner, on.repo.Name, on.number, []string{w.login})
	return g.outcome(on.repo, err)
}
