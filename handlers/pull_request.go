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
	if event.GetAction() == "opened" {
		pull := event.GetPullRequest()
		return h.obeyOpening(ctx, opening(about, pull.GetUser(), pull.GetBody(), true), h.lookAtPull)
	}
	// Every other action only says "look again": it may stand for earlier ones
	// that were dropped in its favour.
	return h.lookAtPull(ctx, about)
}
