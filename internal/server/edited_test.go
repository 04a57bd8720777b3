package server_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/githubsim"
)

// reactionsOf are the reactions to a comment.
func reactionsOf(view githubsim.IssueView, id int64) map[string]int {
	for _, comment := range view.Comments {
		if comment.ID == id {
			return comment.Reactions
		}
	}
	return nil
}

// TestCorrectedComments: what was answered to a slip goes with it.
func TestCorrectedComments(t *testing.T) {
	s := newStage(t, nil)
	number := s.idea("Grace waits", ideaBody, "status-quo")
	s.settle()
	for name, test := range map[string]struct {
		slip, correction string
		face, reply      string // "" for none
	}{
		"put right":       {"/charakter alan", "/character alan", "rocket", ""},
		"answered now":    {"/explan morals", "/explain morals", "rocket", "The story says what its morals are"},
		"still wrong":     {"/charakter alan", "/charactr alan", "confused", "Did you mean"},
		"never mind":      {"/charakter alan", "Never mind.", "", ""},
		"one of two":      {"/help\n/explan morals", "/help\n/character grace", "rocket", ""},
		"an answer stays": {"/help", "/help\n/character grace", "rocket", "Here's what I can do"},
		"nothing new":     {"/charakter alan", "Thanks!\n\n/charakter alan", "confused", "Did you mean"},
	} {
		id, err := s.Comment(writer, number, test.slip)
		s.done(err)
		before := len(ours(s.seen(number)))
		s.done(s.EditComment(writer, id, test.correction))
		view := s.seen(number)
		if got := reactionsOf(view, id); (got["confused"] > 0) != (test.face == "confused") || test.face == "rocket" && got["rocket"] != 1 {
			t.Errorf("%s: reactions %v, want %q", name, got, test.face)
		}
		after := ours(view)
		switch {
		case test.reply == "" && len(after) != before-1:
			t.Errorf("%s: the old reply is there: %q", name, after[len(after)-1])
		case test.reply != "" && (len(after) != before || !strings.Contains(after[len(after)-1], test.reply)):
			t.Errorf("%s: %d comments (%d before), the last %q, want one with %q", name, len(after), before, after[len(after)-1], test.reply)
		}
	}
}

// TestEditedReviewsAndLineComments run what is new in them, as comments do.
func TestEditedReviewsAndLineComments(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	id, err := s.Review(number, githubsim.ReviewInput{Login: member, Event: "COMMENT", Body: "/character alan", Comments: []githubsim.ReviewCommentInput{
		{Path: place, Line: 5, Body: "/charakter barbara"},
	}})
	s.done(err)
	view := s.seen(number)
	line := theirs(view)
	if got := labels(view); !slices.Contains(got, "character: alan") || line.Reactions["confused"] != 1 || !strings.Contains(lastOurs(view), "Did you mean") {
		t.Fatalf("labels %v, reactions %v, %q", got, line.Reactions, lastOurs(view))
	}
	s.done(s.RemoveLabel(member, number, "character: alan"))
	s.done(s.EditReview(member, number, id, "/character alan\n/character niklaus"))
	s.done(s.EditLineComment(member, number, line.ID, "/character barbara"))
	view = s.seen(number)
	line = theirs(view)
	if got := labels(view); slices.Contains(got, "character: alan") || !slices.Contains(got, "character: niklaus") || !slices.Contains(got, "character: barbara") {
		t.Errorf("labels %v", got)
	}
	if line.Reactions["confused"] != 0 || line.Reactions["rocket"] != 1 || strings.Contains(lastOurs(view), "Did you mean") {
		t.Errorf("reactions to the line comment %v, %q", line.Reactions, lastOurs(view))
	}
}

// TestAnswersChangeNothing: what only answers leaves our labels ours.
func TestAnswersChangeNothing(t *testing.T) {
	s := newStage(t, nil)
	number := s.open(githubsim.PullRequestInput{Title: "Grace waits", Files: files(gap)})
	s.settle()
	s.speak(number, []spoken{{"help", outsider, "/help\n/explain title", "In this book it counts as an error", "rocket", nil}})
	s.done(s.Push(writer, number, "Alan", map[string][]byte{place: []byte(strings.ReplaceAll(gap, "Grace", "Alan"))}))
	if got := labels(s.seen(number)); slices.Contains(got, "character: grace") || !slices.Contains(got, "character: alan") {
		t.Errorf("labels %v", got)
	}
}

// theirs is the member's comment on a line.
func theirs(view githubsim.IssueView) githubsim.ReviewCommentView {
	for _, review := range view.Reviews {
		for _, comment := range review.Comments {
			if comment.Author == member {
				return comment
			}
		}
	}
	return githubsim.ReviewCommentView{}
}
