package gateway_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

func TestIdeaConverges(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "", "idea")
	h.done(err)
	h.done(h.CreateLabel("Status-Quo", "b0562d", ""))
	slash := gateway.Label{Name: "c/50% & ?more #1 ü", Color: "5319e7", Description: "Told by somebody"}
	want := gateway.State{
		Labels:  []gateway.Label{slash, {Name: "status-quo", Color: "000000"}},
		Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"},
	}
	planned, result := h.settle(number, want)
	wantPlan := []string{
		`create label "c/50% & ?more #1 ü"`, `add labels ["c/50% & ?more #1 ü" "Status-Quo"]`, "comment (17 bytes)",
	}
	if diff := cmp.Diff(wantPlan, planned); diff != "" {
		t.Errorf("plan (-want +got):\n%s", diff)
	}
	if result.Writes != 3 || !strings.Contains(result.CommentURL, "/book/vision/issues/1#issuecomment-") {
		t.Errorf("result %+v", result)
	}
	h.converged(number, want)
	want.Labels, want.Placed, want.Comment.Body = nil, []string{slash.Name, "Status-Quo"}, "other"
	h.settle(number, want)
	h.converged(number, want)
	view := h.View(number)
	if len(view.Labels) != 1 || view.Labels[0].Name != "idea" {
		t.Errorf("labels %+v, want the person's alone", view.Labels)
	}
	if len(view.Comments) != 1 || view.Comments[0].Body != "<!-- us -->\nother" {
		t.Errorf("comments %+v, want one, edited", view.Comments)
	}
}

// remarks are n annotations.
func remarks(n int) []gateway.Annotation {
	var list []gateway.Annotation
	for i := range n {
		list = append(list, gateway.Annotation{Path: "src/a.md", From: 1, To: 1, Level: "notice", Title: "t", Message: fmt.Sprint(i)})
	}
	return list
}

func storyPull(h *hub) (int, gateway.State) {
	number, s := h.pull(githubsim.PullRequestInput{
		Login: "wendy", Fork: true, Title: "A story", Files: map[string][]byte{"src/a.md": []byte("one\n```x\ntwo\nthree\n")},
	})
	head := s.PullRequest.HeadOID
	return number, gateway.State{
		Check: &gateway.Check{
			Name: "storybot", HeadOID: head, Conclusion: "neutral", Title: "Some things", Summary: "s", DetailsURL: "https://example.org/x",
			ExternalID: "1", Annotations: remarks(120),
		},
		Review: &gateway.SuggestionReview{Marker: "<!-- r -->", HeadOID: head, Body: "Two.", Suggestions: []gateway.Suggestion{
			{Path: "src/a.md", From: 1, To: 1, Text: "```\nONE", Body: "a"},
			{Path: "src/a.md", From: 3, To: 4, Body: "b"},
			{Path: "src/a.md", From: 4, To: 5, Text: "outside", Body: "c"},
		}},
	}
}

func TestPullRequestConverges(t *testing.T) {
	h := newHub(t)
	number, want := storyPull(h)
	if _, result := h.settle(number, want); result.Writes != 3 {
		t.Errorf("%d writes, want two for the check run and one for the review", result.Writes)
	}
	h.converged(number, want)
	view := h.View(number)
	if len(view.Checks) != 1 || len(view.Checks[0].Annotations) != 100 || view.Checks[0].Conclusion != "neutral" || view.Checks[0].DetailsURL == "" {
		t.Errorf("checks %+v", view.Checks)
	}
	var bodies []string
	for _, comment := range view.Reviews[0].Comments {
		bodies = append(bodies, fmt.Sprintf("%d-%d %s", comment.StartLine, comment.Line, comment.Body))
	}
	slices.Sort(bodies)
	wantBodies := []string{"0-1 a\n\n````suggestion\n```\nONE\n````", "3-4 b\n\n```suggestion\n```"}
	if diff := cmp.Diff(wantBodies, bodies); diff != "" {
		t.Errorf("suggestions (-want +got):\n%s", diff)
	}
	s := h.read(number)
	want = gateway.State{Check: want.Check}
	want.Check.Title = "Other words"
	for _, thread := range s.PullRequest.Threads {
		want.Resolve = append(want.Resolve, thread.NodeID)
	}
	planned, _ := h.settle(number, want)
	if len(planned) != 3 || !strings.HasPrefix(planned[0], "edit check run") {
		t.Errorf("planned %q, want an edited check run and two resolved threads", planned)
	}
	h.converged(number, want)
	if view = h.View(number); len(view.Checks) != 1 || view.Checks[0].Title != "Other words" || len(view.Checks[0].Annotations) != 100 {
		t.Errorf("checks %+v, want the one, edited", view.Checks)
	}
}

