package githubsim

import (
	"context"
	"time"

	"github.com/graph-gophers/graphql-go"
)

// gqlRoot resolves the root fields. It is the same for all requests; what
// belongs to one comes with the context.
type gqlRoot struct{}

func callOf(ctx context.Context) *gqlCall { return ctx.Value(gqlCallKey{}).(*gqlCall) }

// RateLimit is what the document costs and what is left.
func (*gqlRoot) RateLimit(ctx context.Context) *rateLimit { return &callOf(ctx).usage }

// Viewer is who asks: the App's bot, shown as a user.
func (*gqlRoot) Viewer(ctx context.Context) *qUser { return &qUser{callOf(ctx).tok.user} }

// Repository finds a repository by name.
func (*gqlRoot) Repository(ctx context.Context, args struct{ Name, Owner string }) (*qRepo, error) {
	c := callOf(ctx)
	r := c.s.repo(args.Owner, args.Name)
	if r == nil || !c.s.visible(c.tok, r) {
		return nil, gqlNotFound("Could not resolve to a Repository with the name '%s/%s'.", args.Owner, args.Name)
	}
	return &qRepo{c, r}, nil
}

// Node finds anything by its id.
func (*gqlRoot) Node(ctx context.Context, args struct{ ID graphql.ID }) (*qNode, error) {
	c := callOf(ctx)
	n := c.wrap(c.s.node(string(args.ID)))
	if n == nil {
		return nil, unknownNode(args.ID)
	}
	return &qNode{string(args.ID), n}, nil
}

func unknownNode(id graphql.ID) *gqlError {
	return gqlNotFound("Could not resolve to a node with the global id of '%s'", id)
}

// wrap makes something of the state visible; nil when the token may not see
// it, or there is no such type in the schema.
func (c *gqlCall) wrap(x any) any {
	r, permissions := c.home(x)
	if r != nil && (!c.s.visible(c.tok, r) || !c.mayAny(r, "read", permissions...)) {
		return nil
	}
	switch x := x.(type) {
	case *Repo:
		return &qRepo{c, x}
	case *issue:
		if x.pull != nil {
			return c.pull(x)
		}
		return &qIssue{qTopic{c, x}}
	case *comment:
		return &qComment{c, x}
	case *review:
		return &qReview{c, x}
	case *thread:
		return &qThread{c, x}
	case *reviewComment:
		return &qReviewComment{c, x}
	case *label:
		return &qLabel{x}
	case *checkSuite:
		return &qSuite{c, x}
	case *checkRun:
		return &qRun{x}
	case *user:
		return x
	}
	return nil
}

// home is the repository something belongs to, and the permissions of which
// one is needed to read it. The repository is nil for accounts.
func (c *gqlCall) home(x any) (r *Repo, permissions []string) {
	switch x := x.(type) {
	case *Repo:
		return x, []string{"metadata"}
	case *issue:
		return x.repo, topicPermissions(x)
	case *comment:
		return x.issue.repo, topicPermissions(x.issue)
	case *review:
		return x.pull.issue.repo, []string{"pull_requests"}
	case *thread:
		return x.pull.issue.repo, []string{"pull_requests"}
	case *reviewComment:
		return x.thread.pull.issue.repo, []string{"pull_requests"}
	case *label:
		return x.repo, []string{"issues", "pull_requests"}
	case *checkSuite:
		return x.repo, []string{"checks"}
	case *checkRun:
		return x.suite.repo, []string{"checks"}
	}
	return nil, nil
}

func topicPermissions(i *issue) []string {
	if i.pull != nil {
		return []string{"pull_requests"}
	}
	return []string{"issues"}
}

func (c *gqlCall) mayAny(r *Repo, level string, permissions ...string) bool {
	for _, permission := range permissions {
		if c.s.may(c.tok, r, permission, level) {
			return true
		}
	}
	return false
}

// need is an error unless the token has one of the permissions.
func (c *gqlCall) need(r *Repo, level string, permissions ...string) error {
	if c.mayAny(r, level, permissions...) {
		return nil
	}
	return gqlForbidden()
}

// rateLimit is what a document costs and what is left of the hour's points.
type rateLimit struct {
	cost, limit, remaining, nodes int
	reset                         time.Time
}

// Cost is what this document costs, in points.
func (l *rateLimit) Cost() int32 { return int32(l.cost) }

// Limit is the number of points in an hour.
func (l *rateLimit) Limit() int32 { return int32(l.limit) }

// Remaining is what is left of them.
func (l *rateLimit) Remaining() int32 { return int32(l.remaining) }

// Used is what was spent of them.
func (l *rateLimit) Used() int32 { return int32(l.limit - l.remaining) }

// NodeCount is how many nodes this document may bring.
func (l *rateLimit) NodeCount() int32 { return int32(l.nodes) }

// ResetAt is when the hour ends.
func (l *rateLimit) ResetAt() gqlTime { return gqlTime{l.reset.UTC()} }
