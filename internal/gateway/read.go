package gateway

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/go-github/v60/github"
)

// ReadPullRequest reads a pull request: one query, one comparison for the merge
// base and the patches, and a second query only when texts are wanted that
// the patches do not hold.
func (g *Gateway) ReadPullRequest(ctx context.Context, repo Repo, number int) (*Snapshot, error) {
	app, err := g.identity(ctx)
	if err != nil {
		return nil, err
	}
	var answer readAnswer
	labels, _ := g.listed.Get(repoKey(repo))
	variables := listing(labels, subjectVariables(repo, number))
	variables["app"] = app.id
	if err := g.graphql(ctx, repo, queryPullRequest, variables, &answer); err != nil {
		return nil, fmt.Errorf("read pull request %s#%d: %w", repo, number, err)
	}
	if answer.Repository == nil || answer.Repository.PullRequest == nil {
		return nil, fmt.Errorf("read pull request %s#%d: %w", repo, number, ErrNotFound)
	}
	pull := answer.Repository.PullRequest
	s, err := answer.Repository.snapshot(repo, answer.Viewer, labels)
	if err != nil {
		return nil, fmt.Errorf("read pull request %s#%d: %w", repo, number, err)
	}
	repo = s.Repo
	s.Subject, s.PullRequest = pull.subject(), pull.pullRequest(app.slug)
	s.reviewsAfter = pull.Reviews.next()
	if err := g.moreComments(ctx, s, pull.Comments.next()); err != nil {
		return nil, err
	}
	if err := g.moreThreads(ctx, s, pull.ReviewThreads.next()); err != nil {
		return nil, err
	}
	if !s.Subject.Open {
		return s, nil
	}
	if err := g.compare(ctx, repo, s.PullRequest, pull.BaseRefOID); err != nil {
		return nil, fmt.Errorf("compare pull request %s#%d: %w", repo, number, err)
	}
	if err := g.readTexts(ctx, repo, s.PullRequest); err != nil {
		return nil, fmt.Errorf("read the files of %s#%d: %w", repo, number, err)
	}
	return s, nil
}

// ReadIssue reads an issue and our branches for it, by one query.
func (g *Gateway) ReadIssue(ctx context.Context, repo Repo, number int) (*Snapshot, error) {
	labels, _ := g.listed.Get(repoKey(repo))
	variables := listing(labels, subjectVariables(repo, number))
	variables["drafts"] = draftPrefix(number)
	var answer readAnswer
	if err := g.graphql(ctx, repo, queryIssue, variables, &answer); err != nil {
		return nil, fmt.Errorf("read issue %s#%d: %w", repo, number, err)
	}
	if answer.Repository == nil || answer.Repository.Issue == nil {
		return nil, fmt.Errorf("read issue %s#%d: %w", repo, number, ErrNotFound)
	}
	s, err := answer.Repository.snapshot(repo, answer.Viewer, labels)
	if err != nil {
		return nil, fmt.Errorf("read issue %s#%d: %w", repo, number, err)
	}
	s.Subject = answer.Repository.Issue.subject()
	prefix := "storybot/" + draftPrefix(number)
	s.Drafts = slices.DeleteFunc(s.Drafts, func(branch DraftBranch) bool {
		return !strings.HasPrefix(branch.Name, prefix) // the query matches anywhere in the name
	})
	slices.SortStableFunc(s.Drafts, func(a, b DraftBranch) int { return a.standing() - b.standing() })
	return s, g.moreComments(ctx, s, answer.Repository.Issue.Comments.next())
}

// standing orders drafts: open ones, those only begun, those that are done with.
func (d DraftBranch) standing() int {
	switch {
	case d.Open:
		return 0
	case d.Number == 0:
		return 1
	}
	return 2
}

// draftPrefix begins the names of the branches for an idea, after "storybot/".
func draftPrefix(number int) string { return "idea-" + strconv.Itoa(number) + "-" }

// DraftBranchName is the branch for an idea; slug holds a–z, 0–9 and hyphens,
// and may be empty.
func DraftBranchName(number int, slug string) string {
	slug = strings.Trim(slug[:min(len(slug), 60)], "-")
	return "storybot/" + draftPrefix(number) + cmp.Or(slug, "story")
}

// IsDraftBranch reports whether a branch is called as those for ideas are.
func IsDraftBranch(name string) bool { return strings.HasPrefix(name, "storybot/idea-") }

func subjectVariables(repo Repo, number int) map[string]any {
	return map[string]any{"owner": repo.Owner, "name": repo.Name, "number": number}
}

// maxFiles is how many files a comparison holds.
const maxFiles = 300

// compare reads the merge base and the patches. Commits of a fork are found
// through the repository itself.
func (g *Gateway) compare(ctx context.Context, repo Repo, p *PullRequest, base string) error {
	client, err := g.rest(repo)
	if err != nil {
		return err
	}
	found, _, err := client.Repositories.CompareCommits(ctx, repo.Owner, repo.Name, base, p.HeadOID, &github.ListOptions{PerPage: 100})
	if err != nil {
		return g.failed(repo, err)
	}
	p.MergeBase = found.GetMergeBaseCommit().GetSHA()
	p.FilesTruncated = len(found.Files) >= maxFiles
	for _, file := range found.Files {
		changed := ChangedFile{
			Path: file.GetFilename(), PreviousPath: file.GetPreviousFilename(),
			Status: file.GetStatus(), Patch: file.GetPatch(),
		}
		changed.Touched, changed.Hunks = readPatch(changed.Patch)
		if changed.Status == "added" && g.wants(changed.Path) {
			// Encodings other than UTF-8 do not survive in a patch: the id tells.
			text, whole := addedText(changed.Patch, file.GetAdditions())
			if changed.Read = whole && blobID(text) == file.GetSHA(); changed.Read {
				changed.Head = text
			}
		}
		p.Files = append(p.Files, changed)
	}
	return nil
}
