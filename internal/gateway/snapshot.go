package gateway

import (
	"time"

	"github.com/storybot-app/storybot/internal/subject"
)

// Repo names a repository and the installation through which it is reached.
type Repo = subject.Repo

// Snapshot is all that was read of an issue or pull request at one moment.
type Snapshot struct {
	// Repo is called as GitHub calls it now, whatever it was asked for by.
	Repo Repo
	// NodeID is the repository's id in GraphQL.
	NodeID string
	// HTMLURL is the repository's page, without a final slash.
	HTMLURL string
	// DefaultBranch is its name, HeadOID the commit it is at.
	DefaultBranch, HeadOID string
	// Private repositories may lack draft pull requests.
	Private bool
	// RepoLabels are the labels the repository has; AllRepoLabels is false
	// when there are more than were read.
	RepoLabels    []Label
	AllRepoLabels bool
	// Subject is what issues and pull requests have in common.
	Subject Subject
	// PullRequest is nil for an issue.
	PullRequest *PullRequest
	// Drafts are the branches named as ours are for this idea, with their pull
	// requests; those with an open one first. [Snapshot.Begun] tells which is
	// ours: anybody can use such a name. nil for a pull request.
	Drafts []DraftBranch

	listed []string // labels of the open issues that were read, nil if none were
	open   []OpenIssue
	// Where the comments and reviews go on, if they were not read to their end.
	commentsAfter, reviewsAfter string
}

// Subject is the issue, or the pull request as far as it is one.
type Subject struct {
	Number      int
	NodeID      string
	Title, Body string
	Open        bool
	Author      User
	Assignees   []string
	Labels      []string
	// Comments are the first 2,100 comments.
	Comments []Comment
}

// User is a person or a bot. A deleted account has no login.
type User struct {
	Login, Name string
	ID          int64 // 0 for a bot
	Bot         bool
}

// Label is a label as the repository has it.
type Label struct {
	Name, Color, Description string // Color: six hexadecimal digits, no #
}

// Comment is one comment of the conversation.
type Comment struct {
	ID     int64
	NodeID string
	Body   string
	At     time.Time // when it was posted
	Author User
	Mine   bool // written by this App
}

// PullRequest is what only pull requests have.
type PullRequest struct {
	Draft, Merged, CrossRepo bool
	// Mine is true when this App opened it.
	Mine bool
	// BaseRef is the branch it goes to; MergeBase the commit it left from.
	BaseRef, MergeBase string
	// HeadRef, HeadOID and HeadRepo ("owner/name", empty when deleted) are
	// where it comes from.
	HeadRef, HeadOID, HeadRepo string
	// HeadAt is when GitHub began our checks of the head: when it was pushed, or
	// for a fork's a little later. It is zero where there are none.
	HeadAt time.Time
	// Files are the changed files, at most 300; FilesTruncated tells of more.
	Files          []ChangedFile
	FilesTruncated bool
	Closes         []LinkedIssue
	Checks         []CheckRun
	Threads        []Thread
	Reviews        []Review
}

// ChangedFile is one file of a pull request.
type ChangedFile struct {
	Path, PreviousPath string
	Status             string // "added", "modified", "removed" or "renamed"
	Patch              string // empty for binary and very large files
	// Head is the text at the head, Base (for a modified or renamed file) at
	// the merge base: only for files that were wanted.
	Head, Base []byte
	// Read is false when the text was not wanted, is binary or too large;
	// TooLarge tells the last.
	Read, TooLarge bool
	// Touched are the lines of the new text the patch adds or changes, in
	// order and apart; Hunks the lines a review comment may stand on.
	Touched, Hunks []LineRange
}

// LineRange is a range of lines, from 1, both ends included.
type LineRange struct{ From, To int }

// LinkedIssue is an issue that merging closes.
type LinkedIssue struct {
	Number    int
	Author    User
	Assignees []string
}

// CheckRun is a check run of this App on the head commit.
type CheckRun struct {
	ID                 int64
	Name               string
	Status, Conclusion string // in lower case, as REST spells them
	ExternalID         string
}

// Thread is a review thread this App began.
type Thread struct {
	NodeID   string
	Resolved bool
	Outdated bool
	Path     string
	Line     int // 0 when outdated
	Body     string
}

// Review is a review by this App.
type Review struct {
	ID        int64
	Body      string
	CommitOID string
	At        time.Time // when it was submitted
}

// DraftBranch is a branch whose name is that of one for an idea.
type DraftBranch struct {
	Name    string
	HeadOID string
	// HeadMessage is the message of the commit it is at, HeadAt when that was made.
	HeadMessage string
	HeadAt      time.Time
	// HeadMine: GitHub says that this App made that commit.
	HeadMine bool
	// Taken is an open pull request for it by somebody else, 0 if there is none.
	Taken int
	// Number is the pull request this App opened for it, 0 if it did not; Open
	// and Merged tell its state.
	Number    int
	Open      bool
	Merged    bool
	Title     string
	Body      string
	CreatedAt time.Time
}
