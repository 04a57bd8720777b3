package gateway

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"github.com/google/go-github/v60/github"
)

// The writes that make a proposal.
type (
	createBranch struct{ name, from string }
	commitFiles  struct {
		proposal Proposal
		outdated []string // files to take out if the branch added them
		parent   string
		trailer  string
	}
	openPull struct {
		proposal Proposal
		headOID  string // what is on the branch, if nothing was committed before
	}
	editPull struct {
		number   int
		proposal Proposal
		headOID  string
	}
)

func (w createBranch) String() string { return fmt.Sprintf("create branch %s at %.7s", w.name, w.from) }

func (w commitFiles) String() string {
	return fmt.Sprintf("commit %q to %s", slices.Sorted(maps.Keys(w.proposal.Files)), w.proposal.Branch)
}

func (w openPull) String() string {
	if w.proposal.Draft {
		return "open a draft pull request from " + w.proposal.Branch
	}
	return "open a pull request from " + w.proposal.Branch
}
func (w editPull) String() string { return fmt.Sprintf("edit pull request #%d", w.number) }

// apply makes the branch. One that somebody made meanwhile is not ours: it is
// for the next reading to choose another name.
func (w createBranch) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	ref := "refs/heads/" + w.name
	_, _, err = client.Git.CreateRef(ctx, on.repo.Owner, on.repo.Name, &github.Reference{
		Ref: &ref, Object: &github.GitObject{SHA: &w.from},
	})
	if refusedFor(err, "reference already exists") {
		return fmt.Errorf("%w: %w", ErrStale, redactedError{err})
	}
	if err == nil {
		on.result.Recorded = Recorded{Branch: w.name, HeadOID: w.from}
	}
	return g.outcome(on.repo, err)
}

func (w commitFiles) apply(ctx context.Context, g *Gateway, on *target) error {
	deletions, err := g.addedBy(ctx, on.repo, w)
	if err != nil {
		return err
	}
	var answer struct {
		CreateCommitOnBranch struct{ Commit oidAnswer }
	}
	p := w.proposal
	input := commitInput{on.repo, p.Branch, w.parent, p.Message, p.filesAdded() + w.trailer, p.Files, slices.Concat(deletions, p.Deletions)}
	if err := g.graphql(ctx, on.repo, mutationCommit, input.variables(), &answer); err != nil {
		return err
	}
	on.result.Recorded.Branch, on.result.Recorded.HeadOID = w.proposal.Branch, answer.CreateCommitOnBranch.Commit.OID
	return nil
}

// addedBy are those of the outdated files that the branch itself added: a
// message can name any file of the repository.
func (g *Gateway) addedBy(ctx context.Context, repo Repo, w commitFiles) ([]string, error) {
	if len(w.outdated) == 0 {
		return nil, nil
	}
	client, err := g.rest(repo)
	if err != nil {
		return nil, err
	}
	found, _, err := client.Repositories.CompareCommits(ctx, repo.Owner, repo.Name, w.proposal.Base, w.parent, &github.ListOptions{PerPage: 100})
	if err != nil {
		return nil, g.failed(repo, err)
	}
	var added []string
	for _, file := range found.Files {
		if file.GetStatus() == "added" && slices.Contains(w.outdated, file.GetFilename()) {
			added = append(added, file.GetFilename())
		}
	}
	return added, nil
}

func (w openPull) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	p, draft := &w.proposal, w.proposal.Draft
	request := &github.NewPullRequest{Title: &p.Title, Body: &p.Body, Head: &p.Branch, Base: &p.BaseRef, Draft: &draft}
	opened, _, err := client.PullRequests.Create(ctx, on.repo.Owner, on.repo.Name, request)
	if refusedFor(err, "draft pull request") { // a private repository whose plan lacks them
		if err := on.more(ctx); err != nil {
			return err
		}
		draft = false
		opened, _, err = client.PullRequests.Create(ctx, on.repo.Owner, on.repo.Name, request)
	}
	if err != nil {
		return g.outcome(on.repo, err)
	}
	on.result.recordPull(opened, Recorded{p.Branch, w.headOID, opened.GetNumber()})
	return nil
}

func (w editPull) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	p := &w.proposal
	edited, _, err := client.PullRequests.Edit(ctx, on.repo.Owner, on.repo.Name, w.number, &github.PullRequest{Title: &p.Title, Body: &p.Body})
	if err != nil {
		return g.outcome(on.repo, err)
	}
	on.result.recordPull(edited, Recorded{p.Branch, w.headOID, w.number})
	return nil
}

// recordPull tells of a pull request that was opened or edited; what is at its
// head stays as a commit before it told.
func (r *Result) recordPull(pull *github.PullRequest, made Recorded) {
	if r.Recorded.HeadOID != "" {
		made.HeadOID = r.Recorded.HeadOID
	}
	r.Recorded, r.PullRequest, r.PullRequestURL = made, made.Number, pull.GetHTMLURL()
}

// refusedFor reports whether GitHub found a request not possible for a reason,
// given in lower case.
func refusedFor(err error, reason string) bool { return refused(err) && says(err, reason) }
