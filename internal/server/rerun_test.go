package server_test

import (
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestRunAgain presses "Re-run" and "Re-run all checks" on the pull request of
// a fork, which GitHub's events do not name, and of a branch, which they do.
func TestRunAgain(t *testing.T) {
	for name, fork := range map[string]bool{"fork": true, "branch": false} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t, nil)
			number, err := s.OpenPullRequest(githubsim.PullRequestInput{
				Login: member, Fork: fork, Branch: "story", Title: "Grace waits", Files: files(gap),
			})
			s.done(err)
			view := s.seen(number)
			if len(view.Checks) != 1 {
				t.Fatalf("%d check runs", len(view.Checks))
			}
			s.done(s.RerequestCheck(member, view.Checks[0].ID))
			if view = s.seen(number); len(view.Checks) != 2 || verdict(view) == "" {
				t.Errorf("run again: %d check runs, %q", len(view.Checks), verdict(view))
			}
			s.done(s.RerequestSuite(member, view.HeadOID))
			if view = s.seen(number); len(view.Checks) != 3 || verdict(view) == "" {
				t.Errorf("all run again: %d check runs, %q", len(view.Checks), verdict(view))
			}
			if comments := ours(view); len(comments) != 1 {
				t.Errorf("want the one report, got %q", comments)
			}
		})
	}
}
