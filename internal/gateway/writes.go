package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/google/go-github/v60/github"
)

// The writes to labels, comments and threads.
type (
	createLabel   struct{ label Label }
	addLabels     struct{ names []string }
	removeLabel   struct{ name string }
	createComment struct {
		marker, text string
		rest         unread // what of the conversation was not read: it may be there
	}
	editComment struct {
		id   int64
		text string
	}
	deleteComment struct{ id int64 }
	resolveThread struct{ nodeID string }
)

func (w createLabel) String() string   { return fmt.Sprintf("create label %q", w.label.Name) }
func (w addLabels) String() string     { return fmt.Sprintf("add labels %q", w.names) }
func (w removeLabel) String() string   { return fmt.Sprintf("remove label %q", w.name) }
func (w createComment) String() string { return fmt.Sprintf("comment (%d bytes)", len(w.text)) }
func (w editComment) String() string {
	return fmt.Sprintf("edit comment %d (%d bytes)", w.id, len(w.text))
}

func (w deleteComment) String() string { return fmt.Sprintf("delete comment %d", w.id) }

func (w resolveThread) String() string { return "resolve thread " + w.nodeID }

func (w createLabel) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.CreateLabel(ctx, on.repo.Owner, on.repo.Name, &github.Label{
		Name: &w.label.Name, Color: &w.label.Color, Description: &w.label.Description,
	})
	if refused(err) {
		return nil // somebody made it meanwhile
	}
	return g.outcome(on.repo, err)
}

func (w addLabels) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, _, err = client.Issues.AddLabelsToIssue(ctx, on.repo.Owner, on.repo.Name, on.number, w.names)
	return g.outcome(on.repo, err)
}

func (w removeLabel) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, err = client.Issues.RemoveLabelForIssue(ctx, on.repo.Owner, on.repo.Name, on.number, url.PathEscape(w.name))
	if err = g.outcome(on.repo, err); errors.Is(err, ErrNotFound) {
		return nil // somebody took it off meanwhile
	}
	return err
}

func (w createComment) apply(ctx context.Context, g *Gateway, on *target) error {
	mine, err := w.rest.comment(ctx, g, on.repo, w.marker)
	if err != nil {
		return err
	}
	if mine != nil && sameText(mine.Body, w.text) {
		return nil
	}
	if mine != nil {
		return editComment{mine.ID, w.text}.apply(ctx, g, on)
	}
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	made, _, err := client.Issues.CreateComment(ctx, on.repo.Owner, on.repo.Name, on.number, &github.IssueComment{Body: &w.text})
	on.result.CommentURL = made.GetHTMLURL()
	return g.outcome(on.repo, err)
}

func (w editComment) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	edited, _, err := client.Issues.EditComment(ctx, on.repo.Owner, on.repo.Name, w.id, &github.IssueComment{Body: &w.text})
	on.result.CommentURL = edited.GetHTMLURL()
	if err = g.outcome(on.repo, err); errors.Is(err, ErrNotFound) {
		return fmt.Errorf("%w: %w", ErrStale, err) // it was deleted meanwhile: read again
	}
	return err
}

// apply deletes a comment of ours; one that is gone already is what is wanted.
func (w deleteComment) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	_, err = client.Issues.DeleteComment(ctx, on.repo.Owner, on.repo.Name, w.id)
	if err = g.outcome(on.repo, err); errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

func (w resolveThread) apply(ctx context.Context, g *Gateway, on *target) error {
	var answer struct{}
	return g.graphql(ctx, on.repo, mutationResolve, map[string]any{"id": w.nodeID}, &answer)
}

// outcome words an error of a write; nil stays nil.
func (g *Gateway) outcome(repo Repo, err error) error {
	if err == nil {
		return nil
	}
	return g.failed(repo, err)
}

// refused reports whether GitHub found a request well formed but not possible.
func refused(err error) bool {
	var answer *github.ErrorResponse
	return errors.As(err, &answer) && answer.Response != nil && answer.Response.StatusCode == http.StatusUnprocessableEntity
}
