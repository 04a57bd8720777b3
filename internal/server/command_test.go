package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

func TestCommands(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	tests := []struct {
		name, login, text string
		reply             string // part of a new reply; "" for none
		face              string
	}{
		{"help", outsider, "/help", "Here's what I can do", "rocket"},
		{"explain", outsider, "/explain morals", "The story says what its morals are", "rocket"},
		{"explain nothing known", outsider, "/explain moral", "Did you mean `morals`", "confused"},
		{"slip", outsider, "/scafold", "Did you mean", "confused"},
		{"refused", outsider, "/character alan", "author", "confused"},
		{"author", writer, "/character alan and barbara", "", "rocket"},
		{"two at once", member, "/remove-character alan\n/explain title", "has a title of its own", "rocket"},
		{"quoted", outsider, "> /help", "", ""},
		{"in code", outsider, "```\n/help\n```", "", ""},
		{"for another bot", outsider, "/lgtm", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			before := len(ours(s.View(number)))
			id, err := s.Comment(test.login, number, test.text)
			s.done(err)
			view := s.seen(number)
			for _, comment := range view.Comments {
				if comment.ID != id {
					continue
				}
				if test.face == "" && len(comment.Reactions) > 0 || test.face != "" && comment.Reactions[test.face] != 1 {
					t.Errorf("reactions %v, want %q", comment.Reactions, test.face)
				}
			}
			after := ours(view)
			switch {
			case test.reply == "" && len(after) != before:
				t.Errorf("replied %q", after[len(after)-1])
			case test.reply != "" && (len(after) != before+1 || !strings.Contains(after[len(after)-1], test.reply)):
				t.Errorf("%d replies, the last %q, want one with %q", len(after)-before, after[len(after)-1], test.reply)
			}
		})
	}
	if got := labels(s.View(number)); !slices.Contains(got, "character: barbara") || slices.Contains(got, "character: alan") {
		t.Errorf("labels %v", got)
	}
}

func TestEditedCommentsRunWhatIsNew(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	id, err := s.Comment(writer, number, "/character alan")
	s.done(err)
	s.settle()
	s.done(s.RemoveLabel(member, number, "character: alan"))
	s.done(s.EditComment(writer, id, "/character alan\n/character barbara"))
	s.settle()
	s.done(s.EditComment(owner, id, "/character niklaus"))
	got := labels(s.seen(number))
	if slices.Contains(got, "character: alan") || !slices.Contains(got, "character: barbara") || slices.Contains(got, "character: niklaus") {
		t.Errorf("labels %v: want barbara new, alan as it was left, and nothing by somebody else's edit", got)
	}
}

func TestClaim(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.say(member, number, "/claim")
	if view := s.seen(number); !slices.Equal(view.Assignees, []string{member}) {
		t.Fatalf("assignees %v", view.Assignees)
	}
	s.say(outsider, number, "/claim")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "already taken") {
		t.Errorf("want to be told that it is taken, got %q", last)
	}
	s.say(member, number, "/unclaim")
	if view := s.seen(number); len(view.Assignees) != 0 {
		t.Errorf("assignees %v", view.Assignees)
	}
	s.say(outsider, number, "/claim")
	view := s.seen(number)
	if len(view.Assignees) == 0 && !strings.Contains(lastOurs(view), "The idea is yours") {
		t.Errorf("neither assigned nor told: %q", lastOurs(view))
	}
	s.say(outsider, number, "/scaffold")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "Your story is started") {
		t.Errorf("whoever claimed it may begin it, got %q", last)
	}
}

func TestWaive(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	s.say(writer, number, "/waive morals: told in confidence")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "only a member of this project can waive it") {
		t.Errorf("the author alone waived what every story has: %q", last)
	}
	s.say(member, number, "/waive morals: told in confidence, @everyone")
	report := ours(s.seen(number))[0]
	if strings.Contains(report, "What are the morals") || !strings.Contains(report, "`morals`: told in confidence, @\u200beveryone (mia)") {
		t.Errorf("report after the waiver:\n%s", report)
	}
	s.done(s.Push(writer, number, "More", files(gap+"\n")))
	if again := ours(s.seen(number))[0]; strings.Contains(again, "What are the morals") || !strings.Contains(again, "told in confidence") {
		t.Errorf("a push changed the report to\n%s", again)
	}
	s.say(member, number, "/unwaive morals")
	if last := ours(s.seen(number))[0]; strings.Contains(last, "told in confidence") {
		t.Errorf("report after /unwaive:\n%s", last)
	}
	s.say(member, number, "/unwaive morals")
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "isn't waived here") {
		t.Errorf("the second /unwaive is answered with %q", last)
	}
}
