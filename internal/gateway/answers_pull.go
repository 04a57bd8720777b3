package gateway

import (
	"strings"
	"time"
)

// pullAnswer is the part of an answer that tells of a pull request.
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
	Reviews       nodes[reviewAnswer]
	ReviewThreads nodes[threadAnswer]
	Commits       nodes[struct {
		Commit struct {
			OID         string `json:"oid"`
			CheckSuites nodes[struct {
				App       *struct{ Slug string }
				CreatedAt time.Time
				CheckRuns nodes[struct {
					DatabaseID               int64
					Name, Status, Conclusion string
					ExternalID               string
				}]
			}]
		}
	}]
}

type reviewAnswer struct {
	DatabaseID      int64
	Body            string
	ViewerDidAuthor bool
	SubmittedAt     time.Time
	Commit          *oidAnswer
}

type threadAnswer struct {
	ID                     string
	IsResolved, IsOutdated bool
	Path                   string
	Line                   int
	Comments               nodes[struct {
		ViewerDidAuthor bool
		Body            string
	}]
}

// appendTo adds the thread to others if it is ours.
func (t *threadAnswer) appendTo(threads []Thread) []Thread {
	if first := t.Comments.Nodes; len(first) > 0 && first[0].ViewerDidAuthor {
		threads = append(threads, Thread{
			NodeID: t.ID, Resolved: t.IsResolved, Outdated: t.IsOutdated, Path: t.Path, Line: t.Line, Body: first[0].Body,
		})
	}
	return threads
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
			mine := Review{ID: review.DatabaseID, Body: review.Body, At: review.SubmittedAt}
			if review.Commit != nil {
				mine.CommitOID = review.Commit.OID
			}
			p.Reviews = append(p.Reviews, mine)
		}
	}
	for i := range a.ReviewThreads.Nodes {
		p.Threads = a.ReviewThreads.Nodes[i].appendTo(p.Threads)
	}
	for _, last := range a.Commits.Nodes {
		for _, suite := range last.Commit.CheckSuites.Nodes {
			if suite.App == nil || suite.App.Slug != slug || last.Commit.OID != a.HeadRefOID {
				continue
			}
			if p.HeadAt.IsZero() || suite.CreatedAt.Before(p.HeadAt) {
				p.HeadAt = suite.CreatedAt
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
