package handlers

import (
	"context"

	"github.com/google/go-github/v60/github"
)

// pullRequest looks at stories, and obeys the commands a pull request opens with.
type pullRequest struct{ *bot }

// Handles implements githubapp.EventHandler.
func (pullRequest) Handles() []string { return []string{"pull_request"} }

// Handle implements githubapp.EventHandler.
func (h pullRequest) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.PullRequestEvent](eventType, payload)
	if err != nil {
		return err
	}
	about := aboutNumber(event.Installation, event.Repo, event.GetPullRequest().GetNumber())
	switch event.GetAction() {
	case "opened":
		pull := event.GetPullRequest()
		return h.obeyOpening(ctx, opening(about, pull.GetUser(), pull.GetBody(), true), h.lookAtPull)
	case "synchronize", "edited", "ready_for_review", "converted_to_draft", "reopened", "labeled", "unlabeled":
		return h.lookAtPull(ctx, about)
	}
	return nil
}
