package gateway

import (
	"context"
	"fmt"
	"slices"
)

// OpenIssue is an issue that is open, without its conversation.
type OpenIssue struct {
	Number      int
	Title, Body string
}

// maxListed is for how many repositories it is remembered which labels the
// open issues are asked for by.
const maxListed = 1024

// OpenIssues are the newest fifty open issues that have one of the labels, the
// one that was read aside. The first time a repository is asked for them takes
// a request; from then on they come with what is read of it.
func (g *Gateway) OpenIssues(ctx context.Context, s *Snapshot, labels []string) ([]OpenIssue, error) {
	if len(labels) == 0 {
		return nil, nil
	}
	open := s.open
	if !slices.Equal(s.listed, labels) {
		g.listed.Add(repoKey(s.Repo), slices.Clone(labels))
		var answer struct{ Repository *repositoryAnswer }
		variables := map[string]any{"owner": s.Repo.Owner, "name": s.Repo.Name}
		if err := g.graphql(ctx, s.Repo, queryOpenIssues, listing(labels, variables), &answer); err != nil {
			return nil, fmt.Errorf("read the open issues of %s: %w", s.Repo, err)
		}
		if answer.Repository == nil {
			return nil, fmt.Errorf("read the open issues of %s: %w", s.Repo, ErrNotFound)
		}
		open = answer.Repository.Issues.Nodes
	}
	return slices.DeleteFunc(slices.Clone(open), func(i OpenIssue) bool { return i.Number == s.Subject.Number }), nil
}

// listing adds to the variables of a reading which open issues to read with it.
func listing(labels []string, variables map[string]any) map[string]any {
	variables["labels"], variables["listed"] = labels, len(labels) > 0
	return variables
}
