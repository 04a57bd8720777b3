package gateway

import (
	"encoding/json"
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

type repositoryAnswer struct {
	ID               string
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
	ViewerDidAuthor bool
	Author          *actorAnswer
}

func (c commentAnswer) comment() Comment {
	id, _ := strconv.ParseInt(strings.Trim(string(c.FullDatabaseID), `"`), 10, 64)
	return Comment{ID: id, NodeID: c.ID, Body: c.Body, Author: c.Author.user(), Mine: c.ViewerDidAuthor}
}

type refAnswer struct {
	Name                   string
	Target                 oidAnswer
	AssociatedPullRequests nodes[struct {
		Number             int
		State, Title, Body string
		CreatedAt          time.Time
	}]
}

// snapshot copies what issues and pull requests share.
func (r *repositoryAnswer) snapshot(repo Repo, labels []string) *Snapshot {
	s := &Snapshot{
		listed: labels, open: r.Issues.Nodes,
		Repo: repo, NodeID: r.ID, HTMLURL: r.URL, Private: r.IsPrivate,
		RepoLabels: r.Labels.Nodes, AllRepoLabels: !r.Labels.PageInfo.HasNextPage,
	}
	if head := r.DefaultBranchRef; head != nil {
		s.DefaultBranch, s.HeadOID = head.Name, head.Target.OID
	}
	for _, ref := range r.Refs.Nodes {
		branch := DraftBranch{Name: "storybot/" + strings.TrimPrefix(ref.Name, "storybot/"), HeadOID: ref.Target.OID, HeadMessage: ref.Target.Message}
		for _, pull := range ref.AssociatedPullRequests.Nodes {
			if branch.Number == 0 || pull.State == "OPEN" {
				branch.Number, branch.Open, branch.Merged = pull.Number, pull.State == "OPEN", pull.State == "MERGED"
				branch.Title, branch.Body, branch.CreatedAt = pull.Title, pull.Body, pull.CreatedAt
			}
		}
		s.Drafts = append(s.Drafts, branch)
	}
	return s
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
