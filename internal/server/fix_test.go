package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// untidy is a story with text of the template left in it and no other gap.
var untidy = strings.Replace(full, "Waiting costs.", "Waiting costs.\n\n*Talk about the major takeaways you would like a reader to have*", 1)

// face is the bot's last reaction to a comment.
func (s *stage) face(number int, id int64) string {
	for _, comment := range s.View(number).Comments {
		for _, face := range []string{"confused", "rocket"} {
			if comment.ID == id && comment.Reactions[face] > 0 {
				return face
			}
		}
	}
	return ""
}

func TestFixOnAFork(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Draft: true, Files: files(noticed(untidy, s.notice()))})
	view := s.seen(number)
	if diff := cmp.Diff([]string{"fix"}, view.Checks[0].Actions); diff != "" || len(view.Reviews) != 0 {
		t.Fatalf("%d reviews, buttons (-want +got)\n%s", len(view.Reviews), diff)
	}
	id, err := s.Comment(outsider, number, "/fix")
	s.done(err)
	if view = s.seen(number); len(view.Reviews) != 0 || s.face(number, id) != "confused" {
		t.Errorf("a stranger had it fixed: %d reviews, %s", len(view.Reviews), s.face(number, id))
	}
	s.say(writer, number, "/fix")
	view = s.seen(number)
	if len(view.Reviews) != 1 || len(view.Reviews[0].Comments) != 1 || !strings.Contains(view.Reviews[0].Comments[0].Body, "```suggestion") {
		t.Fatalf("want one review with the suggestion, got %+v", view.Reviews)
	}
	if len(view.Checks[0].Actions) != 0 {
		t.Errorf("all is suggested, and the check still offers %v", view.Checks[0].Actions)
	}
	s.say(writer, number, "/fix")
	if view = s.seen(number); len(view.Reviews) != 1 || !strings.Contains(lastOurs(view), "already suggested") {
		t.Errorf("asked again: %d reviews, and %q", len(view.Reviews), lastOurs(view))
	}
	s.done(s.Push(writer, number, "Tidy", files(noticed(full, s.notice()))))
	s.settle()
	s.say(writer, number, "/fix")
	if view = s.seen(number); len(view.Reviews) != 1 || !strings.Contains(lastOurs(view), "nothing here I can fix") {
		t.Errorf("nothing is left: %d reviews, and %q", len(view.Reviews), lastOurs(view))
	}
	if !view.Reviews[0].Comments[0].Resolved {
		t.Error("the suggestion is settled and stays open")
	}
}

func TestFixOnOurDraft(t *testing.T) {
	s := newStage(t, nil)
	_, number, _ := s.begun("Grace waits")
	before := len(s.View(number).Commits)
	s.done(s.Push(member, number, "Write", files(noticed(untidy, s.notice()))))
	view := s.seen(number)
	if diff := cmp.Diff([]string{"fix"}, view.Checks[0].Actions); diff != "" {
		t.Fatalf("buttons (-want +got)\n%s", diff)
	}
	s.done(s.RequestAction(member, view.Checks[0].ID, "fix"))
	view = s.seen(number)
	text, err := s.File(view.HeadBranch, place)
	s.done(err)
	if diff := cmp.Diff(noticed(full, s.notice()), string(text)); diff != "" {
		t.Errorf("the story (-want +got)\n%s", diff)
	}
	last := view.Commits[len(view.Commits)-1]
	if len(view.Commits) != before+2 || !strings.HasPrefix(last.Message, "Fix what needs no decision\n\nCo-authored-by: mia <") || !strings.HasSuffix(last.Message, "\nStorybot-Command: fix") {
		t.Errorf("%d commits, the last\n%s", len(view.Commits)-before, last.Message)
	}
	if len(view.Checks[0].Actions) != 0 || len(view.Reviews) != 0 {
		t.Errorf("buttons %v, %d reviews", view.Checks[0].Actions, len(view.Reviews))
	}
	s.done(s.RequestAction(member, view.Checks[0].ID, "fix"))
	if view = s.seen(number); len(view.Commits) != before+2 {
		t.Errorf("%d commits after a second click", len(view.Commits)-before)
	}
	// The proposer may have it fixed; the draft is theirs.
	s.done(s.Push(member, number, "Write", files(noticed(untidy, s.notice()))))
	s.settle()
	s.say(writer, number, "/fix")
	if view = s.seen(number); len(view.Commits) != before+4 {
		t.Errorf("%d commits, want one for the proposer", len(view.Commits)-before)
	}
}

// TestAskingAgainKeepsWhatACommandWrote: the draft is no longer the template.
func TestAskingAgainKeepsWhatACommandWrote(t *testing.T) {
	s := newStage(t, nil)
	idea, number, _ := s.begun("Grace waits")
	s.done(s.Push(member, number, "Write", files(noticed(untidy, s.notice()))))
	s.settle()
	s.say(writer, number, "/fix")
	s.settle()
	s.say(member, idea, "/scaffold grace")
	view := s.seen(number)
	text, err := s.File(view.HeadBranch, place)
	s.done(err)
	if diff := cmp.Diff(noticed(full, s.notice()), string(text)); diff != "" {
		t.Errorf("the story (-want +got)\n%s", diff)
	}
}

// TestABranchOfOurNameIsNotOurs: a reader's pull request from the branch of a
// draft gets suggestions, and no commit.
func TestABranchOfOurNameIsNotOurs(t *testing.T) {
	s := newStage(t, nil)
	number, err := s.OpenPullRequest(githubsim.PullRequestInput{
		Login: member, Branch: "storybot/idea-1-grace-waits", Title: "Grace waits", Draft: true, Files: files(noticed(untidy, s.notice())),
	})
	s.done(err)
	s.settle()
	s.say(member, number, "/fix")
	if view := s.seen(number); len(view.Commits) != 1 || len(view.Reviews) != 1 {
		t.Errorf("%d commits and %d reviews, want a review alone", len(view.Commits), len(view.Reviews))
	}
}
