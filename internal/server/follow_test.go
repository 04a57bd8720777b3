package server_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestFirstCommentFollowsTheIdea: the one comment says how things are when the
// idea is edited, claimed, given back, closed and opened again.
func TestFirstCommentFollowsTheIdea(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", "### Brief summary\n\nGrace waits for the build.\n", "status-quo")
	says := func(what, text string, is bool) {
		t.Helper()
		comments := ours(s.seen(number))
		if len(comments) != 1 || strings.Contains(comments[0], text) != is {
			t.Errorf("%s: %q is there: want %v in\n%.700s", what, text, is, strings.Join(comments, "\n---\n"))
		}
	}
	says("opened", "the morals: what should a reader take away?", true)
	s.done(s.EditBody(writer, number, "### Brief summary\n\nGrace waits for the build.\n\n### What are the key points or morals?\n\nWaiting costs.\n"))
	says("edited", "the morals: what should a reader take away?", false)
	s.say(writer, number, "/claim")
	says("claimed", "has claimed this idea", true)
	s.say(writer, number, "/unclaim")
	says("given back", "has claimed this idea", false)
	s.done(s.CloseIssue(member, number))
	says("closed", "This idea is closed.", true)
	s.done(s.Reopen(member, number))
	says("open again", "This idea is closed.", false)
}

// TestNewcomersAreNotMetWithSilence: each gets one comment, and another push or
// edit no second one.
func TestNewcomersAreNotMetWithSilence(t *testing.T) {
	s := newStage(t, nil)
	plain := s.open(githubsim.PullRequestInput{Title: "My wait", Files: map[string][]byte{"src/status_quo/wait.md": []byte("I waited for the build.\n")}})
	view := s.seen(plain)
	if comments := ours(view); len(comments) != 1 || !strings.Contains(comments[0], "isn't one I can recognise yet") || !strings.Contains(comments[0], "status_quo/template.md?plain=1") {
		t.Errorf("plain text is answered with %q", comments)
	}
	s.done(s.Push(writer, plain, "More", map[string][]byte{"src/status_quo/wait.md": []byte("I waited for the build.\n\nAnd again.\n")}))
	if comments := ours(s.seen(plain)); len(comments) != 1 {
		t.Errorf("a push is answered again: %q", comments)
	}
	s.done(s.Push(writer, plain, "A story", map[string][]byte{"src/status_quo/wait.md": nil, place: []byte(full)}))
	view = s.seen(plain)
	if comments := ours(view); len(comments) != 1 || !strings.Contains(comments[0], "Thanks for this status quo story") {
		t.Errorf("once it is a story: %q", comments)
	}
	if diff := cmp.Diff([]string{"character: grace", "status-quo"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	s.done(s.Push(writer, plain, "No story", map[string][]byte{place: nil, "src/notes.md": []byte("# Notes\n")}))
	if view = s.seen(plain); len(labels(view)) != 0 {
		t.Errorf("the story is gone, and its labels are not: %v", labels(view))
	}

	own, err := s.OpenIssue(writer, "My build queue is awful", "Every morning I start our test run and then I wait for forty minutes. "+
		"Last week I gave up and went for a walk, and my colleague thought I had left for the day.")
	s.done(err)
	if comments := ours(s.seen(own)); len(comments) != 1 || !strings.Contains(comments[0], "`/scaffold status-quo`") {
		t.Errorf("an idea in somebody's own words is answered with %q", comments)
	}
	s.say(member, own, "/scaffold status-quo grace")
	if last := lastOurs(s.seen(own)); !strings.Contains(last, "Here's the draft: #") {
		t.Errorf("what was offered is answered with %q", last)
	}
}

// TestLaterFixesAreOffered: a fix that a push brings is suggested when somebody
// asks for a check, in a second review and not in a third.
func TestLaterFixesAreOffered(t *testing.T) {
	s := newStage(t, nil)
	text := noticed(full, s.notice())
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(strings.Replace(text, "choose Grace", "choose *NAME*", 1))})
	reviews := func() int { return len(s.seen(number).Reviews) }
	if got := reviews(); got != 1 {
		t.Fatalf("%d reviews", got)
	}
	later := strings.Replace(text, "Waiting costs.", "*List the lessons a reader should take away, most important first.*\n\nWaiting costs.", 1)
	s.done(s.Push(writer, number, "More", files(later)))
	if got := reviews(); got != 1 {
		t.Errorf("a push within the day: %d reviews", got)
	}
	s.say(writer, number, "/check")
	if got := reviews(); got != 2 {
		t.Errorf("asked for: %d reviews", got)
	}
	s.say(writer, number, "/check")
	if got := reviews(); got != 2 {
		t.Errorf("asked for again: %d reviews", got)
	}
}
