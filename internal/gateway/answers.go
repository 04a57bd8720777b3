package gateway

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// The shapes of GitHub's answers to our documents.

type nodes[T any] struct {
	Nodes    []T
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
}

type oidAnswer struct {
	OID     string `json:"oid"`
	Message string
}

type actorAnswer struct {
	Typename   string `json:"__typename"`
	Login      string
	DatabaseID int64
	Name       string
}

func (a *actorAnswer) user() User {
	if a == nil {
		return User{}
	}
	return User{Login: a.Login, Name: a.Name, ID: a.DatabaseID, Bot: a.Typename == "Bot"}
}

// readAnswer is the answer to both reading documents.
type readAnswer struct {
	Repository *repositoryAnswer
	Viewer     actorAnswer
}

type repositoryAnswer struct {
	ID               string
	DatabaseID       int64
	NameWithOwner    string
	URL              string `json:"url"`
	IsPrivate        bool
	DefaultBranchRef *struct {
		Name   string
		Target oidAnswer
	}
	Labels      nodes[Label]
	Issue       *subjectAnswer
	PullRequest *pullAnswer
	Refs        nodes[refAnswer]
	Issues      nodes[OpenIssue]
}

type subjectAnswer struct {
	ID              string
	Number          int
	Title           string
	Body            string
	State           string
	ViewerDidAuthor bool
	Author          *actorAnswer
	Assignees       nodes[struct{ Login string }]
	Labels          nodes[struct{ Name string }]
	Comments        nodes[commentAnswer]
}

type commentAnswer struct {
	ID              string
	FullDatabaseID  json.RawMessage // BigInt: a string, or a number
	Body            string
	CreatedAt       time.Time
	ViewerDidAuthor bool
	Author          *actorAnswer
}

func (c commentAnswer) comment() Comment {
	id, _ := strconv.ParseInt(strings.Trim(string(c.FullDatabaseID), `"`), 10, 64)
	return Comment{ID: id, NodeID: c.ID, Body: c.Body, At: c.CreatedAt, Author: c.Author.user(), Mine: c.ViewerDidAuthor}
}

// commitAnswer is a commit, and what tells whether we made it.
type commitAnswer struct {
	oidAnswer
	CommittedDate time.Time
	Author        struct{ Email string }
	Signature     *struct{ IsValid, WasSignedByGitHub bool }
}

// by reports whether GitHub says that the viewer made a commit. Commits made
// through the API carry the App's bot as author and GitHub's signature, which
// nobody else can have together.
func (c *commitAnswer) by(viewer actorAnswer) bool {
	signed := c.Signature
	return signed != nil && signed.IsValid && signed.WasSignedByGitHub && viewer.DatabaseID != 0 &&
		strings.HasPrefix(c.Author.Email, strconv.FormatInt(viewer.DatabaseID, 10)+"+"+viewer.Login+"@users.noreply.")
}

type refAnswer struct {
	Name                   string
	Target                 commitAnswer
	AssociatedPullRequests nodes[struct {
		Number             int
		State, Title, Body string
		CreatedAt          time.Time
		ViewerDidAuthor    bool
	}]
}

// branch is what a ref tells, asked for by the viewer.
func (r *refAnswer) branch(viewer actorAnswer) DraftBranch {
	branch := DraftBranch{
		Name: "storybot/" + strings.TrimPrefix(r.Name, "storybot/"), HeadOID: r.Target.OID, HeadMessage: r.Target.Message, HeadAt: r.Target.CommittedDate,
		HeadMine: r.Target.by(viewer),
	}
	for _, pull := range r.AssociatedPullRequests.Nodes {
		switch open := pull.State == "OPEN"; {
		case !pull.ViewerDidAuthor && open:
			branch.Taken = pull.Number
		case pull.ViewerDidAuthor && (branch.Number == 0 || open):
			branch.Number, branch.Open, branch.Merged = pull.Number, open, pull.State == "MERGED"
			branch.Title, branch.Body, branch.CreatedAt = pull.Title, pull.Body, pull.CreatedAt
		}
	}
	return branch
}

// snapshot copies what issues and pull requests share.
func (r *repositoryAnswer) snapshot(repo Repo, viewer actorAnswer, labels []string) (*Snapshot, error) {
	repo, err := r.current(repo)
	if err != nil {
		return nil, err
	}
	s := &Snapshot{
		listed: labels, open: r.Issues.Nodes,
		Repo: repo, NodeID: r.ID, HTMLURL: r.URL, Private: r.IsPrivate,
		RepoLabels: r.Labels.Nodes, AllRepoLabels: !r.Labels.PageInfo.HasNextPage,
	}
	if head := r.DefaultBranchRef; head != nil {
		s.DefaultBranch, s.HeadOID = head.Name, head.Target.OID
	}
	for i := range r.Refs.Nodes {
		s.Drafts = append(s.Drafts, r.Refs.Nodes[i].branch(viewer))
	}
	return s, nil
}

// current is the repository as GitHub calls it now. Once it was renamed, its
// old name may be another's: then the answer is about that one.
func (r *repositoryAnswer) current(repo Repo) (Repo, error) {
	if repo.ID != 0 && r.DatabaseID != 0 && r.DatabaseID != repo.ID {
		return repo, final{fmt.Errorf("%s is now another repository (%d) than the one asked for (%d)", repo, r.DatabaseID, repo.ID)}
	}
	repo.ID = r.DatabaseID
	if owner, name, ok := strings.Cut(r.NameWithOwner, "/"); ok {
		repo.Owner, repo.Name = owner, name
	}
	return repo, nil
}

func (a *subjectAnswer) subject() Subject {
	s := Subject{
		Number: a.Number, NodeID: a.ID, Title: a.Title, Body: a.Body, Open: a.State == "OPEN", Author: a.Author.user(),
	}
	for _, assignee := range a.Assignees.Nodes {
		s.Assignees = append(s.Assignees, assignee.Login)
	}
	for _, label := range a.Labels.Nodes {
		s.Labels = append(s.Labels, label.Name)
	}
	for _, comment := range a.Comments.Nodes {
		s.Comments = append(s.Comments, comment.comment())
	}
	return s
}
