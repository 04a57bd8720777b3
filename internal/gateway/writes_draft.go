package gateway

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/go-github/v60/github"
)

// The writes that make a draft.
type (
	createBranch struct{ name, from string }
	commitFiles  struct {
		draft   Draft
		drop    []string // files that the commit before this one added
		parent  string
		trailer string
	}
	openDraft struct {
		branch, base, title, body string
		empty                     *commitFiles // made first if the branch has nothing of its own
	}
	editDraft struct {
		number      int
		title, body string
	}
)

func (w createBranch) String() string { return fmt.Sprintf("create branch %s at %.7s", w.name, w.from) }

func (w commitFiles) String() string {
	return fmt.Sprintf("commit %q to %s", slices.Sorted(maps.Keys(w.draft.Files)), w.draft.Branch)
}
func (w openDraft) String() string { return "open a draft pull request from " + w.branch }
func (w editDraft) String() string { return fmt.Sprintf("edit pull request #%d", w.number) }

func (w createBranch) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	ref := "refs/heads/" + w.name
	_, _, err = client.Git.CreateRef(ctx, on.repo.Owner, on.repo.Name, &github.Reference{
		Ref: &ref, Object: &github.GitObject{SHA: &w.from},
	})
	return g.outcome(on.repo, err)
}

func (w commitFiles) apply(ctx context.Context, g *Gateway, on *target) error {
	var answer struct{}
	return g.graphql(ctx, on.repo, mutationCommit, map[string]any{"input": commitInput(on.repo, w)}, &answer)
}

// commitInput is a commit as GitHub takes it.
func commitInput(repo Repo, w commitFiles) map[string]any {
	headline, rest, _ := strings.Cut(w.draft.Message, "\n")
	additions, deletions := []map[string]any{}, []map[string]any{} // GitHub takes no null for either
	for _, name := range w.drop {
		deletions = append(deletions, map[string]any{"path": name})
	}
	for _, name := range slices.Sorted(maps.Keys(w.draft.Files)) {
		additions = append(additions, map[string]any{
			"path": name, "contents": base64.StdEncoding.EncodeToString(w.draft.Files[name]),
		})
	}
	return map[string]any{
		"branch": map[string]any{"repositoryNameWithOwner": repo.String(), "branchName": w.draft.Branch},
		"message": map[string]any{
			"headline": headline, "body": strings.TrimSpace(strings.TrimSpace(rest) + "\n" + w.draft.filesAdded() + w.trailer),
		},
		"expectedHeadOid": w.parent,
		"fileChanges":     map[string]any{"additions": additions, "deletions": deletions},
	}
}

func (w openDraft) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	draft := true
	request := &github.NewPullRequest{Title: &w.title, Body: &w.body, Head: &w.branch, Base: &w.base, Draft: &draft}
	opened, _, err := client.PullRequests.Create(ctx, on.repo.Owner, on.repo.Name, request)
	if w.empty != nil && refusedFor(err, "no commits between") {
		if err := w.fill(ctx, g, on); err != nil {
			return err
		}
		opened, _, err = client.PullRequests.Create(ctx, on.repo.Owner, on.repo.Name, request)
	}
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
	on.result.PullRequest, on.result.PullRequestURL = opened.GetNumber(), opened.GetHTMLURL()
	return nil
}

// fill commits to the branch, which has nothing of its own yet.
func (w openDraft) fill(ctx context.Context, g *Gateway, on *target) error {
	if err := on.more(ctx); err != nil {
		return err
	}
	if err := w.empty.apply(ctx, g, on); err != nil {
		return err
	}
	return on.more(ctx)
}

// refusedFor tells whether GitHub found a request not possible for a reason,
// given in lower case.
func refusedFor(err error, reason string) bool {
	var answer *github.ErrorResponse
	if !refused(err) || !errors.As(err, &answer) {
		return false
	}
	said := []string{answer.Message}
	for _, one := range answer.Errors {
		said = append(said, one.Message)
	}
	return strings.Contains(strings.ToLower(strings.Join(said, "\n")), reason)
}

func (w editDraft) apply(ctx context.Context, g *Gateway, on *target) error {
	client, err := g.rest(on.repo)
	if err != nil {
		return err
	}
	edited, _, err := client.PullRequests.Edit(ctx, on.repo.Owner, on.repo.Name, w.number, &github.PullRequest{Title: &w.title, Body: &w.body})
	if err != nil {
		return g.outcome(on.repo, err)
	}
	on.result.PullRequest, on.result.PullRequestURL = w.number, edited.GetHTMLURL()
	return nil
}
