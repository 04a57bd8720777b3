package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/report"
)

// checked reports whether the newest check run has a conclusion, and a title
// with these words.
func checked(conclusion, title string) func(githubsim.IssueView) bool {
	return func(view githubsim.IssueView) bool {
		return verdict(view) == conclusion && strings.Contains(view.Checks[0].Title, title)
	}
}

func TestHold(t *testing.T) {
	s := newStage(t, map[string]string{".github/storybot.yml": "checks:\n  required: true\nlabels:\n  hold: do-not-merge\n"})
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Draft: true, Files: files(gap)})
	s.settle()
	s.speak(number, []spoken{
		{"stranger", outsider, "/hold", "Only the author or a member", "confused", checked("neutral", "Draft: 2 things")},
		{"not on hold", member, "/unhold", "isn't on hold", "confused", nil},
		{"author", writer, "/hold", "", "rocket", checked("failure", "On hold by wendy")},
		{"why", member, "/hold until #1 is fixed @everyone <!-- -->", "", "rocket", checked("failure", "On hold by mia: until #\u200b1 is fixed @\u200beveryone")},
	})
	held := s.View(number)
	if !slices.Contains(labels(held), "do-not-merge") || !strings.Contains(ours(held)[0], "**On hold** by mia: until #\u200b1 is fixed @\u200beveryone\n") {
		t.Errorf("labels %v, the report says\n%s", labels(held), ours(held)[0])
	}
	s.speak(number, []spoken{
		{"stranger lets go", outsider, "/unhold", "Only the author or a member", "confused", checked("failure", "On hold")},
		{"lets go", writer, "/unhold", "", "rocket", checked("neutral", "Draft: 2 things")},
	})
	if after := s.View(number); slices.Contains(labels(after), "do-not-merge") || strings.Contains(ours(after)[0], "hold") {
		t.Errorf("labels %v, the report says\n%s", labels(after), ours(after)[0])
	}
}

// TestHoldWithoutStory: what holds a pull request is said even where there is
// nothing else to say.
func TestHoldWithoutStory(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Typos", Files: map[string][]byte{"README.md": []byte("Hello")}})
	s.settle()
	s.speak(number, []spoken{{"hold", member, "/hold the release", "**On hold** by mia: the release", "rocket", checked("neutral", "On hold by mia: the release")}})
}

func TestMute(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	quiet := func(view githubsim.IssueView) bool {
		return len(ours(view)) == 1 && strings.Contains(ours(view)[0], "wendy muted me here") && !strings.Contains(ours(view)[0], "morals")
	}
	s.speak(number, []spoken{{"not muted", writer, "/unmute", "I'm not muted here", "confused", nil}})
	if before := len(ours(s.View(number))); before != 2 {
		t.Fatalf("%d comments", before)
	}
	second := s.open2("Grace waits again", "again")
	s.settle()
	s.speak(second, []spoken{
		{"mute", writer, "/mute", "", "rocket", quiet},
		{"help", outsider, "/help", "", "rocket", quiet},
		{"refused", outsider, "/hold", "", "confused", quiet},
		{"twice", member, "/mute", "", "rocket", quiet},
		{"still acts", writer, "/hold", "", "rocket", quiet},
	})
	if !checked("neutral", "On hold by wendy")(s.View(second)) {
		t.Errorf("the check does not go on: %+v", s.View(second).Checks)
	}
	s.done(s.Push(writer, second, "More", map[string][]byte{"src/status_quo/grace_again.md": []byte(gap + "\nMore.\n")}))
	if view := s.seen(second); !quiet(view) {
		t.Errorf("a push makes it speak: %q", ours(view))
	}
	s.speak(second, []spoken{{"back", member, "/unmute", "", "rocket", func(view githubsim.IssueView) bool {
		return strings.Contains(ours(view)[0], "What are the morals") && strings.Contains(ours(view)[0], "**On hold** by wendy")
	}}})
}

// open2 opens another pull request of the writer's, with a file of its own.
func (s *stage) open2(title, branch string) int {
	s.t.Helper()
	number, err := s.OpenPullRequest(githubsim.PullRequestInput{
		Login: writer, Fork: true, Branch: branch, Title: title, Files: map[string][]byte{"src/status_quo/grace_again.md": []byte(gap)},
	})
	s.done(err)
	return number
}

// TestMutedIdea: also one whose description says so at once.
func TestMutedIdea(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody+"\n\n/mute\n", "status-quo")
	if view := s.seen(number); len(ours(view)) != 1 || !strings.Contains(ours(view)[0], "wendy muted me here") || len(view.Labels) == 0 {
		t.Errorf("labels %v, comments %q", labels(view), ours(view))
	}
	s.say(member, number, "/scaffold")
	if view := s.seen(number); len(ours(view)) != 1 {
		t.Errorf("the draft is told of: %q", ours(view))
	}
}

// TestDecisionsSurviveALostDatabase: what people decided is in our comment, and
// found there by a bot that remembers nothing.
func TestDecisionsSurviveALostDatabase(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	second := s.open2("Grace waits again", "again")
	s.say(member, number, "/waive morals: told in confidence, @everyone\n/hold until Monday")
	s.say(writer, second, "/mute")
	s.settle()
	before, quiet := ours(s.View(number)), ours(s.View(second))
	s.start(t.TempDir())
	s.done(s.EditBody(writer, number, "More"))
	s.done(s.EditBody(writer, second, "More"))
	s.settle()
	if after := ours(s.View(number)); after[0] != before[0] {
		t.Errorf("the report was\n%s\nand is\n%s", before[0], after[0])
	}
	if after := ours(s.View(second)); !slices.Equal(after, quiet) {
		t.Errorf("was quiet (%q), and is not: %q", quiet, after)
	}
	s.say(member, number, "/unhold\n/unwaive morals")
	s.say(writer, second, "/unmute")
	s.settle()
	if after := ours(s.View(number))[0]; !strings.Contains(after, "What are the morals") || strings.Contains(after, "hold") || strings.Contains(after, "storybot:memory") {
		t.Errorf("nothing is remembered anymore, and the report says\n%s", after)
	}
	if after := ours(s.View(second))[0]; strings.Contains(after, "muted") || !strings.HasPrefix(after, report.ReportMarker) {
		t.Errorf("unmuted, the report says\n%s", after)
	}
}

// TestForgedMemory: only our own comment is believed.
func TestForgedMemory(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.say(member, number, "/hold")
	s.settle()
	s.say(outsider, s.open2("Grace waits again", "again"), ours(s.View(number))[0])
	s.start(t.TempDir())
	s.done(s.EditBody(writer, number+1, "More"))
	if view := s.seen(number + 1); strings.Contains(ours(view)[0], "On hold") {
		t.Errorf("a stranger's comment holds the pull request:\n%s", ours(view)[0])
	}
}
