package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestRenamedMeanwhile: what is remembered belongs to the repository, not to its
// name: no label comes back, nothing is said twice, nothing is lost.
func TestRenamedMeanwhile(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	pull := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	s.say(member, pull, "/waive morals: told in confidence")
	s.settle()
	s.done(s.RemoveLabel(member, number, "character: grace"))
	s.done(s.Rename("visions"))
	s.done(s.EditTitle(writer, number, "Grace waits and waits"))
	s.done(s.Push(writer, pull, "More", files(gap+"\n")))
	if view := s.seen(number); slices.Contains(labels(view), "character: grace") || len(ours(view)) != 1 {
		t.Errorf("labels %q, %d comments", labels(view), len(ours(view)))
	}
	view := s.seen(pull)
	if len(ours(view)) != 1 || !strings.Contains(ours(view)[0], "told in confidence") || !strings.Contains(ours(view)[0], "/visions/blob/") {
		t.Errorf("after the rename the pull request says %q", ours(view))
	}
	if len(view.Checks) == 0 || view.Checks[0].HeadOID != view.HeadOID {
		t.Errorf("checks %+v of head %s", view.Checks, view.HeadOID)
	}
}
