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

type pullAnswer struct {
	subjectAnswer
	IsDraft, Merged         bool
	BaseRefName             string
	BaseRefOID              string `json:"baseRefOid"`
	HeadRefName             string
	HeadRefOID              string `json:"headRefOid"`
	IsCrossRepository       bool
	HeadRepository          *struct{ NameWithOwner string }
	ClosingIssuesReferences nodes[struct {
		Number    int
		Author    *actorAnswer
		Assignees nodes[struct{ Login string }]
	}]
	Reviews nodes[struct {
		DatabaseID      int64
		Body            string
		ViewerDidAuthor bool
		Commit          *oidAnswer
	}]
	ReviewThreads nodes[struct {
		ID                     string
		IsResolved, IsOutdated bool
		Path                   string
		Line                   int
		Comments               nodes[struct {
			ViewerDidAuthor bool
			Body            string
		}]
	}]
	Commits nodes[struct {
		Commit struct {
			OID         string `json:"oid"`
			CheckSuites nodes[struct {
				App       *struct{ Slug string }
				CheckRuns nodes[struct {
					DatabaseID               int64
					Name, Status, Conclusion string
					ExternalID               string
				}]
			}]
		}
	}]
}

// snapshot copies what issues and pull requests share.
func (r *repositoryAnswer) snapshot(repo Repo) *Snapshot {
	s := &Snapshot{
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
				branch.Number, branch.Open = pull.Number, pull.State == "OPEN"
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

func (a *pullAnswer) pullRequest(slug string) *PullRequest {
	p := &PullRequest{
		Draft: a.IsDraft, Merged: a.Merged, CrossRepo: a.IsCrossRepository, Mine: a.ViewerDidAuthor,
		BaseRef: a.BaseRefName, HeadRef: a.HeadRefName, HeadOID: a.HeadRefOID,
	}
	for _, closed := range a.ClosingIssuesReferences.Nodes {
		idea := LinkedIssue{Number: closed.Number, Author: closed.Author.user()}
		for _, assignee := range closed.Assignees.Nodes {
			idea.Assignees = append(idea.Assignees, assignee.Login)
		}
		p.Closes = append(p.Closes, idea)
	}
	if a.HeadRepository != nil {
		p.HeadRepo = a.HeadRepository.NameWithOwner
	}
	for _, review := range a.Reviews.Nodes {
		if review.ViewerDidAuthor {
			mine := Review{ID: review.DatabaseID, Body: review.Body}
			if review.Commit != nil {
				mine.CommitOID = review.Commit.OID
			}
			p.Reviews = append(p.Reviews, mine)
		}
	}
	for _, thread := range a.ReviewThreads.Nodes {
		if first := thread.Comments.Nodes; len(first) > 0 && first[0].ViewerDidAuthor {
			p.Threads = append(p.Threads, Thread{
				NodeID: thread.ID, Resolved: thread.IsResolved, Outdated: thread.IsOutdated,
				Path: thread.Path, Line: thread.Line, Body: first[0].Body,
			})
		}
	}
	for _, last := range a.Commits.Nodes {
		for _, suite := range last.Commit.CheckSuites.Nodes {
			if suite.App == nil || suite.App.Slug != slug || last.Commit.OID != a.HeadRefOID {
				continue
			}
			for _, run := range suite.CheckRuns.Nodes {
				p.Checks = append(p.Checks, CheckRun{
					ID: run.DatabaseID, Name: run.Name, ExternalID: run.ExternalID,
					Status: strings.ToLower(run.Status), Conclusion: strings.ToLower(run.Conclusion),
				})
			}
		}
	}
	return p
}
