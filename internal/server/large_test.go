package server_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

func TestStoryTooLargeToReadIsTold(t *testing.T) {
	s := newStage(t, nil)
	huge := bytes.Repeat([]byte("And so on. "), 200_000)
	number := s.open(githubsim.PullRequestInput{Title: "Grace writes on", Files: map[string][]byte{
		"src/status_quo/grace_writes_on.md": append([]byte(full), huge...), "assets/log.md": huge,
	}})
	view := s.seen(number)
	if last := lastOurs(view); len(ours(view)) != 1 || !strings.Contains(last, "grace\\_writes\\_on.md") && !strings.Contains(last, "grace_writes_on.md") || strings.Contains(last, "log.md") {
		t.Errorf("want to be told of the story alone, got %q", ours(view))
	}
	if got := verdict(view); got != "neutral" {
		t.Errorf("check %q, want neutral", got)
	}
}
