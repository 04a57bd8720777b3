package server_test

import (
	"strings"
	"testing"
	"time"
)

const day = 24 * time.Hour

// TestIdleClaimsEnd: whoever claimed an idea is reminded once, keeps it with a
// word, and has it no more a week after a reminder without an answer.
func TestIdleClaimsEnd(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", "### Brief summary\n\nGrace waits for the build.\n", "status-quo")
	s.say(writer, number, "/claim")
	has := func(what string, reminders int, claimed bool) {
		t.Helper()
		view := s.seen(number)
		found := 0
		for _, body := range ours(view) {
			found += strings.Count(body, "are you still planning to write this one?")
		}
		if found != reminders || strings.Contains(ours(view)[0], "has claimed this idea") != claimed {
			t.Errorf("%s: %d reminders, want %d; claimed, want %v:\n%s", what, found, reminders, claimed, strings.Join(ours(view), "\n---\n"))
		}
	}
	s.later(20 * day)
	has("20 days", 0, true)
	s.later(day + time.Hour)
	has("21 days", 1, true)
	s.later(day)
	has("a day after that", 1, true)
	s.say(writer, number, "Yes, next weekend!")
	s.later(20 * day)
	has("20 days after an answer", 1, true)
	s.later(2 * day)
	has("22 days after an answer", 2, true)
	s.later(8 * day)
	has("a week without an answer", 1, false)
	if last := lastOurs(s.seen(number)); !strings.Contains(last, "so this idea is free again") || strings.Contains(last, "@") {
		t.Errorf("the reminder now says %q", last)
	}
	if view := s.seen(number); len(view.Assignees) != 0 {
		t.Errorf("%v are assigned", view.Assignees)
	}
	before := len(ours(s.seen(number)))
	s.later(40 * day)
	if after := ours(s.seen(number)); len(after) != before {
		t.Errorf("later it goes on: %q", after)
	}
	s.say(outsider, number, "/claim")
	has("claimed by another", 1, true)
}

// TestClaimsAreLeftAloneWhereTheSettingsSaySo also holds that a closed idea's
// claim is nobody's business.
func TestClaimsAreLeftAloneWhereTheSettingsSaySo(t *testing.T) {
	for _, test := range []struct {
		name, settings string
		closed         bool
		comments       int // by the bot
		claimed        bool
	}{
		{"off", "claims: off\n", false, 1, true},
		{"remind", "claims: remind\n", false, 2, true},
		{"closed", "", true, 1, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newStage(t, map[string]string{".github/storybot.yml": test.settings})
			number := s.idea("Grace waits", "### Brief summary\n\nGrace waits for the build.\n", "status-quo")
			s.say(member, number, "/claim")
			s.settle()
			if test.closed {
				s.done(s.CloseIssue(member, number))
			}
			s.later(22 * day)
			s.later(8 * day)
			view := s.seen(number)
			if got := ours(view); len(got) != test.comments || strings.Contains(got[0], "has claimed this idea") != test.claimed {
				t.Errorf("want %d comments, claimed %v:\n%s", test.comments, test.claimed, strings.Join(got, "\n---\n"))
			}
		})
	}
}

// TestMutedClaimsAreLeftAlone: where the bot is muted it reminds nobody, and so
// takes nothing away.
func TestMutedClaimsAreLeftAlone(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", "### Brief summary\n\nGrace waits for the build.\n", "status-quo")
	s.say(member, number, "/claim\n/mute")
	s.later(22 * day)
	s.later(8 * day)
	view := s.seen(number)
	if got := ours(view); len(got) != 1 || len(view.Assignees) != 1 {
		t.Errorf("assigned: %v; it says:\n%s", view.Assignees, strings.Join(got, "\n---\n"))
	}
}
