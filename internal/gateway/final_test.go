package gateway_test

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// isFinal reports whether an error tells the queue not to try again.
func isFinal(err error) bool {
	says, ok := errors.AsType[interface {
		error
		Final() bool
	}](err)
	return ok && says.Final()
}

// waits is how long an error tells the queue to wait.
func waits(err error) time.Duration {
	if asks, ok := errors.AsType[interface {
		error
		RetryAfter() time.Duration
	}](err); ok {
		return asks.RetryAfter()
	}
	return 0
}

func TestWhatCanNeverSucceedIsFinal(t *testing.T) {
	for _, test := range []struct {
		name   string
		status int
		body   string
		final  bool
	}{
		{"gone", http.StatusGone, `{"message":"This issue was deleted"}`, true},
		{"not found", http.StatusNotFound, `{"message":"Not Found"}`, true},
		{"for legal reasons", http.StatusUnavailableForLegalReasons, `{"message":"Repository access blocked"}`, true},
		{"archived", http.StatusForbidden, `{"message":"Repository was archived so is read-only."}`, true},
		{"refused", http.StatusUnprocessableEntity, `{"message":"Validation Failed"}`, true},
		{"forbidden", http.StatusForbidden, `{"message":"Resource not accessible by integration"}`, false},
		{"broken", http.StatusInternalServerError, `{"message":"Server Error"}`, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := newHub(t)
			number, err := h.OpenIssue("wendy", "An idea", "")
			h.done(err)
			s := h.read(number)
			h.sim.Inject(githubsim.Fault{
				Match:  func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/comments") },
				Status: test.status, Body: test.body,
			})
			want := gateway.State{Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"}}
			if _, err = h.Apply(t.Context(), s, gateway.Plan(s, want), allowed); err == nil || isFinal(err) != test.final {
				t.Errorf("got %v, final: %t, want %t", err, isFinal(err), test.final)
			}
		})
	}
}

// TestRefusedReviewIsLeftOut: what comes after it is still done.
func TestRefusedReviewIsLeftOut(t *testing.T) {
	h := newHub(t)
	number, want := storyPull(h)
	want.Replies = []gateway.Report{{Marker: "<!-- after -->", Body: "done"}}
	h.sim.Inject(githubsim.Fault{
		Match:  func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/reviews") },
		Status: http.StatusUnprocessableEntity, Body: `{"message":"Unprocessable Entity","errors":["Line could not be resolved"]}`,
	})
	_, result := h.settle(number, want)
	if view := h.View(number); len(result.Refused) != 1 || len(view.Reviews) != 0 || len(view.Comments) != 1 || len(view.Checks) != 1 {
		t.Errorf("refused %q, %d reviews, %d comments, %d checks", result.Refused, len(view.Reviews), len(view.Comments), len(view.Checks))
	}
	if _, again := h.settle(number, want); len(again.Refused) != 0 || len(h.View(number).Reviews) != 0 {
		t.Errorf("sent again: refused %q, %d reviews", again.Refused, len(h.View(number).Reviews))
	}
}

// TestAnswersToWhatWasDeletedAreLeftOut reacts and replies where the comment,
// or the issue, is gone.
func TestAnswersToWhatWasDeletedAreLeftOut(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	id, err := h.Comment("mia", number, "/check")
	h.done(err)
	s := h.read(number)
	h.done(h.DeleteComment("mia", id))
	want := gateway.State{
		Seen:    []gateway.Reaction{{On: gateway.Target{Kind: gateway.OnComment, ID: id}, Content: "eyes"}},
		Replies: []gateway.Report{{Marker: "<!-- reply -->", Body: "yes"}},
	}
	h.sim.Inject(githubsim.Fault{
		Match:  func(r *http.Request) bool { return strings.HasSuffix(r.URL.Path, "/comments") },
		Status: http.StatusGone, Body: `{"message":"This issue was deleted"}`,
	})
	if _, err := h.Apply(t.Context(), s, gateway.Plan(s, want), allowed); err != nil {
		t.Error(err)
	}
}

// TestSuspendedAppWaits, whether it has a token yet or not.
func TestSuspendedAppWaits(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	h.done(h.sim.Suspend("book"))
	_, without := h.ReadIssue(t.Context(), h.repo, number)
	h.done(h.sim.Unsuspend("book"))
	h.read(number)
	h.done(h.sim.Suspend("book"))
	_, with := h.ReadIssue(t.Context(), h.repo, number)
	for _, err := range []error{without, with} {
		if err == nil || waits(err) == 0 || waits(err) > time.Hour || strings.Contains(err.Error(), "private_key") || !strings.Contains(err.Error(), "suspended") {
			t.Errorf("got %v, which asks to wait for %s", err, waits(err))
		}
	}
	if h.Blocked(h.repo.Installation) != 0 {
		t.Error("the installation is blocked beyond its suspension")
	}
}

func TestAssignmentsAndWhatIsSaidOtherwise(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Assign: []gateway.Assignment{
		{Login: "mia"}, {Login: "nobody-knows", Otherwise: &gateway.Report{Marker: "<!-- no -->", Body: "no"}},
	}}
	for range 2 {
		h.settle(number, want)
	}
	if view := h.View(number); len(view.Assignees) != 1 || len(view.Comments) != 1 || view.Comments[0].Body != "<!-- no -->\nno" {
		t.Errorf("assignees %q, comments %+v", view.Assignees, view.Comments)
	}
	planned, _ := h.settle(number, gateway.State{Assign: []gateway.Assignment{{Login: "MIA"}}, Unassign: []string{"wendy"}})
	if planned != nil {
		t.Errorf("planned %q though it is so already", planned)
	}
	h.settle(number, gateway.State{Unassign: []string{"Mia"}})
	if view := h.View(number); len(view.Assignees) != 0 {
		t.Errorf("assignees %q", view.Assignees)
	}
}
