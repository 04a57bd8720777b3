package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/subject"
)

// eachPull hands on a click on "Re-run all checks" to every pull request the
// check suite is about. A commit may be that of several pull requests, or of a
// fork's, which GitHub does not name: each is worked on in its turn.
func (l listener) eachPull(ctx context.Context, about subject.Subject, deliveryID string, payload []byte) error {
	event, err := decode[github.CheckSuiteEvent](l.event.name, payload)
	if err != nil {
		return err
	}
	numbers, err := l.pullsOf(ctx, about.Repo, event.GetCheckSuite())
	if err != nil {
		return err
	}
	for _, number := range numbers {
		err := l.HandOn(ctx, queue.Delivery{
			GUID: deliveryID + "/" + strconv.Itoa(number), Event: l.event.name, Action: event.GetAction(), Edge: true,
			Subject: subject.Subject{Repo: about.Repo, Kind: subject.PullRequest, Number: number},
		})
		if err != nil {
			return fmt.Errorf("hand a check suite on to #%d: %w", number, err)
		}
	}
	return nil
}

// pullsOf are the pull requests a suite is about: those GitHub names, else those
// our check runs on its commit are about.
func (b *bot) pullsOf(ctx context.Context, repo subject.Repo, suite *github.CheckSuite) ([]int, error) {
	var numbers []int
	for _, pull := range suite.PullRequests {
		numbers = append(numbers, pull.GetNumber())
	}
	if len(numbers) > 0 || suite.GetHeadSHA() == "" {
		return numbers, nil
	}
	ids, err := b.GitHub.ExternalIDs(ctx, repo, suite.GetHeadSHA(), report.CheckName)
	for _, id := range ids {
		// The number is in the external id: GitHub does not name the pull
		// requests of a fork's commit.
		digits, _, _ := strings.Cut(id, ":")
		if number, err := strconv.Atoi(digits); err == nil && number > 0 && !slices.Contains(numbers, number) {
			numbers = append(numbers, number)
		}
	}
	return numbers, err
}
