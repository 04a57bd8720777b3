package githubsim

import (
	"strings"

	"github.com/go-git/go-git/v5/plumbing/object"
	"github.com/graph-gophers/graphql-go"
)

// qPull is a pull request.
type qPull struct {
	qTopic
	p *pull
}

func (c *gqlCall) pull(i *issue) *qPull { return &qPull{qTopic{c, i}, i.pull} }

// DatabaseID is the id of the REST API.
func (x *qPull) DatabaseID() *int32 { return gqlInt(int(x.p.id)) }

// FullDatabaseID is the same, however large.
func (x *qPull) FullDatabaseID() *gqlText { return gqlNumber(x.p.id) }

// IsDraft reports whether it is not ready for review.
func (x *qPull) IsDraft() bool { return x.p.draft }

// Merged reports whether it was merged.
func (x *qPull) Merged() bool { return x.p.merged }

// MergedAt is null unless it was merged.
func (x *qPull) MergedAt() *gqlTime { return gqlDate(x.p.mergedAt) }

// MergeCommit is null unless it was merged.
func (x *qPull) MergeCommit() *qCommit {
	if !x.p.merged {
		return nil
	}
	return x.c.commit(x.i.repo, x.p.mergeCommit)
}

// Mergeable reports whether it would merge without conflicts.
func (x *qPull) Mergeable() string {
	switch {
	case x.i.state != "open":
		return "UNKNOWN"
	case x.p.mergeable():
		return "MERGEABLE"
	}
	return "CONFLICTING"
}

// BaseRefName is the branch it goes to.
func (x *qPull) BaseRefName() string { return x.p.baseRef }

// BaseRefOid is the tip of that branch.
func (x *qPull) BaseRefOid() gqlText { return gqlText(x.p.baseOID.String()) }

// BaseRepository is the repository it goes to.
func (x *qPull) BaseRepository() *qRepo { return &qRepo{x.c, x.i.repo} }

// HeadRefName is the branch it comes from.
func (x *qPull) HeadRefName() string { return x.p.headRef }

// HeadRefOid is the tip of that branch.
func (x *qPull) HeadRefOid() gqlText { return gqlText(x.p.headOID.String()) }

// HeadRef is that branch; null when it was deleted.
func (x *qPull) HeadRef() *qRef {
	if _, ok := x.p.headRepo.branch(x.p.headRef); !ok {
		return nil
	}
	return &qRef{x.c, x.p.headRepo, "refs/heads/" + x.p.headRef}
}

// HeadRepository is the repository or fork it comes from; null when that was
// deleted.
func (x *qPull) HeadRepository() *qRepo {
	if x.p.headRepo.deleted {
		return nil
	}
	return &qRepo{x.c, x.p.headRepo}
}

// IsCrossRepository reports whether it comes from a fork.
func (x *qPull) IsCrossRepository() bool { return x.p.headRepo != x.i.repo }

// MaintainerCanModify reports whether the fork's owner lets maintainers push.
func (x *qPull) MaintainerCanModify() bool { return x.p.maintainerEdits }

// ChangedFiles is the number of files.
func (x *qPull) ChangedFiles() int32 { return int32(len(x.p.comparison().files)) }

// Additions is the number of lines added.
func (x *qPull) Additions() int32 {
	n := 0
	for _, f := range x.p.comparison().files {
		n += f.additions
	}
	return int32(n)
}

// Deletions is the number of lines removed.
func (x *qPull) Deletions() int32 {
	n := 0
	for _, f := range x.p.comparison().files {
		n += f.deletions
	}
	return int32(n)
}

// Files are the changed files by path.
func (x *qPull) Files(args pageArgs) (*connection[qFile], error) {
	return connect(x.p.comparison().files, args, func(f fileDiff) *qFile { return &qFile{f} })
}

// Commits are the commits, oldest first.
func (x *qPull) Commits(args pageArgs) (*connection[qPullCommit], error) {
	return connect(x.p.comparison().ahead, args, func(o *object.Commit) *qPullCommit { return &qPullCommit{x, o} })
}

// ClosingIssuesReferences are the issues that merging will close.
func (x *qPull) ClosingIssuesReferences(args pageArgs) (*connection[qIssue], error) {
	var list []*issue
	for _, i := range x.i.closingIssues() {
		if x.c.s.visible(x.c.tok, i.repo) && x.c.mayAny(i.repo, "read", "issues") {
			list = append(list, i)
		}
	}
	return connect(list, args, func(i *issue) *qIssue { return &qIssue{qTopic{x.c, i}} })
}

// Reviews are the submitted reviews, oldest first.
func (x *qPull) Reviews(args pageArgs) (*connection[qReview], error) {
	return connect(x.p.reviews, args, func(rv *review) *qReview { return &qReview{x.c, rv} })
}

// ReviewThreads are the places people talked about, oldest first.
func (x *qPull) ReviewThreads(args pageArgs) (*connection[qThread], error) {
	return connect(x.p.threads, args, func(t *thread) *qThread { return &qThread{x.c, t} })
}

// qFile is a file a pull request changes.
type qFile struct{ f fileDiff }

// Path is the file's path, the new one if it was renamed.
func (x *qFile) Path() string { return x.f.path }

// Additions is the number of lines added.
func (x *qFile) Additions() int32 { return int32(x.f.additions) }

// Deletions is the number of lines removed.
func (x *qFile) Deletions() int32 { return int32(x.f.deletions) }

// ChangeType is ADDED, MODIFIED, DELETED, RENAMED or CHANGED.
func (x *qFile) ChangeType() string {
	if x.f.status == "removed" {
		return "DELETED"
	}
	return strings.ToUpper(x.f.status)
}

// qPullCommit is a commit of a pull request.
type qPullCommit struct {
	x *qPull
	o *object.Commit
}

// ID is the node id.
func (x *qPullCommit) ID() graphql.ID {
	return gqlID("PURC_" + x.x.i.nodeID + "_" + x.o.Hash.String())
}

// Commit is the commit itself.
func (x *qPullCommit) Commit() *qCommit { return x.x.c.commit(x.x.i.repo, x.o.Hash) }

// PullRequest is the pull request.
func (x *qPullCommit) PullRequest() *qPull { return x.x }

// URL is the commit's page in the pull request.
func (x *qPullCommit) URL() gqlText {
	return gqlText(x.x.i.path() + "/commits/" + x.o.Hash.String())
}
