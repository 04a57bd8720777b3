package githubsim

import (
	"context"
	"encoding/json"

	"github.com/graph-gophers/graphql-go"
)

// rest calls what a route does for a GraphQL mutation, which keeps to the same
// rules.
func (c *gqlCall) rest(r *Repo, i *issue, body obj) (*call, error) {
	text, err := json.Marshal(body)
	return &call{s: c.s, tok: c.tok, repo: r, issue: i, body: text}, err
}

type createIssueInput struct {
	ClientMutationID *string
	Body             *string
	RepositoryID     graphql.ID
	Title            string
}

// CreateIssue opens an issue.
func (*gqlRoot) CreateIssue(ctx context.Context, args struct{ Input createIssueInput }) (*closeIssuePayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.RepositoryID))).(*qRepo)
	if !ok {
		return nil, unknownNode(in.RepositoryID)
	}
	if err := c.need(x.r, "write", "issues"); err != nil {
		return nil, err
	}
	rest, err := c.rest(x.r, nil, obj{"title": in.Title, "body": in.Body})
	if err != nil {
		return nil, err
	}
	if _, err := rest.createIssue(); err != nil {
		return nil, err
	}
	return &closeIssuePayload{in.ClientMutationID, &qIssue{qTopic{c, x.r.issue(len(x.r.issues))}}}, nil
}

type mergePullInput struct {
	ClientMutationID *string
	CommitBody       *string
	CommitHeadline   *string
	ExpectedHeadOid  *gqlText
	MergeMethod      string
	PullRequestID    graphql.ID
}

// MergePullRequest merges with a merge commit.
func (*gqlRoot) MergePullRequest(ctx context.Context, args struct{ Input mergePullInput }) (*pullPayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.PullRequestID))).(*qPull)
	if !ok {
		return nil, unknownNode(in.PullRequestID)
	}
	if err := c.need(x.i.repo, "write", "contents"); err != nil {
		return nil, err
	}
	if in.MergeMethod != "MERGE" {
		return nil, gqlFail("NOT_IMPLEMENTED", "the simulator does not know the merge method %s", in.MergeMethod)
	}
	body := obj{"commit_title": in.CommitHeadline, "commit_message": in.CommitBody, "sha": in.ExpectedHeadOid}
	rest, err := c.rest(x.i.repo, x.i, body)
	if err != nil {
		return nil, err
	}
	if _, err := rest.mergePull(); err != nil {
		return nil, err
	}
	return &pullPayload{in.ClientMutationID, x}, nil
}

type addCommentInput struct {
	ClientMutationID *string
	Body             string
	SubjectID        graphql.ID
}

// addCommentPayload is a comment that was written.
type addCommentPayload struct {
	client *string
	edge   *qCommentEdge
}

// ClientMutationID is what the caller sent.
func (p *addCommentPayload) ClientMutationID() *string { return p.client }

// CommentEdge is the comment's place among the others.
func (p *addCommentPayload) CommentEdge() *qCommentEdge { return p.edge }

// qCommentEdge is a comment's place in a list.
type qCommentEdge struct{ cm *qComment }

// Cursor is the comment's place.
func (e *qCommentEdge) Cursor() string { return e.cm.cm.nodeID }

// Node is the comment.
func (e *qCommentEdge) Node() *qComment { return e.cm }

// AddComment writes a comment on an issue or a pull request.
func (*gqlRoot) AddComment(ctx context.Context, args struct{ Input addCommentInput }) (*addCommentPayload, error) {
	c, in := callOf(ctx), args.Input
	i, ok := c.s.node(string(in.SubjectID)).(*issue)
	if !ok || c.wrap(i) == nil {
		return nil, unknownNode(in.SubjectID)
	}
	permissions := topicPermissions(i)
	if err := c.need(i.repo, "write", append(permissions, "issues")...); err != nil {
		return nil, err
	}
	rest, err := c.rest(i.repo, i, obj{"body": in.Body})
	if err != nil {
		return nil, err
	}
	if _, err := rest.createComment(); err != nil {
		return nil, err
	}
	return &addCommentPayload{in.ClientMutationID, &qCommentEdge{&qComment{c, i.comments[len(i.comments)-1]}}}, nil
}