// TestLostAnswersAreNotAskedForTwice loses the answer of each write in turn:
// the next reading finds that it was made.
func TestLostAnswersAreNotAskedForTwice(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{
		Labels: []gateway.Label{{Name: "new", Color: "000000"}}, Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"}, Proposal: ideaDraft(h, number),
	}
	for {
		s := h.read(number)
		writes := gateway.Plan(s, want)
		if len(writes) == 0 {
			break
		}
		h.sim.Inject(githubsim.Fault{DropAnswer: true, Match: func(r *http.Request) bool { return r.Method != http.MethodGet }})
		result, err := h.Apply(t.Context(), s, writes, allowed)
		h.sim.ClearFaults()
		if result.Recorded == (gateway.Recorded{}) && len(s.Drafts) == 0 && len(h.Branches()) > 1 {
			want.Proposal.Recorded = gateway.Recorded{Branch: want.Proposal.Branch, HeadOID: want.Proposal.Base} // what a caller that recorded its intent knows
		}
		if err == nil || result.Writes != 0 {
			t.Fatalf("%d writes and error %v, want the first to fail", result.Writes, err)
		}
	}
	view := h.View(number)
	if len(view.Comments) != 1 || len(view.Labels) != 1 || len(h.Issues()) != 2 || len(h.Branches()) != 2 {
		t.Errorf("%d comments, labels %v, %d issues and pull requests, branches %q; want each once", len(view.Comments), view.Labels, len(h.Issues()), h.Branches())
	}
}

// TestCheckRunThatWasCutOffIsCompleted stops before the second of its requests:
// the run is gone on with, and not made again.
func TestCheckRunThatWasCutOffIsCompleted(t *testing.T) {
	for _, afresh := range []bool{false, true} {
		h := newHub(t)
		number, want := storyPull(h)
		want.Review, want.Check.Afresh = nil, afresh
		s, asked := h.read(number), 0
		lost := errors.New("another run has it")
		_, err := h.Apply(t.Context(), s, gateway.Plan(s, want), func(context.Context) error {
			if asked++; asked > 1 {
				return lost
			}
			return nil
		})
		begun := h.View(number).Checks
		if !errors.Is(err, lost) || len(begun[0].Annotations) != 50 {
			t.Fatalf("got %v with %d remarks, want it stopped before the last of 100", err, len(begun[0].Annotations))
		}
		planned, _ := h.settle(number, want)
		if len(planned) != 1 || !strings.HasSuffix(planned[0], ": 50 annotations") {
			t.Errorf("planned %q, want the run to be completed", planned)
		}
		after := h.View(number).Checks
		if len(after) != 1 || after[0].ID != begun[0].ID || len(after[0].Annotations) != 100 {
			t.Errorf("%d check runs, want the one with 100 remarks", len(after))
		}
		want.Check.Afresh = false
		h.converged(number, want)
		want.Check.Afresh = true
		if planned, _ := h.settle(number, want); len(planned) != 1 || !strings.HasPrefix(planned[0], "check run storybot") {
			t.Errorf("planned %q, want another run when asked for afresh", planned)
		}
	}
}

func TestGuardAndLimitsStopWrites(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Labels: []gateway.Label{{Name: "new", Color: "000000"}}, Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"}}
	s, lost := h.read(number), errors.New("another run has it")
	result, err := h.Apply(t.Context(), s, gateway.Plan(s, want), func(context.Context) error { return lost })
	if !errors.Is(err, lost) || result.Writes != 0 || len(h.View(number).Labels) != 0 {
		t.Errorf("result %+v, error %v, want nothing done", result, err)
	}
	fault := githubsim.SecondaryLimit(http.StatusTooManyRequests, 7*time.Second)
	fault.Match = func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/comments") }
	h.sim.Inject(fault)
	var limit *gateway.RateLimitError
	result, err = h.Apply(t.Context(), s, gateway.Plan(s, want), allowed)
	if !errors.As(err, &limit) || limit.RetryAfter() != 7*time.Second || result.Writes != 2 {
		t.Errorf("result %+v, error %v, want a limit after two writes", result, err)
	}
	if h.Blocked(h.repo.Installation) == 0 || h.Blocked(h.repo.Installation+1) != 0 {
		t.Errorf("blocked for %s, another for %s", h.Blocked(h.repo.Installation), h.Blocked(h.repo.Installation+1))
	}
	h.sim.ResetRequests()
	if _, err := h.ReadIssue(t.Context(), h.repo, number); !errors.As(err, &limit) || len(h.asked()) != 0 {
		t.Errorf("read while blocked: %v, asked %q; want to wait", err, h.asked())
	}
}
