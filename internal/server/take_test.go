package server_test

import (
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestTake: somebody without git writes a story in comments on our draft.
func TestTake(t *testing.T) {
	s := newStage(t, nil)
	_, number, branch := s.begun("Grace waits")
	before := len(s.View(number).Commits)
	s.say(outsider, number, "/take\n\nNot mine to write.")
	if view := s.seen(number); len(view.Commits) != before || !strings.Contains(lastOurs(view), "Only the author") {
		t.Errorf("a stranger wrote: %q", lastOurs(view))
	}
	s.say(writer, number, "/take")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "no text in your comment") {
		t.Errorf("nothing to take is answered with %q", last)
	}
	id, err := s.Comment(writer, number, "One morning she asked @everyone why. fixes #1\n\n/take\n\nSources: a talk in May\n\n<img src=x onerror=alert(1)>")
	s.done(err)
	view := s.seen(number)
	if len(view.Commits) != before+1 || s.face(number, id) != "rocket" {
		t.Fatalf("%d commits, %s, %q", len(view.Commits)-before, s.face(number, id), lastOurs(view))
	}
	if message := view.Commits[len(view.Commits)-1].Message; !strings.HasPrefix(message, "Add the text of a comment\n\nCo-authored-by: wendy <") || strings.Contains(message, "#1") {
		t.Errorf("message %q", message)
	}
	text, err := s.File(branch, place)
	s.done(err)
	for _, want := range []string{"Grace waits for a build, every day.", "One morning she asked @everyone why.", "sources for this story?\n\na talk in May\n", `\<img`} {
		if !strings.Contains(string(text), want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	s.say(writer, number, "/take\n\nOne morning she asked @everyone why. fixes #1")
	if view = s.seen(number); len(view.Commits) != before+1 || !strings.Contains(lastOurs(view), "says that already") {
		t.Errorf("taken twice: %d commits, %q", len(view.Commits)-before, lastOurs(view))
	}
	fork := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(full)})
	s.settle()
	s.say(writer, fork, "/take\n\nMore.")
	if view = s.seen(fork); len(view.Commits) != 1 || !strings.Contains(lastOurs(view), "belongs to its author") {
		t.Errorf("on a fork: %d commits, %q", len(view.Commits), lastOurs(view))
	}
}
