package githubsim

import (
	"strconv"

	"github.com/graph-gophers/graphql-go"
)

// qReview is a submitted review. Reviews cannot be minimized here.
type qReview struct {
	c  *gqlCall
	rv *review
}

// ID is the node id.
func (x *qReview) ID() graphql.ID { return gqlID(x.rv.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qReview) DatabaseID() *int32 { return gqlInt(int(x.rv.id)) }

// FullDatabaseID is the same, however large.
func (x *qReview) FullDatabaseID() *gqlText { return gqlNumber(x.rv.id) }

// Body is the text above the comments.
func (x *qReview) Body() string { return x.rv.body }

// State is COMMENTED, APPROVED, CHANGES_REQUESTED or DISMISSED.
func (x *qReview) State() string { return x.rv.state }

// Author is who reviewed.
func (x *qReview) Author() *qActor { return &qActor{x.rv.author} }

// ViewerDidAuthor reports whether who asks reviewed.
func (x *qReview) ViewerDidAuthor() bool { return x.c.wrote(x.rv.author) }

// Commit is what was reviewed.
func (x *qReview) Commit() *qCommit { return x.c.commit(x.rv.pull.issue.repo, x.rv.commitOID) }

// CreatedAt is when it was submitted: there are no pending reviews.
func (x *qReview) CreatedAt() gqlTime { return gqlTime{x.rv.submitted.UTC()} }

// SubmittedAt is when it was submitted.
func (x *qReview) SubmittedAt() *gqlTime { return gqlDate(x.rv.submitted) }

// URL is its place on the page.
func (x *qReview) URL() gqlText {
	return gqlText(x.rv.pull.issue.path() + "#pullrequestreview-" + strconv.FormatInt(x.rv.id, 10))
}

// IsMinimized is always false.
func (x *qReview) IsMinimized() bool { return false }

// MinimizedReason is always null.
func (x *qReview) MinimizedReason() *string { return nil }

// Comments are the comments made with it.
func (x *qReview) Comments(args pageArgs) (*connection[qReviewComment], error) {
	return connect(x.rv.comments, args, x.c.reviewComment)
}

// qThread is a place in the diff and what was said there.
type qThread struct {
	c *gqlCall
	t *thread
}

// ID is the node id.
func (x *qThread) ID() graphql.ID { return gqlID(x.t.nodeID) }

// Path is the file.
func (x *qThread) Path() string { return x.t.path }

// DiffSide is LEFT or RIGHT.
func (x *qThread) DiffSide() string { return x.t.side }

// Line is the last line in the newest commit; null when outdated.
func (x *qThread) Line() *int32 { return gqlInt(x.t.line) }

// StartLine is the first of several lines.
func (x *qThread) StartLine() *int32 { return gqlInt(x.t.startLine) }

// OriginalLine is the last line when the thread began.
func (x *qThread) OriginalLine() *int32 { return gqlInt(x.t.origLine) }

// OriginalStartLine is the first line when the thread began.
func (x *qThread) OriginalStartLine() *int32 { return gqlInt(x.t.origStart) }

// IsResolved reports whether the talk is over.
func (x *qThread) IsResolved() bool { return x.t.resolved }

// IsOutdated reports whether the line has changed since.
func (x *qThread) IsOutdated() bool { return x.t.outdated }

// ResolvedBy is who resolved it: null when open, or when an App did.
func (x *qThread) ResolvedBy() *qUser {
	if x.t.resolvedBy == nil || x.t.resolvedBy.kind == "Bot" {
		return nil
	}
	return &qUser{x.t.resolvedBy}
}

// PullRequest is where the thread is.
func (x *qThread) PullRequest() *qPull { return x.c.pull(x.t.pull.issue) }

// ViewerCanResolve reports whether who asks may resolve it now.
func (x *qThread) ViewerCanResolve() bool { return !x.t.resolved && x.mayWrite() }

// ViewerCanUnresolve reports whether who asks may open it again now.
func (x *qThread) ViewerCanUnresolve() bool { return x.t.resolved && x.mayWrite() }

func (x *qThread) mayWrite() bool {
	return x.c.mayModerate(x.t.pull.issue.repo)
}

// Comments are the comments, oldest first.
func (x *qThread) Comments(args pageArgs) (*connection[qReviewComment], error) {
	return connect(x.t.comments, args, x.c.reviewComment)
}

// minimizedReason writes a classifier as GitHub shows it; null without.
func minimizedReason(classifier string) *string {
	reasons := map[string]string{
		"ABUSE": "abuse", "DUPLICATE": "duplicate", "OFF_TOPIC": "off-topic",
		"OUTDATED": "outdated", "RESOLVED": "resolved", "SPAM": "spam",
	}
	return gqlString(reasons[classifier])
}
