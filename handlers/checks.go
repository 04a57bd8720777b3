package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/report"
	topic "github.com/storybot-app/storybot/internal/subject"
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
	number, ours := pullOf(event.GetCheckRun().GetExternalID())
	if !ours {
		return nil // or of an old form: nothing to look at
	}
	return h.checkAfresh(ctx, aboutNumber(event.Installation, event.Repo, number))
}

// pullOf is the pull request a check run of ours is about. The number travels
// in the external id: GitHub does not name the pull requests of a fork's
// commit.
func pullOf(externalID string) (number int, ours bool) {
	digits, _, _ := strings.Cut(externalID, ":")
	number, err := strconv.Atoi(digits)
	return number, err == nil && number > 0
}

// checkSuite looks again when somebody presses "Re-run all checks".
type checkSuite struct{ *bot }

// Handles implements githubapp.EventHandler.
func (checkSuite) Handles() []string { return []string{"check_suite"} }

// Handle implements githubapp.EventHandler. A commit may be that of several
// pull requests, or of a fork's, which GitHub does not name: each is handed on,
// to be worked on in its turn.
func (h checkSuite) Handle(ctx context.Context, eventType, deliveryID string, payload []byte) error {
	event, err := decode[github.CheckSuiteEvent](eventType, payload)
	if err != nil {
		return err
	}
	if event.GetAction() != "rerequested" {
		return nil
	}
	suite := event.GetCheckSuite()
	if len(suite.PullRequests) == 1 {
		return h.checkAfresh(ctx, aboutNumber(event.Installation, event.Repo, suite.PullRequests[0].GetNumber()))
	}
	numbers, err := h.pullsOf(ctx, event)
	if err != nil {
		return err
	}
	for _, number := range numbers {
		suite.PullRequests = []*github.PullRequest{{Number: &number}}
		if err := h.handOn(ctx, eventType, deliveryID, number, event); err != nil {
			return err
		}
	}
	return nil
}

// pullsOf are the pull requests a suite is about: those GitHub names, else those
// our check runs on its commit are about.
func (h checkSuite) pullsOf(ctx context.Context, event *github.CheckSuiteEvent) ([]int, error) {
	var numbers []int
	for _, pull := range event.GetCheckSuite().PullRequests {
		numbers = append(numbers, pull.GetNumber())
	}
	if len(numbers) > 0 {
		return numbers, nil
	}
	ids, err := h.GitHub.ExternalIDs(ctx, aboutNumber(event.Installation, event.Repo, 0).Repo, event.GetCheckSuite().GetHeadSHA(), report.CheckName)
	for _, id := range ids {
		if number, ours := pullOf(id); ours && !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	return numbers, err
}

func (h checkSuite) handOn(ctx context.Context, eventType, deliveryID string, number int, event *github.CheckSuiteEvent) error {
	payload, err := json.Marshal(event)
	if err != nil {
		return fmt.Errorf("hand a check suite on to #%d: %w", number, err)
	}
	repo := event.GetRepo()
	return h.HandOn(ctx, queue.Delivery{
		GUID: deliveryID + "/" + strconv.Itoa(number), Event: eventType, Action: event.GetAction(), Edge: true,
		Subject: topic.Subject{
			Repo: topic.Repo{
				ID: repo.GetID(), Owner: repo.GetOwner().GetLogin(), Name: repo.GetName(), Installation: event.GetInstallation().GetID(),
			},
			Kind: topic.PullRequest, Number: number,
		},
		Payload: payload,
	})
}
