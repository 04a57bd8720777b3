package githubsim

import (
	"cmp"
	"slices"
	"strings"
)

// HasIssuesEnabled is true: nobody can turn issues off here.
func (x *qRepo) HasIssuesEnabled() bool { return true }

// HasWikiEnabled is false: there are no wikis here.
func (x *qRepo) HasWikiEnabled() bool { return false }

// MergeCommitAllowed is true, and so the others are not.
func (x *qRepo) MergeCommitAllowed() bool { return true }

// RebaseMergeAllowed is false: the simulator cannot.
func (x *qRepo) RebaseMergeAllowed() bool { return false }

// SquashMergeAllowed is false: the simulator cannot.
func (x *qRepo) SquashMergeAllowed() bool { return false }

// ViewerPermission is what who asks may do here.
func (x *qRepo) ViewerPermission() *string {
	switch {
	case x.c.mayAny(x.r, "write", "contents"):
		return gqlString("WRITE")
	case x.c.mayAny(x.r, "read", "contents"):
		return gqlString("READ")
	}
	return nil
}

// qEither is an issue or a pull request.
type qEither struct{ x any }

// ToIssue reports whether it is an issue.
func (e *qEither) ToIssue() (*qIssue, bool) {
	x, ok := e.x.(*qIssue)
	return x, ok
}

// ToPullRequest reports whether it is a pull request.
func (e *qEither) ToPullRequest() (*qPull, bool) {
	x, ok := e.x.(*qPull)
	return x, ok
}

// IssueOrPullRequest finds either by number.
func (x *qRepo) IssueOrPullRequest(args struct{ Number int32 }) (*qEither, error) {
	i := x.r.issue(int(args.Number))
	if i == nil {
		return nil, gqlNotFound("Could not resolve to an issue or pull request with the number of %d.", args.Number)
	}
	found := x.c.wrap(i)
	if found == nil {
		return nil, gqlForbidden()
	}
	return &qEither{found}, nil
}

// labelOrder is how a list of labels is sorted.
type labelOrder struct{ Direction, Field string }

func (o *labelOrder) sort(list []*label) {
	if o == nil {
		return
	}
	slices.SortStableFunc(list, func(a, b *label) int {
		if o.Field == "NAME" {
			return strings.Compare(strings.ToLower(a.name), strings.ToLower(b.name))
		}
		return cmp.Compare(a.id, b.id) // in the order they were made
	})
	if o.Direction == "DESC" {
		slices.Reverse(list)
	}
}

// issueFilters is what else issues are picked by.
type issueFilters struct {
	Assignee  *string
	CreatedBy *string
	Labels    *[]string
	Mentioned *string
	States    *[]string
}

// check refuses what the simulator cannot look for.
func (f *issueFilters) check() error {
	if f != nil && f.Mentioned != nil {
		return gqlFail("NOT_IMPLEMENTED", "the simulator does not know issues by mention")
	}
	return nil
}

func (f *issueFilters) wants(i *issue) bool {
	if f == nil {
		return true
	}
	return i.hasAny(f.Labels) && oneOf(i.gqlState(), f.States) && (f.CreatedBy == nil || strings.EqualFold(actorLogin(i.author), *f.CreatedBy)) &&
		(f.Assignee == nil || slices.ContainsFunc(i.assignees, func(u *user) bool { return *f.Assignee == "*" || strings.EqualFold(u.login, *f.Assignee) }))
}

// HeadRepositoryOwner is who owns the fork or repository it comes from; null
// when that was deleted.
func (x *qPull) HeadRepositoryOwner() *qActor {
	if x.p.headRepo.deleted {
		return nil
	}
	return &qActor{x.p.headRepo.owner}
}

// MergeStateStatus says more of whether it can be merged.
func (x *qPull) MergeStateStatus() string {
	switch {
	case x.i.state != "open":
		return "UNKNOWN"
	case !x.p.mergeable():
		return "DIRTY"
	case x.p.draft:
		return "DRAFT"
	}
	return "CLEAN"
}
