package gateway

import (
	"context"
	"fmt"
)

// Draft is a pull request as far as it tells who worked on it.
type Draft struct {
	Number int
	// Open is false when it was merged or turned down; Merged tells which.
	Open, Merged bool
	// Mine is true when this App opened it, from a branch of the repository.
	Mine bool
	// Branch is where it comes from, "" when that was deleted.
	Branch, HeadOID string
	Commits         []Commit
	// Comments are those of the conversation; Reviewed tells that somebody else
	// reviewed it or commented on a line.
	Comments []Comment
	Reviewed bool
	// Whole is false when there is more than was read.
	Whole bool
}

// Commit is one commit of a pull request. Mine: GitHub says that this App made it.
type Commit struct {
	OID, Message string
	Mine         bool
}

// ReadDraft reads who worked on a pull request, by one query.
func (g *Gateway) ReadDraft(ctx context.Context, repo Repo, number int) (*Draft, error) {
	var answer struct {
		Repository *struct{ PullRequest *draftAnswer }
		Viewer     actorAnswer
	}
	if err := g.graphql(ctx, repo, queryDraft, subjectVariables(repo, number), &answer); err != nil {
		return nil, fmt.Errorf("read who worked on %s#%d: %w", repo, number, err)
	}
	if answer.Repository == nil || answer.Repository.PullRequest == nil {
		return nil, fmt.Errorf("read who worked on %s#%d: %w", repo, number, ErrNotFound)
	}
	return answer.Repository.PullRequest.draft(answer.Viewer), nil
}

type draftAnswer struct {
	Number            int
	State             string
	ViewerDidAuthor   bool
	IsCrossRepository bool
	HeadRefName       string
	HeadRefOID        string `json:"headRefOid"`
	HeadRef           *struct{ Name string }
	Comments          nodes[commentAnswer]
	Reviews           nodes[reviewAnswer]
	Commits           nodes[struct{ Commit commitAnswer }]
}

func (a *draftAnswer) draft(viewer actorAnswer) *Draft {
	d := &Draft{
		Number: a.Number, Open: a.State == "OPEN", Merged: a.State == "MERGED", Mine: a.ViewerDidAuthor && !a.IsCrossRepository,
		HeadOID: a.HeadRefOID, Whole: a.Comments.next()+a.Reviews.next()+a.Commits.next() == "",
	}
	if a.HeadRef != nil {
		d.Branch = a.HeadRefName
	}
	for _, comment := range a.Comments.Nodes {
		d.Comments = append(d.Comments, comment.comment())
	}
	for _, review := range a.Reviews.Nodes {
		d.Reviewed = d.Reviewed || !review.ViewerDidAuthor
	}
	for i := range a.Commits.Nodes {
		commit := &a.Commits.Nodes[i].Commit
		d.Commits = append(d.Commits, Commit{OID: commit.OID, Message: commit.Message, Mine: commit.by(viewer)})
	}
	return d
}
