package handlers

import (
	"context"

	"github.com/google/go-github/v60/github"
)

// issues looks at ideas, and obeys the commands an idea opens with.
type issues struct{ *bot }

// Handles implements githubapp.EventHandler.
func (issues) Handles() []string { return []string{"issues"} }

// Handle implements githubapp.EventHandler.
func (h issues) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.IssuesEvent](eventType, payload)
	if err != nil {
		return err
	}
	about := aboutNumber(event.Installation, event.Repo, event.GetIssue().GetNumber())
	if event.GetAction() == "opened" {
		return h.obeyOpening(ctx, opening(about, event.GetIssue().GetUser(), event.GetIssue().GetBody(), false), h.lookAtIdea)
	}
	// Every other action only says "look again": it may stand for earlier ones
	// that were dropped in its favour.
	return h.lookAtIdea(ctx, about)
}
