package gateway

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/go-github/v60/github"
)

// TargetKind is a kind of text one can react to.
type TargetKind string

// What can be reacted to. A review cannot.
const (
	OnIssue         TargetKind = "issue" // or pull request, by number
	OnComment       TargetKind = "comment"
	OnReviewComment TargetKind = "review comment"
)

// Target is a text to react to: an issue by number, a comment by id.
type Target struct {
	Kind   TargetKind
	Number int
	ID     int64
}

// React puts a reaction ("eyes", "rocket", "confused") on a text; one that is
// there stays as it is, and a locked conversation takes none.
func (g *Gateway) React(ctx context.Context, repo Repo, on Target, content string, guard func(context.Context) error) error {
	return g.one(ctx, repo, on.Number, "react with "+content, guard, func() error {
		client, err := g.rest(repo)
		if err != nil {
			return err
		}
		switch on.Kind {
		case OnComment:
			_, _, err = client.Reactions.CreateIssueCommentReaction(ctx, repo.Owner, repo.Name, on.ID, content)
		case OnReviewComment:
			_, _, err = client.Reactions.CreatePullRequestCommentReaction(ctx, repo.Owner, repo.Name, on.ID, content)
		default:
			_, _, err = client.Reactions.CreateIssueReaction(ctx, repo.Owner, repo.Name, on.Number, content)
		}
		if err = g.outcome(repo, err); err != nil && !errors.Is(err, ErrLocked) {
			return fmt.Errorf("react to a %s in %s: %w", on.Kind, repo, err)
		}
		return nil
	})
}

// Assign assigns somebody and tells whether GitHub did: it silently leaves out
// people who cannot be assigned.
func (g *Gateway) Assign(ctx context.Context, repo Repo, number int, login string, guard func(context.Context) error) (assigned bool, err error) {
	err = g.one(ctx, repo, number, "assign "+login, guard, func() error {
		client, err := g.rest(repo)
		if err != nil {
			return err
		}
		issue, _, err := client.Issues.AddAssignees(ctx, repo.Owner, repo.Name, number, []string{login})
		if err != nil {
			return fmt.Errorf("assign in %s#%d: %w", repo, number, g.failed(repo, err))
		}
		assigned = slices.ContainsFunc(issue.Assignees, func(u *github.User) bool { return strings.EqualFold(u.GetLogin(), login) })
		return nil
	})
	return assigned, err
}

// Unassign takes an assignment back.
func (g *Gateway) Unassign(ctx context.Context, repo Repo, number int, login string, guard func(context.Context) error) error {
	return g.one(ctx, repo, number, "unassign "+login, guard, func() error {
		client, err := g.rest(repo)
		if err != nil {
			return err
		}
		if _, _, err = client.Issues.RemoveAssignees(ctx, repo.Owner, repo.Name, number, []string{login}); err != nil {
			return fmt.Errorf("take back an assignment in %s#%d: %w", repo, number, g.failed(repo, err))
		}
		return nil
	})
}

// Reply answers a text once: our comment with the marker is edited, or made.
func (g *Gateway) Reply(ctx context.Context, s *Snapshot, marker, body string, guard func(context.Context) error) error {
	_, err := g.Apply(ctx, s, Plan(s, State{Comment: &Report{Marker: marker, Body: body}}), guard)
	return err
}
