package gateway_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestReportBehindTheEndOfWhatIsReadIsNotPostedTwice puts it behind 2,150
// comments, of which 2,100 are read.
func TestReportBehindTheEndOfWhatIsReadIsNotPostedTwice(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	for i := range 2150 {
		_, err := h.Comment("mia", number, fmt.Sprint(i))
		h.done(err)
	}
	want := gateway.State{Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"}}
	h.settle(number, want)
	h.settle(number, want)
	want.Comment.Body = "other"
	h.settle(number, want)
	var ours []string
	for _, comment := range h.View(number).Comments {
		if strings.HasPrefix(comment.Body, "<!-- us") {
			ours = append(ours, comment.Body)
		}
	}
	if len(ours) != 1 || ours[0] != want.Comment.Text() {
		t.Errorf("our reports: %q, want one, brought up to date", ours)
	}
}

// TestReviewBehindAHundredIsNotPostedTwice: no further reading is made but when
// a review is about to be posted.
func TestReviewBehindAHundredIsNotPostedTwice(t *testing.T) {
	h := newHub(t)
	number, want := storyPull(h)
	want.Check = nil
	for range 101 {
		_, err := h.Review(number, githubsim.ReviewInput{Login: "mia", Event: "COMMENT", Body: "I like it."})
		h.done(err)
	}
	for range 3 {
		h.settle(number, want)
	}
	if got := len(h.View(number).Reviews); got != 102 {
		t.Errorf("%d reviews, want 102", got)
	}
	h.read(number)
	if slices.Contains(h.asked(), "POST graphql Reviews") {
		t.Error("further reviews are read though none is to be posted")
	}
}

// TestThreadsBehindAPageAreResolved has sixty of ours.
func TestThreadsBehindAPageAreResolved(t *testing.T) {
	h := newHub(t)
	text := strings.Repeat("a line\n", 60)
	number, s := h.pull(githubsim.PullRequestInput{Login: "wendy", Fork: true, Title: "A story", Files: map[string][]byte{"src/a.md": []byte(text)}})
	for review := range 3 {
		want := gateway.State{Review: &gateway.SuggestionReview{Marker: fmt.Sprintf("<!-- r%d -->", review), HeadOID: s.PullRequest.HeadOID, Body: "b"}}
		for line := range 20 {
			at := review*20 + line + 1
			want.Review.Suggestions = append(want.Review.Suggestions, gateway.Suggestion{Path: "src/a.md", From: at, To: at, Text: "x", Body: "b"})
		}
		h.settle(number, want)
	}
	var want gateway.State
	for _, thread := range h.read(number).PullRequest.Threads {
		want.Resolve = append(want.Resolve, thread.NodeID)
	}
	planned, _ := h.settle(number, want)
	if len(want.Resolve) != 60 || len(planned) != 60 {
		t.Errorf("%d threads read, %d resolved, want 60", len(want.Resolve), len(planned))
	}
	h.converged(number, want)
}
