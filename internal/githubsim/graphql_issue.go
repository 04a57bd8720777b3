package githubsim

import (
	"strconv"

	"github.com/graph-gophers/graphql-go"
)

// qTopic is what an issue and a pull request have in common.
type qTopic struct {
	c *gqlCall
	i *issue
}

// ID is the node id.
func (x *qTopic) ID() graphql.ID { return gqlID(x.i.nodeID) }

// Number is the number in the repository.
func (x *qTopic) Number() int32 { return int32(x.i.number) }

// Title is the title.
func (x *qTopic) Title() string { return x.i.title }

// Body is the description in Markdown.
func (x *qTopic) Body() string { return x.i.body }

// State is OPEN, CLOSED or MERGED.
func (x *qTopic) State() string { return x.i.gqlState() }

// Closed reports whether it is closed or merged.
func (x *qTopic) Closed() bool { return x.i.state == "closed" }

// ClosedAt is null while it is open.
func (x *qTopic) ClosedAt() *gqlTime { return gqlDate(x.i.closedAt) }

// CreatedAt is when it was opened.
func (x *qTopic) CreatedAt() gqlTime { return gqlTime{x.i.created.UTC()} }

// UpdatedAt is when anything about it changed.
func (x *qTopic) UpdatedAt() gqlTime { return gqlTime{x.i.updated.UTC()} }

// URL is its page.
func (x *qTopic) URL() gqlText { return gqlText(x.i.path()) }

// Repository is where it was opened.
func (x *qTopic) Repository() *qRepo { return &qRepo{x.c, x.i.repo} }

// Author is who opened it.
func (x *qTopic) Author() *qActor { return &qActor{x.i.author} }

// AuthorAssociation is how the author relates to the repository.
func (x *qTopic) AuthorAssociation() string { return x.i.repo.association(x.i.author) }

// ViewerDidAuthor reports whether who asks opened it.
func (x *qTopic) ViewerDidAuthor() bool { return x.c.wrote(x.i.author) }

// Assignees are the people who took it.
func (x *qTopic) Assignees(args pageArgs) (*connection[qUser], error) {
	return connect(x.i.assignees, args, func(u *user) *qUser { return &qUser{u} })
}

// Labels are the labels on it.
func (x *qTopic) Labels(args pageArgs) (*connection[qLabel], error) {
	return connect(x.i.labels, args, wrapLabel)
}

// Comments are the comments of the conversation, oldest first.
func (x *qTopic) Comments(args pageArgs) (*connection[qComment], error) {
	return connect(x.i.comments, args, func(cm *comment) *qComment { return &qComment{x.c, cm} })
}

// wrote reports whether who asks is the author of something.
func (c *gqlCall) wrote(author *user) bool { return c.tok.user == author }

// qIssue is an issue.
type qIssue struct{ qTopic }

// DatabaseID is the id of the REST API.
func (x *qIssue) DatabaseID() *int32 { return gqlInt(int(x.i.id)) }

// FullDatabaseID is the same, however large.
func (x *qIssue) FullDatabaseID() *gqlText { return gqlNumber(x.i.id) }

// qComment is a comment of a conversation.
type qComment struct {
	c  *gqlCall
	cm *comment
}

// ID is the node id.
func (x *qComment) ID() graphql.ID { return gqlID(x.cm.nodeID) }

// DatabaseID is the id of the REST API.
func (x *qComment) DatabaseID() *int32 { return gqlInt(int(x.cm.id)) }

// FullDatabaseID is the same, however large.
func (x *qComment) FullDatabaseID() *gqlText { return gqlNumber(x.cm.id) }

// Body is the text in Markdown.
func (x *qComment) Body() string { return x.cm.body }

// CreatedAt is when it was written.
func (x *qComment) CreatedAt() gqlTime { return gqlTime{x.cm.created.UTC()} }

// UpdatedAt is when it was last edited.
func (x *qComment) UpdatedAt() gqlTime { return gqlTime{x.cm.updated.UTC()} }

// URL is its place on the page.
func (x *qComment) URL() gqlText {
	return gqlText(x.cm.issue.path() + "#issuecomment-" + strconv.FormatInt(x.cm.id, 10))
}

// Author is who wrote it.
func (x *qComment) Author() *qActor { return &qActor{x.cm.author} }

// AuthorAssociation is how the author relates to the repository.
func (x *qComment) AuthorAssociation() string { return x.cm.issue.repo.association(x.cm.author) }

// ViewerDidAuthor reports whether who asks wrote it.
func (x *qComment) ViewerDidAuthor() bool { return x.c.wrote(x.cm.author) }

// IsMinimized reports whether it is folded away.
func (x *qComment) IsMinimized() bool { return x.cm.minimized != "" }

// MinimizedReason says why, in lower case as GitHub does.
func (x *qComment) MinimizedReason() *string { return minimizedReason(x.cm.minimized) }

// Issue is what it belongs to; a pull request counts as an issue here.
func (x *qComment) Issue() *qIssue { return &qIssue{qTopic{x.c, x.cm.issue}} }

// PullRequest is what it belongs to; null for an issue.
func (x *qComment) PullRequest() *qPull {
	if x.cm.issue.pull == nil {
		return nil
	}
	return x.c.pull(x.cm.issue)
}
