package githubsim

import (
	"slices"
	"strings"

	"github.com/graph-gophers/graphql-go"
)

// qRepo is a repository the token may see.
type qRepo struct {
	c *gqlCall
	r *Repo
}

// ID is the node id.
func (x *qRepo) ID() graphql.ID { return gqlID(x.r.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qRepo) DatabaseID() *int32 { return gqlInt(int(x.r.id)) }

// Name is the name without its owner.
func (x *qRepo) Name() string { return x.r.name }

// NameWithOwner is OWNER/NAME.
func (x *qRepo) NameWithOwner() string { return x.r.fullName() }

// Owner is the account it belongs to.
func (x *qRepo) Owner() *qActor { return &qActor{x.r.owner} }

// URL is the repository's page.
func (x *qRepo) URL() gqlText { return gqlText(x.r.html()) }

// Description is always null: nobody can set one here.
func (x *qRepo) Description() *string { return nil }

// CreatedAt is when it was made.
func (x *qRepo) CreatedAt() gqlTime { return gqlTime{x.r.created.UTC()} }

// IsPrivate reports whether only some may see it.
func (x *qRepo) IsPrivate() bool { return x.r.private }

// IsFork reports whether it was forked from another.
func (x *qRepo) IsFork() bool { return x.r.parent != nil }

// Visibility is PUBLIC or PRIVATE.
func (x *qRepo) Visibility() string {
	if x.r.private {
		return "PRIVATE"
	}
	return "PUBLIC"
}

// Parent is what a fork was forked from.
func (x *qRepo) Parent() *qRepo {
	if x.r.parent == nil {
		return nil
	}
	return &qRepo{x.c, x.r.parent}
}

// Label finds a label by name.
func (x *qRepo) Label(args struct{ Name string }) (*qLabel, error) {
	if err := x.c.need(x.r, "read", "issues", "pull_requests"); err != nil {
		return nil, err
	}
	if l := x.r.label(args.Name); l != nil {
		return &qLabel{l}, nil
	}
	return nil, nil
}

// Labels lists the labels, the oldest first unless told.
func (x *qRepo) Labels(args struct {
	pageArgs
	OrderBy *labelOrder
	Query   *string
},
) (*connection[qLabel], error) {
	if err := x.c.need(x.r, "read", "issues", "pull_requests"); err != nil {
		return nil, err
	}
	var list []*label
	for _, l := range x.r.labels {
		if args.Query == nil || strings.Contains(strings.ToLower(l.name), strings.ToLower(*args.Query)) {
			list = append(list, l)
		}
	}
	args.OrderBy.sort(list)
	return connect(list, args.pageArgs, wrapLabel)
}

// Issue finds an issue by number.
func (x *qRepo) Issue(args struct{ Number int32 }) (*qIssue, error) {
	if err := x.c.need(x.r, "read", "issues"); err != nil {
		return nil, err
	}
	i := x.r.issue(int(args.Number))
	if i == nil || i.pull != nil {
		return nil, gqlNotFound("Could not resolve to an Issue with the number of %d.", args.Number)
	}
	return &qIssue{qTopic{x.c, i}}, nil
}

// PullRequest finds a pull request by number.
func (x *qRepo) PullRequest(args struct{ Number int32 }) (*qPull, error) {
	if err := x.c.need(x.r, "read", "pull_requests"); err != nil {
		return nil, err
	}
	i := x.r.issue(int(args.Number))
	if i == nil || i.pull == nil {
		return nil, gqlNotFound("Could not resolve to a PullRequest with the number of %d.", args.Number)
	}
	return x.c.pull(i), nil
}

// issueOrder is how a list is sorted.
type issueOrder struct{ Direction, Field string }

func (o *issueOrder) sort(list []*issue) {
	if o == nil {
		return
	}
	slices.SortStableFunc(list, func(a, b *issue) int {
		switch o.Field {
		case "COMMENTS":
			return len(a.comments) - len(b.comments)
		case "UPDATED_AT":
			return a.updated.Compare(b.updated)
		}
		return a.number - b.number
	})
	if o.Direction == "DESC" {
		slices.Reverse(list)
	}
}

// Issues lists issues, oldest first unless told.
func (x *qRepo) Issues(args struct {
	pageArgs
	FilterBy *issueFilters
	Labels   *[]string
	OrderBy  *issueOrder
	States   *[]string
},
) (*connection[qIssue], error) {
	if err := x.c.need(x.r, "read", "issues"); err != nil {
		return nil, err
	}
	if err := args.FilterBy.check(); err != nil {
		return nil, err
	}
	var list []*issue
	for _, i := range x.r.issues {
		if i.pull == nil && i.hasAny(args.Labels) && oneOf(i.gqlState(), args.States) && args.FilterBy.wants(i) {
			list = append(list, i)
		}
	}
	args.OrderBy.sort(list)
	return connect(list, args.pageArgs, func(i *issue) *qIssue { return &qIssue{qTopic{x.c, i}} })
}

// PullRequests lists pull requests, oldest first unless told.
func (x *qRepo) PullRequests(args struct {
	pageArgs
	BaseRefName, HeadRefName *string
	Labels                   *[]string
	OrderBy                  *issueOrder
	States                   *[]string
},
) (*connection[qPull], error) {
	if err := x.c.need(x.r, "read", "pull_requests"); err != nil {
		return nil, err
	}
	var list []*issue
	for _, i := range x.r.issues {
		if i.pull == nil || !i.hasAny(args.Labels) || !oneOf(i.gqlState(), args.States) {
			continue
		}
		if same(i.pull.baseRef, args.BaseRefName) && same(i.pull.headRef, args.HeadRefName) {
			list = append(list, i)
		}
	}
	args.OrderBy.sort(list)
	return connect(list, args.pageArgs, x.c.pull)
}

// gqlState is OPEN, CLOSED or, of a pull request, MERGED.
func (i *issue) gqlState() string {
	if i.pull != nil && i.pull.merged {
		return "MERGED"
	}
	return strings.ToUpper(i.state)
}

// hasAny reports whether the issue has one of the labels; no list asks for none.
func (i *issue) hasAny(names *[]string) bool {
	if names == nil {
		return true
	}
	return slices.ContainsFunc(i.labels, func(l *label) bool {
		return slices.ContainsFunc(*names, func(name string) bool { return strings.EqualFold(name, l.name) })
	})
}

func oneOf(value string, list *[]string) bool { return list == nil || slices.Contains(*list, value) }

func same(value string, want *string) bool { return want == nil || value == *want }
