package server_test

import (
	"strings"
	"testing"
)

// TestIdeasWordsAreHarmless: what the bot makes of an idea closes nothing,
// mentions nobody, and has no commands in it.
func TestIdeasWordsAreHarmless(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace fixes #1 for @owner", "Grace waits.\n\n/claim\n/scaffold", "status-quo")
	s.settle()
	s.say(member, number, "/scaffold")
	s.settle()
	draft := s.View(number + 1)
	if !draft.IsPull || strings.Contains(draft.Title, "#1") || strings.Contains(draft.Title, "@owner") {
		t.Fatalf("draft %t, title %q", draft.IsPull, draft.Title)
	}
	for _, file := range draft.Files {
		text, err := s.File(draft.HeadBranch, file.Path)
		s.done(err)
		if strings.Contains(string(text), "/scaffold") || !strings.Contains(string(text), "Grace waits.") {
			t.Errorf("%s:\n%s", file.Path, text)
		}
	}
}

// TestTooManyCommands: the first ten are carried out, and so much is said.
func TestTooManyCommands(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	s.say(writer, number, strings.Repeat("/explain morals\n", 13))
	if last := lastOurs(s.seen(number)); !strings.HasPrefix(last, "<!-- storybot:reply") || !strings.Contains(last, "I ran the first 10") {
		t.Errorf("it says %q", last)
	}
}

// TestOneWayOn: where the editor cannot be opened it is said why, and no second
// way is promised.
func TestOneWayOn(t *testing.T) {
	s := newStage(t, map[string]string{place: full})
	for title, want := range map[string]string{
		"Grace waits": `There's already a story at src/status\_quo/grace\_waits.md.`,
		"⏳⏳⏳":         "This title has no letters or digits",
	} {
		said := lastOurs(s.seen(s.idea(title, ideaBody, "status-quo")))
		if !strings.Contains(said, want) || strings.Contains(said, "two ways") {
			t.Errorf("%s: it says %q", title, said)
		}
	}
}
