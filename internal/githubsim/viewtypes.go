package githubsim

import "time"

// IssueView is an issue or pull request as a person reads it.
type IssueView struct {
	Number              int
	Title, Body, State  string // State: open or closed
	IsPull              bool
	Draft, Merged       bool
	Mergeable           bool // without conflicts; only of open pull requests
	Author              string
	CreatedAt           time.Time
	Labels              []LabelView
	Assignees           []string
	Reactions           map[string]int // content → how many
	Comments            []CommentView
	Checks              []CheckView // of the head commit, newest first
	Reviews             []ReviewView
	Files               []FileView
	Commits             []CommitView
	Timeline            []EventView
	HeadOID, HeadBranch string
	HeadRepo            string // OWNER/NAME, "" when it was deleted
	BaseBranch          string
	Closes              []int // issues that merging will close
}

// LabelView is a label.
type LabelView struct{ Name, Color, Description string }

// CommentView is a comment in the conversation.
type CommentView struct {
	ID        int64
	Author    string
	Body      string
	CreatedAt time.Time
	Edited    bool
	Minimized string         // why it is hidden; "" while shown
	Reactions map[string]int // content → how many
}

// CheckView is a check run.
type CheckView struct {
	ID                       int64
	Name, Status, Conclusion string
	Title, Summary, Text     string
	ExternalID, DetailsURL   string
	HeadOID                  string
	Annotations              []AnnotationView
	Actions                  []string // the identifiers of its buttons
	StartedAt, CompletedAt   time.Time
}

// AnnotationView is one remark of a check run.
type AnnotationView struct {
	Path               string
	StartLine, EndLine int
	Level              string // notice, warning or failure
	Title, Message     string
}

// ReviewView is a submitted review.
type ReviewView struct {
	ID          int64
	Author      string
	Body, State string // State: COMMENTED APPROVED CHANGES_REQUESTED DISMISSED
	SubmittedAt time.Time
	CommitOID   string
	Comments    []ReviewCommentView
}

// ReviewCommentView is a comment on a line.
type ReviewCommentView struct {
	ID                 int64
	InReplyTo          int64 // the comment it answers; 0 begins a thread
	Author, Body, Path string
	StartLine, Line    int // in the newest commit; 0 when outdated
	Outdated, Resolved bool
	DiffHunk           string
	Reactions          map[string]int
}

// FileView is a changed file; Patch is empty for binary or very large files.
type FileView struct {
	Path, Previous, Status string // Status: added modified removed renamed changed
	Additions, Deletions   int
	Patch                  string
	Head                   []byte // the file as it is now; nil when removed
}

// CommitView is a commit of a pull request.
type CommitView struct {
	OID, Message, Author string
	Verified             bool
	At                   time.Time
}

// EventView is a line of the timeline other than a comment.
type EventView struct {
	Kind, Actor, Text string // Text: label, assignee or old title
	At                time.Time
}
