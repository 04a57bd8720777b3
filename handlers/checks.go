package handlers

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/go-github/v60/github"
)

// checkRun looks again when somebody presses "Re-run" on our check run.
type checkRun struct{ *bot }

// Handles implements githubapp.EventHandler.
func (checkRun) Handles() []string { return []string{"check_run"} }

// Handle implements githubapp.EventHandler.
func (h checkRun) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.CheckRunEvent](eventType, payload)
	if err != nil {
		return err
	}
	if event.GetAction() != "rerequested" {
		return nil
	}
	// The pull request's number travels in the external id: GitHub does not
	// name the pull requests of a fork's commit.
	digits, _, _ := strings.Cut(event.GetCheckRun().GetExternalID(), ":")
	number, err := strconv.Atoi(digits)
	if err != nil {
		return nil //nolint:nilerr // not a check run of ours, or of an old form: nothing to look at
	}
	return h.checkAfresh(ctx, aboutNumber(event.Installation, event.Repo, number))
}

// checkSuite looks again when somebody presses "Re-run all checks".
type checkSuite struct{ *bot }

// Handles implements githubapp.EventHandler.
func (checkSuite) Handles() []string { return []string{"check_suite"} }

// Handle implements githubapp.EventHandler.
func (h checkSuite) Handle(ctx context.Context, eventType, _ string, payload []byte) error {
	event, err := decode[github.CheckSuiteEvent](eventType, payload)
	if err != nil {
		return err
	}
	if event.GetAction() != "rerequested" {
		return nil
	}
	for _, pull := range event.GetCheckSuite().PullRequests {
		if err := h.checkAfresh(ctx, aboutNumber(event.Installation, event.Repo, pull.GetNumber())); err != nil {
			return err
		}
	}
	return nil
}
