package githubsim

import (
	"context"

	"github.com/graph-gophers/graphql-go"
)

// pullIDInput names a pull request.
type pullIDInput struct {
	ClientMutationID *string
	PullRequestID    graphql.ID
}

// pullPayload is a pull request after a mutation.
type pullPayload struct {
	client *string
	pull   *qPull
}

// ClientMutationID is what the caller sent.
func (p *pullPayload) ClientMutationID() *string { return p.client }

// PullRequest is the pull request as it is now.
func (p *pullPayload) PullRequest() *qPull { return p.pull }

// MarkPullRequestReadyForReview ends the draft state.
func (*gqlRoot) MarkPullRequestReadyForReview(ctx context.Context, args struct{ Input pullIDInput }) (*pullPayload, error) {
	return callOf(ctx).setDraft(args.Input, false)
}

// ConvertPullRequestToDraft begins the draft state.
func (*gqlRoot) ConvertPullRequestToDraft(ctx context.Context, args struct{ Input pullIDInput }) (*pullPayload, error) {
	return callOf(ctx).setDraft(args.Input, true)
}

func (c *gqlCall) setDraft(in pullIDInput, draft bool) (*pullPayload, error) {
	x, ok := c.wrap(c.s.node(string(in.PullRequestID))).(*qPull)
	if !ok {
		return nil, unknownNode(in.PullRequestID)
	}
	if !c.mayModerate(x.i.repo) {
		return nil, gqlForbidden()
	}
	if x.i.state != "open" {
		return nil, gqlFail("UNPROCESSABLE", "Pull request is closed")
	}
	c.s.setDraft(x.i, draft, c.tok.user)
	return &pullPayload{in.ClientMutationID, x}, nil
}

// mayModerate reports whether the token may change drafts and resolve threads:
// the permission for pull requests is not enough for an App.
func (c *gqlCall) mayModerate(r *Repo) bool {
	return c.mayAny(r, "write", "pull_requests") && c.mayAny(r, "write", "contents")
}

// threadIDInput names a review thread.
type threadIDInput struct {
	ClientMutationID *string
	ThreadID         graphql.ID
}

// threadPayload is a review thread after a mutation.
type threadPayload struct {
	client *string
	thread *qThread
}

// ClientMutationID is what the caller sent.
func (p *threadPayload) ClientMutationID() *string { return p.client }

// Thread is the thread as it is now.
func (p *threadPayload) Thread() *qThread { return p.thread }

// ResolveReviewThread ends the talk.
func (*gqlRoot) ResolveReviewThread(ctx context.Context, args struct{ Input threadIDInput }) (*threadPayload, error) {
	return callOf(ctx).setResolved(args.Input, true)
}

// UnresolveReviewThread opens it again.
func (*gqlRoot) UnresolveReviewThread(ctx context.Context, args struct{ Input threadIDInput }) (*threadPayload, error) {
	return callOf(ctx).setResolved(args.Input, false)
}

func (c *gqlCall) setResolved(in threadIDInput, resolved bool) (*threadPayload, error) {
	x, ok := c.wrap(c.s.node(string(in.ThreadID))).(*qThread)
	if !ok {
		return nil, unknownNode(in.ThreadID)
	}
	if !c.mayModerate(x.t.pull.issue.repo) {
		return nil, gqlForbidden()
	}
	c.s.setResolved(x.t, resolved, c.tok.user)
	return &threadPayload{in.ClientMutationID, x}, nil
}

// minimizeInput names a comment and says why it is folded away.
type minimizeInput struct {
	Classifier       string
	ClientMutationID *string
	SubjectID        graphql.ID
}

// minimizePayload is a comment after it was folded away.
type minimizePayload struct {
	client  *string
	comment *qMinimizable
}

// ClientMutationID is what the caller sent.
func (p *minimizePayload) ClientMutationID() *string { return p.client }

// MinimizedComment is the comment as it is now.
func (p *minimizePayload) MinimizedComment() *qMinimizable { return p.comment }

// MinimizeComment folds a comment of a conversation away.
func (*gqlRoot) MinimizeComment(ctx context.Context, args struct{ Input minimizeInput }) (*minimizePayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.SubjectID))).(*qComment)
	if !ok {
		return nil, unknownNode(in.SubjectID)
	}
	if err := c.need(x.cm.issue.repo, "write", topicPermissions(x.cm.issue)...); err != nil {
		return nil, err
	}
	c.s.minimize(x.cm, in.Classifier)
	return &minimizePayload{in.ClientMutationID, &qMinimizable{x}}, nil
}

// qMinimizable is a comment that can be folded away.
type qMinimizable struct{ *qComment }

// ToIssueComment always holds: other comments cannot be minimized here.
func (x *qMinimizable) ToIssueComment() (*qComment, bool) { return x.qComment, true }

// ToPullRequestReview never holds.
func (x *qMinimizable) ToPullRequestReview() (*qReview, bool) { return nil, false }

// ToPullRequestReviewComment never holds.
func (x *qMinimizable) ToPullRequestReviewComment() (*qReviewComment, bool) { return nil, false }
