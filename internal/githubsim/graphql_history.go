package githubsim

import (
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing"
	"github.com/go-git/go-git/v5/plumbing/object"
)

// qCommit is a commit.
type qCommit struct {
	qObject
	o *object.Commit
}

// commit finds a commit; nil when the repository does not have it.
func (c *gqlCall) commit(r *Repo, oid plumbing.Hash) *qCommit {
	o, err := r.commit(oid)
	if err != nil {
		return nil
	}
	return &qCommit{qObject{c, r, oid, plumbing.CommitObject, ""}, o}
}

// Message is the whole message.
func (x *qCommit) Message() string { return x.o.Message }

// MessageHeadline is its first line.
func (x *qCommit) MessageHeadline() string {
	headline, _, _ := strings.Cut(x.o.Message, "\n")
	return headline
}

// MessageBody is what follows the first line.
func (x *qCommit) MessageBody() string {
	_, body, _ := strings.Cut(x.o.Message, "\n")
	return strings.TrimSpace(body)
}

// URL is the commit's page.
func (x *qCommit) URL() gqlText { return gqlText(x.r.html("commit", x.oid.String())) }

// Author is who wrote the change.
func (x *qCommit) Author() *qSignature { return &qSignature{x.r.s, x.o.Author} }

// Committer is who made the commit.
func (x *qCommit) Committer() *qSignature { return &qSignature{x.r.s, x.o.Committer} }

// AuthoredDate is when the change was written.
func (x *qCommit) AuthoredDate() gqlTime { return gqlTime{x.o.Author.When.UTC()} }

// CommittedDate is when the commit was made.
func (x *qCommit) CommittedDate() gqlTime { return gqlTime{x.o.Committer.When.UTC()} }

// Tree is the directory at the top.
func (x *qCommit) Tree() *qTree {
	return &qTree{qObject{x.c, x.r, x.o.TreeHash, plumbing.TreeObject, ""}}
}

// Parents are the commits before.
func (x *qCommit) Parents(args pageArgs) (*connection[qCommit], error) {
	return connect(x.o.ParentHashes, args, func(oid plumbing.Hash) *qCommit { return x.c.commit(x.r, oid) })
}

// AssociatedPullRequests are the pull requests the commit belongs to.
func (x *qCommit) AssociatedPullRequests(args pageArgs) (*connection[qPull], error) {
	if err := x.c.need(x.r, "read", "pull_requests"); err != nil {
		return nil, err
	}
	var list []*issue
	for _, i := range x.r.issues {
		if i.pull != nil && (i.pull.has(x.oid) || i.pull.mergeCommit == x.oid) {
			list = append(list, i)
		}
	}
	return connect(list, args, x.c.pull)
}

// checkSuiteFilter picks suites by the App, or by the name of one of their runs.
type checkSuiteFilter struct {
	AppID     *int32
	CheckName *string
}

func (f *checkSuiteFilter) picks(app *appInfo, cs *checkSuite) bool {
	if f == nil {
		return true
	}
	return (f.AppID == nil || int64(*f.AppID) == app.id) && (f.CheckName == nil || slices.ContainsFunc(cs.runs, func(run *checkRun) bool { return run.name == *f.CheckName }))
}

// CheckSuites are the suites of the commit.
func (x *qCommit) CheckSuites(args struct {
	pageArgs
	FilterBy *checkSuiteFilter
},
) (*connection[qSuite], error) {
	if err := x.c.need(x.r, "read", "checks"); err != nil {
		return nil, err
	}
	var list []*checkSuite
	for _, cs := range x.r.suites {
		if cs.headOID == x.oid && args.FilterBy.picks(&x.c.s.app, cs) {
			list = append(list, cs)
		}
	}
	return connect(list, args.pageArgs, func(cs *checkSuite) *qSuite { return &qSuite{x.c, cs} })
}

// Signature is GitHub's own; null when GitHub did not make the commit.
func (x *qCommit) Signature() *qGitSignature {
	if !x.r.s.signed[x.oid] {
		return nil
	}
	return &qGitSignature{}
}

// qGitSignature is GitHub's signature under a commit made through its API. It
// is always valid; nothing is computed.
type qGitSignature struct{}

// ToGpgSignature always holds.
func (x *qGitSignature) ToGpgSignature() (*qGitSignature, bool) { return x, true }

// Email is GitHub's.
func (*qGitSignature) Email() string { return "noreply@github.com" }

// IsValid always holds.
func (*qGitSignature) IsValid() bool { return true }

// State is VALID.
func (*qGitSignature) State() string { return "VALID" }

// WasSignedByGitHub always holds.
func (*qGitSignature) WasSignedByGitHub() bool { return true }

// qSignature is who and when, as git writes it.
type qSignature struct {
	s   *Server
	sig object.Signature
}

// Name is the name in the commit.
func (x *qSignature) Name() *string { return &x.sig.Name }

// Email is the address in the commit.
func (x *qSignature) Email() *string { return &x.sig.Email }

// Date is the time in the commit.
func (x *qSignature) Date() *gqlTime { return &gqlTime{x.sig.When} }

// User is the account behind the address; null for bots and strangers.
func (x *qSignature) User() *qUser {
	if u := x.s.byEmail(x.sig.Email); u != nil && u.kind == "User" {
		return &qUser{u}
	}
	return nil
}
