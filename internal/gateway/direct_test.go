package gateway_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

func TestDryRunWritesNothing(t *testing.T) {
	var told []string
	h := newHub(t, func(_ *gateway.ClientConfig, o *gateway.Options) {
		o.DryRun = func(repo gateway.Repo, number int, what string) {
			told = append(told, fmt.Sprintf("%s#%d %s", repo, number, what))
		}
	})
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	if _, result := h.settle(number, gateway.State{Comment: &gateway.Report{Marker: "<!-- us -->", Body: "secret words"}}); result.Writes != 0 {
		t.Errorf("%d writes", result.Writes)
	}
	_, err = h.Gateway.Assign(t.Context(), h.repo, number, "mia", allowed)
	h.done(err)
	if diff := cmp.Diff([]string{"book/vision#1 comment (24 bytes)", "book/vision#1 assign mia"}, told); diff != "" {
		t.Errorf("told (-want +got):\n%s", diff)
	}
	if view := h.View(number); len(view.Comments)+len(view.Assignees) != 0 {
		t.Errorf("something was written: %+v", view)
	}
}

func TestSmallWrites(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	id, err := h.Comment("mia", number, "/claim")
	h.done(err)
	for range 2 { // the second changes nothing
		h.done(h.React(t.Context(), h.repo, gateway.Target{Kind: gateway.OnComment, ID: id}, "eyes", allowed))
		h.done(h.React(t.Context(), h.repo, gateway.Target{Kind: gateway.OnIssue, Number: number}, "rocket", allowed))
		h.done(h.Reply(t.Context(), h.read(number), "<!-- reply -->", "no", allowed))
		h.done(h.Reply(t.Context(), h.read(number), "<!-- reply -->", "yes", allowed))
	}
	for login, want := range map[string]bool{"mia": true, "nobody-knows": false} {
		assigned, err := h.Gateway.Assign(t.Context(), h.repo, number, login, allowed)
		if err != nil || assigned != want {
			t.Errorf("assign %s: %t, %v, want %t", login, assigned, err, want)
		}
	}
	view := h.View(number)
	if view.Comments[0].Reactions["eyes"] != 1 || view.Reactions["rocket"] != 1 {
		t.Errorf("reactions %v and %v", view.Comments[0].Reactions, view.Reactions)
	}
	if len(view.Comments) != 2 || view.Comments[1].Body != "<!-- reply -->\nyes" || len(view.Assignees) != 1 {
		t.Errorf("comments %+v, assignees %q", view.Comments, view.Assignees)
	}
	h.done(h.Unassign(t.Context(), h.repo, number, "mia", allowed))
	if view = h.View(number); len(view.Assignees) != 0 {
		t.Errorf("assignees %q", view.Assignees)
	}
}

func TestReactToALine(t *testing.T) {
	h := newHub(t)
	number, _ := h.pull(githubsim.PullRequestInput{Login: "mia", Title: "A story", Files: map[string][]byte{"src/a.md": []byte("one\n")}})
	_, err := h.Review(number, githubsim.ReviewInput{Login: "mia", Event: "COMMENT", Body: "A command.", Comments: []githubsim.ReviewCommentInput{{Path: "src/a.md", Line: 1, Body: "/check"}}})
	h.done(err)
	line := h.View(number).Reviews[0].Comments[0]
	h.done(h.React(t.Context(), h.repo, gateway.Target{Kind: gateway.OnReviewComment, ID: line.ID}, "eyes", allowed))
	if got := h.View(number).Reviews[0].Comments[0].Reactions["eyes"]; got != 1 {
		t.Errorf("%d reactions, want one", got)
	}
}

func TestRoles(t *testing.T) {
	h := newHub(t)
	for role, want := range map[string]gateway.Role{
		"": gateway.RoleRead, "triage": gateway.RoleTriage, "write": gateway.RoleWrite, "maintain": gateway.RoleMaintain, "admin": gateway.RoleAdmin,
	} {
		h.SetRole("wendy", role)
		if got, err := h.Role(t.Context(), h.repo, "wendy"); err != nil || got != want {
			t.Errorf("role %q: %v, %v, want %v", role, got, err, want)
		}
	}
	if got, err := h.Role(t.Context(), h.repo, "nobody-knows"); err != nil || got != gateway.RoleNone {
		t.Errorf("somebody unknown: %v, %v, want none", got, err)
	}
}
