package githubsim

import (
	"strconv"

	"github.com/graph-gophers/graphql-go"
)

// qReviewComment is a comment on a place in the diff.
type qReviewComment struct {
	c  *gqlCall
	rc *reviewComment
}

func (c *gqlCall) reviewComment(rc *reviewComment) *qReviewComment { return &qReviewComment{c, rc} }

// ID is the node id.
func (x *qReviewComment) ID() graphql.ID { return gqlID(x.rc.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qReviewComment) DatabaseID() *int32 { return gqlInt(int(x.rc.id)) }

// FullDatabaseID is the same, however large.
func (x *qReviewComment) FullDatabaseID() *gqlText { return gqlNumber(x.rc.id) }

// Body is the text in Markdown.
func (x *qReviewComment) Body() string { return x.rc.body }

// Author is who wrote it.
func (x *qReviewComment) Author() *qActor { return &qActor{x.rc.author} }

// ViewerDidAuthor reports whether who asks wrote it.
func (x *qReviewComment) ViewerDidAuthor() bool { return x.c.wrote(x.rc.author) }

// Commit is the newest commit of the pull request.
func (x *qReviewComment) Commit() *qCommit {
	return x.c.commit(x.rc.thread.pull.issue.repo, x.rc.thread.pull.headOID)
}

// CreatedAt is when it was written.
func (x *qReviewComment) CreatedAt() gqlTime { return gqlTime{x.rc.created.UTC()} }

// DiffHunk is the part of the diff above it.
func (x *qReviewComment) DiffHunk() string { return x.rc.diffHunk }

// Path is the file.
func (x *qReviewComment) Path() string { return x.rc.thread.path }

// Line is the last line in the newest commit; null when outdated.
func (x *qReviewComment) Line() *int32 { return gqlInt(x.rc.thread.line) }

// StartLine is the first of several lines.
func (x *qReviewComment) StartLine() *int32 { return gqlInt(x.rc.thread.startLine) }

// Outdated reports whether the line has changed since.
func (x *qReviewComment) Outdated() bool { return x.rc.thread.outdated }

// URL is its place on the page.
func (x *qReviewComment) URL() gqlText {
	return gqlText(x.rc.thread.pull.issue.path() + "#discussion_r" + strconv.FormatInt(x.rc.id, 10))
}

// IsMinimized is always false: only comments of the conversation can be
// minimized here.
func (x *qReviewComment) IsMinimized() bool { return false }

// MinimizedReason is always null.
func (x *qReviewComment) MinimizedReason() *string { return nil }
