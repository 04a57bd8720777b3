package server_test

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestManyComments: among a hundred and fifty comments of others the bot finds
// its own.
func TestManyComments(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	for i := range 150 {
		_, err := s.Comment(outsider, number, fmt.Sprintf("I waited %d days once.", i))
		s.done(err)
	}
	s.settle()
	s.done(s.Push(writer, number, "Answer", files(noticed(full, s.notice()))))
	view := s.seen(number)
	if comments := ours(view); len(comments) != 1 || !strings.Contains(comments[0], "Nothing's missing") {
		t.Errorf("want the one report edited, got %q", comments)
	}
	if len(view.Comments) != 151 {
		t.Errorf("%d comments", len(view.Comments))
	}
}

// TestCheckAskedTenTimes: every one is seen; once is said that all is up to date.
func TestCheckAskedTenTimes(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	for range 10 {
		_, err := s.Comment(writer, number, "/check")
		s.done(err)
	}
	view := s.seen(number)
	if comments := ours(view); len(comments) != 2 || !strings.Contains(comments[1], "Already up to date") {
		t.Errorf("want the report and one answer, got %q", comments)
	}
	seen := map[string]int{}
	for _, comment := range view.Comments {
		if comment.Author == writer {
			for face, n := range comment.Reactions {
				seen[face] += n
			}
		}
	}
	if diff := cmp.Diff(map[string]int{"eyes": 10, "rocket": 10}, seen); diff != "" {
		t.Errorf("reactions (-want +got)\n%s", diff)
	}
}

// TestLockedConversation: where GitHub takes no comments the verdict is given
// all the same, and nobody asks for ever.
func TestLockedConversation(t *testing.T) {
	s := newStage(t, nil)
	s.sim.Inject(githubsim.Fault{
		Match: isComment, Times: 100, Status: http.StatusForbidden, Body: `{"message":"Unable to create comment because issue is locked.","status":"403"}`,
	})
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	view := s.seen(number)
	if diff := cmp.Diff([]string{"character: grace", "status-quo"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	if verdict(view) == "" || len(ours(view)) != 0 {
		t.Errorf("verdict %q, comments %q", verdict(view), ours(view))
	}
	tried := 0
	for _, request := range s.sim.Requests() {
		if request.Method == http.MethodPost && strings.HasSuffix(request.Path, "/comments") {
			tried++
		}
	}
	if tried > 3 {
		t.Errorf("tried to comment %d times", tried)
	}
	if !strings.Contains(s.log.String(), "locked") {
		t.Error("the log does not say why")
	}
}

// TestForkIsGone: a pull request outlives the fork it came from.
func TestForkIsGone(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	s.done(s.DeleteFork(writer))
	s.sim.ResetRequests()
	s.done(s.EditTitle(member, number, "Grace waits and waits"))
	_, err := s.Comment(writer, number, "/check")
	s.done(err)
	view := s.seen(number)
	if len(ours(view)) != 1 || verdict(view) == "" || view.State != "open" {
		t.Errorf("%s: verdict %q, comments %q", view.State, verdict(view), ours(view))
	}
	if n := len(s.sim.Requests()); n > 10 {
		t.Errorf("%d requests", n)
	}
}

// TestSuspendedMeanwhile: GitHub tells nothing while the App is suspended; the
// next change after that is answered as if it had not been.
func TestSuspendedMeanwhile(t *testing.T) {
	s := newStage(t, nil)
	s.done(s.sim.Suspend(owner))
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	if view := s.seen(number); len(ours(view)) != 0 {
		t.Fatalf("suspended, and it says %q", ours(view))
	}
	s.done(s.sim.Unsuspend(owner))
	s.settle()
	s.done(s.Push(writer, number, "Answer", files(noticed(full, s.notice()))))
	if view := s.seen(number); len(ours(view)) != 1 || verdict(view) != "success" {
		t.Errorf("verdict %q, comments %q", verdict(view), ours(view))
	}
}

// TestStoryIsRenamed: labels follow the story, not the file it was.
func TestStoryIsRenamed(t *testing.T) {
	s := newStage(t, map[string]string{place: full})
	number := s.open(githubsim.PullRequestInput{Title: "Barbara waits", Files: map[string][]byte{
		place: nil, "src/status_quo/barbara_waits.md": []byte(strings.ReplaceAll(full, "Grace", "Barbara")),
	}})
	view := s.seen(number)
	if !slices.Contains(labels(view), "character: barbara") || slices.Contains(labels(view), "character: grace") {
		t.Errorf("labels %q", labels(view))
	}
	if verdict(view) == "" || len(ours(view)) != 1 {
		t.Errorf("verdict %q, comments %q", verdict(view), ours(view))
	}
}

// TestTwoStories of one pull request are told of in one report.
func TestTwoStories(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Two of them", Files: map[string][]byte{
		place: []byte(gap), "src/status_quo/alan_waits.md": []byte(strings.ReplaceAll(gap, "Grace", "Alan")),
	}})
	view := s.seen(number)
	if diff := cmp.Diff([]string{"character: alan", "character: grace", "status-quo"}, labels(view)); diff != "" {
		t.Errorf("labels (-want +got)\n%s", diff)
	}
	comments := ours(view)
	if len(comments) != 1 || !strings.Contains(comments[0], "grace_waits.md") || !strings.Contains(comments[0], "alan_waits.md") {
		t.Errorf("want one report of both, got %q", comments)
	}
}

// TestForcedBack: the report follows the branch wherever it goes.
func TestForcedBack(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(noticed(full, s.notice()))})
	s.done(s.Push(writer, number, "Worse", files(gap)))
	if view := s.seen(number); verdict(view) == "success" {
		t.Fatal("a story with gaps is fine")
	}
	s.done(s.ForcePush(writer, number, "As it was", files(noticed(full, s.notice()))))
	if view := s.seen(number); verdict(view) != "success" || len(ours(view)) != 1 || !strings.Contains(ours(view)[0], "Nothing's missing") {
		t.Errorf("verdict %q, comments %q", verdict(view), ours(view))
	}
}
