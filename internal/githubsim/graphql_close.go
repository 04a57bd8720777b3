package githubsim

import (
	"context"
	"encoding/json"
	"strings"

	"github.com/graph-gophers/graphql-go"
)

// closeIssueInput names an issue and says why it is done with.
type closeIssueInput struct {
	ClientMutationID *string
	IssueID          graphql.ID
	StateReason      *string
}

// closeIssuePayload is an issue after it was closed.
type closeIssuePayload struct {
	client *string
	issue  *qIssue
}

// ClientMutationID is what the caller sent.
func (p *closeIssuePayload) ClientMutationID() *string { return p.client }

// Issue is the issue as it is now.
func (p *closeIssuePayload) Issue() *qIssue { return p.issue }

// CloseIssue closes an issue: as completed unless told.
func (*gqlRoot) CloseIssue(ctx context.Context, args struct{ Input closeIssueInput }) (*closeIssuePayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.IssueID))).(*qIssue)
	if !ok {
		return nil, unknownNode(in.IssueID)
	}
	if err := c.need(x.i.repo, "write", "issues"); err != nil {
		return nil, err
	}
	reason := ""
	if in.StateReason != nil {
		reason = strings.ToLower(*in.StateReason)
	}
	c.s.setState(x.i, "closed", reason, c.tok.user)
	return &closeIssuePayload{in.ClientMutationID, x}, nil
}

// StateReason is why the issue is closed or open again. That it is a
// duplicate is told only to those who ask for that.
func (x *qIssue) StateReason(args struct{ EnableDuplicate bool }) *string {
	if x.i.stateReason == "duplicate" && !args.EnableDuplicate {
		return gqlString("NOT_PLANNED")
	}
	return gqlEnum(x.i.stateReason)
}

// createRefInput is a new branch or tag.
type createRefInput struct {
	ClientMutationID *string
	Name             string // in full: refs/heads/x
	Oid              gqlText
	RepositoryID     graphql.ID
}

// createRefPayload is a ref that was made.
type createRefPayload struct {
	client *string
	ref    *qRef
}

// ClientMutationID is what the caller sent.
func (p *createRefPayload) ClientMutationID() *string { return p.client }

// Ref is the new ref.
func (p *createRefPayload) Ref() *qRef { return p.ref }

// CreateRef makes a branch or a tag, by the rules of the REST API.
func (*gqlRoot) CreateRef(ctx context.Context, args struct{ Input createRefInput }) (*createRefPayload, error) {
	c, in := callOf(ctx), args.Input
	x, ok := c.wrap(c.s.node(string(in.RepositoryID))).(*qRepo)
	if !ok {
		return nil, unknownNode(in.RepositoryID)
	}
	if err := c.need(x.r, "write", "contents"); err != nil {
		return nil, err
	}
	body, err := json.Marshal(refBody{Ref: in.Name, SHA: string(in.Oid)})
	if err != nil {
		return nil, err
	}
	rest := &call{s: c.s, tok: c.tok, repo: x.r, body: body}
	if _, err := rest.createRef(); err != nil {
		return nil, err
	}
	return &createRefPayload{in.ClientMutationID, &qRef{c, x.r, in.Name}}, nil
}
