package gateway

import (
	"context"
	"encoding/base64"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// commandTrailer begins the last line of a commit that somebody's command
// asked for.
const commandTrailer = "Storybot-Command: "

// commitHead makes a commit on a pull request's own branch.
type commitHead struct {
	branch string
	commit HeadCommit
}

func (w commitHead) String() string {
	return fmt.Sprintf("commit %q to %s", slices.Sorted(maps.Keys(w.commit.Files)), w.branch)
}

func (w commitHead) apply(ctx context.Context, g *Gateway, on *target) error {
	c := w.commit
	input := commitInput{on.repo, w.branch, c.HeadOID, c.Message, commandTrailer + strings.Join(c.Commands, ", "), c.Files, c.Deletions}
	return g.graphql(ctx, on.repo, mutationCommit, input.variables(), nil)
}

// planCommit commits to a branch that we opened a pull request for.
func planCommit(s *Snapshot, want *HeadCommit) []Write {
	pull := s.PullRequest
	if want == nil || !s.Ours() || !s.Subject.Open || want.HeadOID != pull.HeadOID || len(want.Files)+len(want.Deletions) == 0 {
		return nil
	}
	return []Write{commitHead{pull.HeadRef, *want}}
}

// Ours reports whether a pull request is one this App opened, from a branch of
// the repository: only there it may write.
func (s *Snapshot) Ours() bool {
	p := s.PullRequest
	return p != nil && p.Mine && !p.CrossRepo && strings.EqualFold(p.HeadRepo, s.Repo.String()) && p.HeadRef != s.DefaultBranch
}

// A commitInput is a commit to be made on a branch that is at parent. The
// trailers stand at the message's end.
type commitInput struct {
	repo                              Repo
	branch, parent, message, trailers string
	files                             map[string][]byte
	deletions                         []string
}

// variables is a commit as GitHub takes it.
func (c commitInput) variables() map[string]any {
	headline, rest, _ := strings.Cut(c.message, "\n")
	additions, deletions := []map[string]any{}, []map[string]any{} // GitHub takes no null for either
	for _, name := range slices.Compact(slices.Sorted(slices.Values(c.deletions))) {
		if _, wanted := c.files[name]; !wanted {
			deletions = append(deletions, map[string]any{"path": name})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(c.files)) {
		additions = append(additions, map[string]any{"path": name, "contents": base64.StdEncoding.EncodeToString(c.files[name])})
	}
	return map[string]any{"input": map[string]any{
		"branch":          map[string]any{"repositoryNameWithOwner": c.repo.String(), "branchName": c.branch},
		"message":         map[string]any{"headline": headline, "body": strings.TrimSpace(strings.TrimSpace(rest) + "\n" + c.trailers)},
		"expectedHeadOid": c.parent,
		"fileChanges":     map[string]any{"additions": additions, "deletions": deletions},
	}}
}
