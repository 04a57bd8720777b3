package githubsim

import (
	"net/http"
	"testing"

	"github.com/google/go-github/v60/github"
)

// TestReviewNeedsABodyOrComments: GitHub takes comments alone, but only for a
// review that does not judge.
func TestReviewNeedsABodyOrComments(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/three.md": []byte("three\n")}})
	one := []*github.DraftReviewComment{{
		Path: github.String("src/three.md"), Line: github.Int(1), Side: github.String("RIGHT"), Body: github.String("Only three?"),
	}}
	for name, row := range map[string]struct {
		event    string
		comments []*github.DraftReviewComment
		want     int
	}{
		"comments alone":       {"COMMENT", one, 0},
		"nothing at all":       {"COMMENT", nil, http.StatusUnprocessableEntity},
		"a judgement":          {"REQUEST_CHANGES", one, http.StatusUnprocessableEntity},
		"approved, no remarks": {"APPROVE", nil, 0},
	} {
		_, _, err := w.bot.PullRequests.CreateReview(t.Context(), "lovelace", "book", n, &github.PullRequestReviewRequest{
			Event: github.String(row.event), Comments: row.comments,
		})
		if got := status(err); got != row.want {
			t.Errorf("%s: %v, want %d", name, err, row.want)
		}
	}
}

// TestPullRoutesOfAnIssueAreNotFound: whatever the token may do.
func TestPullRoutesOfAnIssueAreNotFound(t *testing.T) {
	w := newWorld(t)
	must[int](t)(w.repo.OpenIssue("ada", "An idea", ""))
	token, err := w.token(t, nil)
	check(t, err)
	for _, path := range []string{"", "/files", "/commits", "/reviews", "/comments"} {
		for _, who := range []string{token.GetToken(), ""} {
			if got := w.get(t, "repos/lovelace/book/pulls/1"+path, who).StatusCode; got != http.StatusNotFound {
				t.Errorf("pulls/1%s: status %d, want 404", path, got)
			}
		}
	}
}
