package server_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestDryRun: everything that would be written is logged, reactions, replies,
// assignments and drafts too, and nothing is written or remembered.
func TestDryRun(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	s.dryRun = true
	s.start(t.TempDir())
	s.settle()
	s.sim.ResetRequests()
	s.say(member, number, "/claim\n/scaffold\n/explain morals\n/character alan")
	s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	for _, request := range s.sim.Requests() {
		reads := request.Method == http.MethodGet || slices.Contains([]string{"Issue", "PullRequest", "OpenIssues", "Blobs"}, request.Operation)
		if !reads && !strings.HasSuffix(request.Path, "/access_tokens") {
			t.Errorf("%s %s %s", request.Method, request.Path, request.Operation)
		}
	}
	for _, want := range []string{
		"react with eyes", "add labels", "assign mia", "create branch storybot/idea-", "commit ", "open a draft pull request", "comment (",
		"react with rocket", "check run storybot",
	} {
		if !strings.Contains(s.log.String(), want) {
			t.Errorf("the log does not say that it would %q", want)
		}
	}
	if view := s.View(number); len(ours(view)) != 1 || len(view.Assignees) != 0 {
		t.Errorf("%d comments, assignees %q", len(ours(view)), view.Assignees)
	}
}
