package gateway

import (
	"context"
	"fmt"

	"github.com/google/go-github/v60/github"
)

// ExternalIDs lists what the newest hundred check runs of a name on a commit
// are called by the App that made them.
func (g *Gateway) ExternalIDs(ctx context.Context, repo Repo, commit, name string) ([]string, error) {
	client, err := g.rest(repo)
	if err != nil {
		return nil, err
	}
	all := "all"
	found, _, err := client.Checks.ListCheckRunsForRef(ctx, repo.Owner, repo.Name, commit, &github.ListCheckRunsOptions{
		CheckName: &name, Filter: &all, ListOptions: github.ListOptions{PerPage: 100},
	})
	if err != nil {
		return nil, fmt.Errorf("list check runs of %.7s in %s: %w", commit, repo, g.failed(repo, err))
	}
	ids := make([]string, len(found.CheckRuns))
	for i, run := range found.CheckRuns {
		ids[i] = run.GetExternalID()
	}
	return ids, nil
}
