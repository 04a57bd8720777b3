package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestStrangersAreRefused: every command that is not for anyone, where it works.
func TestStrangersAreRefused(t *testing.T) {
	s := newStage(t, nil)
	idea := s.idea("Grace waits", ideaBody, "status-quo")
	pull := s.open(githubsim.PullRequestInput{Title: "Grace waits", Draft: true, Files: files(gap)})
	s.settle()
	before := map[int]githubsim.IssueView{idea: s.View(idea), pull: s.View(pull)}
	for _, one := range handlers.Commands() {
		if slices.Contains(one.Who, command.Anyone) {
			continue
		}
		number := idea
		if one.Where.Holds(true) {
			number = pull
		}
		s.speak(number, []spoken{{one.Name, outsider, one.Examples[0], "can use `/" + one.Name + "` here", "confused", nil}})
	}
	for number, was := range before {
		now := s.View(number)
		if now.Title != was.Title || now.Draft != was.Draft || now.State != was.State || !slices.Equal(labels(now), labels(was)) ||
			len(now.Assignees) > 0 || ours(now)[0] != ours(was)[0] {
			t.Errorf("#%d changed: %s, %v", number, strings.TrimSpace(now.Title), labels(now))
		}
	}
}
