package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// spoken is a command as somebody gives it, and what should come of it.
type spoken struct {
	name, login, text string
	reply             string // part of one new reply; "" for none
	face              string
	now               func(view githubsim.IssueView) bool // whether it was done; nil: does not matter
}

// speak gives the commands one after the other, each as a comment.
func (s *stage) speak(number int, rows []spoken) {
	s.t.Helper()
	for _, row := range rows {
		before := len(ours(s.View(number)))
		id, err := s.Comment(row.login, number, row.text)
		s.done(err)
		view := s.seen(number)
		for _, comment := range view.Comments {
			if comment.ID == id && comment.Reactions[row.face] != 1 {
				s.t.Errorf("%s: reactions %v, want %q", row.name, comment.Reactions, row.face)
			}
		}
		after := ours(view)
		switch {
		case row.reply == "" && len(after) != before:
			s.t.Errorf("%s: replied %q", row.name, after[len(after)-1])
		case row.reply != "" && (len(after) != before+1 || !strings.Contains(after[len(after)-1], row.reply)):
			s.t.Errorf("%s: %d replies, the last %q, want one with %q", row.name, len(after)-before, after[len(after)-1], row.reply)
		}
		if row.now != nil && !row.now(view) {
			s.t.Errorf("%s: not so: “%s”, draft %v, %v, %v, %q", row.name, view.Title, view.Draft, view.Assignees, labels(view), ours(view))
		}
	}
}

func titled(title string) func(githubsim.IssueView) bool {
	return func(view githubsim.IssueView) bool { return view.Title == title }
}

func drafted(draft bool) func(githubsim.IssueView) bool {
	return func(view githubsim.IssueView) bool { return view.Draft == draft }
}

func TestRetitleReadyDraft(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "patch-1", Draft: true, Files: files(gap)})
	s.settle()
	s.speak(number, []spoken{
		{"stranger", outsider, "/retitle Mine", "Only the author or a member", "confused", titled("patch-1")},
		{"author", writer, "/retitle Grace waits", "", "rocket", titled("Grace waits")},
		{"member", member, `/retitle "Grace waits, fixes #1 @everyone"`, "", "rocket", titled("Grace waits, fixes #\u200b1 @\u200beveryone")},
		{"the same", member, `/retitle Grace waits, fixes #1 @everyone`, "", "rocket", nil},
		{"stranger says ready", outsider, "/ready", "Only the author or a member", "confused", drafted(true)},
		{"ready", writer, "/ready", "", "rocket", drafted(false)},
		{"ready already", writer, "/ready", "", "rocket", drafted(false)},
		{"stranger says draft", outsider, "/draft", "Only the author or a member", "confused", drafted(false)},
		{"draft", member, "/draft", "", "rocket", drafted(true)},
		{"questions", outsider, "/questions", "Still open:\n\n- What are the morals of the story?", "rocket", nil},
	})
	if report := ours(s.View(number))[0]; !strings.Contains(report, "It's still a draft") {
		t.Errorf("the report does not know that it's a draft:\n%s", report)
	}
	s.done(s.CloseIssue(writer, number))
	s.speak(number, []spoken{{"closed", writer, "/ready", "is closed", "confused", drafted(true)}})
}

func TestAssign(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	assigned := func(logins ...string) func(githubsim.IssueView) bool {
		return func(view githubsim.IssueView) bool { return slices.Equal(view.Assignees, logins) }
	}
	s.speak(number, []spoken{
		{"stranger", outsider, "/assign @mia", "Only a member", "confused", assigned()},
		{"member", owner, "/assign @mia", "", "rocket", assigned(member)},
		{"passed on", member, "/assign book", "", "rocket", assigned(owner)},
		{"somebody GitHub doesn't know", member, "/assign @nobody-here", "The idea is nobody-here's to write up.", "rocket", assigned()},
		{"no person", member, "/assign the team", "name one person", "confused", assigned()},
	})
	if comment := ours(s.View(number))[0]; !strings.Contains(comment, "nobody-here has claimed this idea") {
		t.Errorf("the idea's comment says\n%s", comment)
	}
	s.say(member, number, "/assign @wendy")
	if s.settle(); strings.Contains(lastOurs(s.View(number)), "@wendy") {
		t.Errorf("wendy is mentioned: %q", lastOurs(s.View(number)))
	}
}
