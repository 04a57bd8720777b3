package githubsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func unmarshal(data []byte, v any) error { return json.Unmarshal(data, v) }

func TestIssueLife(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	n, err := w.repo.OpenIssue("ada", "An idea", "Body", "idea")
	check(t, err)
	if diff := cmp.Diff([]string{"installation created", "issues opened", "label created", "issues labeled"}, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	issue, _, err := w.bot.Issues.Get(ctx, "lovelace", "book", n)
	check(t, err)
	if issue.GetTitle() != "An idea" || issue.GetUser().GetLogin() != "ada" || len(issue.Labels) != 1 {
		t.Errorf("issue = %v", issue)
	}
	comment, _, err := w.bot.Issues.CreateComment(ctx, "lovelace", "book", n, &github.IssueComment{Body: github.String("Hello")})
	check(t, err)
	if got := comment.GetUser().GetLogin(); got != "storybot[bot]" || comment.GetUser().GetType() != "Bot" {
		t.Errorf("author = %s", got)
	}
	_, _, err = w.bot.Issues.EditComment(ctx, "lovelace", "book", comment.GetID(), &github.IssueComment{Body: github.String("Hello again")})
	check(t, err)
	_, _, err = w.bot.Issues.Edit(ctx, "lovelace", "book", n, &github.IssueRequest{State: github.String("closed")})
	check(t, err)
	check(t, w.repo.Reopen("ada", n))
	want := []string{"issue_comment created", "issue_comment edited", "issues closed", "issues reopened"}
	if diff := cmp.Diff(want, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
	view := w.repo.View(n)
	if len(view.Comments) != 1 || view.Comments[0].Body != "Hello again" || view.State != "open" {
		t.Errorf("view = %+v", view)
	}
}

func TestCommentPagesAscend(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "Long talk", ""))
	for i := range 70 {
		must[int64](t)(w.repo.Comment("ada", n, fmt.Sprint("comment ", i)))
	}
	var bodies []string
	opts := &github.IssueListCommentsOptions{}
	pages := 0
	for {
		list, resp, err := w.bot.Issues.ListComments(t.Context(), "lovelace", "book", n, opts)
		check(t, err)
		pages++
		for _, c := range list {
			bodies = append(bodies, c.GetBody())
		}
		if resp.NextPage == 0 {
			break
		}
		opts.Page = resp.NextPage
	}
	if pages != 3 || len(bodies) != 70 || bodies[0] != "comment 0" || bodies[69] != "comment 69" {
		t.Errorf("%d pages, %d comments, %q", pages, len(bodies), bodies)
	}
}

func TestLabels(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	create := func(name, color, description string) error {
		_, _, err := w.bot.Issues.CreateLabel(ctx, "lovelace", "book", &github.Label{Name: &name, Color: &color, Description: &description})
		return err
	}
	check(t, create("status quo", "0E8A16", "a story of today"))
	for name, err := range map[string]error{
		"exists":      create("Status Quo", "0E8A16", ""),
		"name":        create(strings.Repeat("n", 51), "0E8A16", ""),
		"colour":      create("x", "#0E8A16", ""),
		"description": create("x", "0E8A16", strings.Repeat("d", 101)),
	} {
		if status(err) != http.StatusUnprocessableEntity {
			t.Errorf("%s: error = %v, want 422", name, err)
		}
	}
	labels, _, err := w.bot.Issues.AddLabelsToIssue(ctx, "lovelace", "book", n, []string{"status quo", "fresh"})
	check(t, err)
	if len(labels) != 2 || labels[0].GetColor() != "0e8a16" || labels[1].GetColor() != defaultColor {
		t.Errorf("labels = %v", labels)
	}
	_, _, err = w.bot.Issues.ReplaceLabelsForIssue(ctx, "lovelace", "book", n, []string{"fresh", "three"})
	check(t, err)
	_, err = w.bot.Issues.RemoveLabelForIssue(ctx, "lovelace", "book", n, "status%20quo")
	if status(err) != http.StatusNotFound {
		t.Errorf("removing an absent label: %v, want 404", err)
	}
	_, err = w.bot.Issues.RemoveLabelForIssue(ctx, "lovelace", "book", n, "three")
	check(t, err)
	_, _, err = w.bot.Issues.EditLabel(ctx, "lovelace", "book", "fresh", &github.Label{Name: github.String("stale")})
	check(t, err)
	if diff := cmp.Diff([]LabelView{{Name: "stale", Color: defaultColor}}, w.repo.View(n).Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	names := w.names(t)
	for event, want := range map[string]int{"label created": 3, "issues labeled": 3, "issues unlabeled": 2, "label edited": 1} {
		got := 0
		for _, name := range names {
			if name == event {
				got++
			}
		}
		if got != want {
			t.Errorf("%d × %s, want %d", got, event, want)
		}
	}
}

func TestAssignLeavesOutStrangers(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	got, _, err := w.bot.Issues.AddAssignees(t.Context(), "lovelace", "book", n, []string{"barbara", "grace", "ada", "nobody"})
	check(t, err)
	var logins []string
	for _, u := range got.Assignees {
		logins = append(logins, u.GetLogin())
	}
	if diff := cmp.Diff([]string{"grace", "ada"}, logins); diff != "" {
		t.Errorf("assignees (-want +got):\n%s", diff)
	}
	must[int64](t)(w.repo.Comment("barbara", n, "me too"))
	_, _, err = w.bot.Issues.AddAssignees(t.Context(), "lovelace", "book", n, []string{"barbara"})
	check(t, err)
	_, _, err = w.bot.Issues.RemoveAssignees(t.Context(), "lovelace", "book", n, []string{"ada"})
	check(t, err)
	if diff := cmp.Diff([]string{"grace", "barbara"}, w.repo.View(n).Assignees); diff != "" {
		t.Errorf("assignees (-want +got):\n%s", diff)
	}
}

func TestReactions(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	id := must[int64](t)(w.repo.Comment("ada", n, "/help"))
	var codes []int
	for range 2 {
		_, resp, err := w.bot.Reactions.CreateIssueCommentReaction(t.Context(), "lovelace", "book", id, "eyes")
		check(t, err)
		codes = append(codes, resp.StatusCode)
	}
	if !slices.Equal(codes, []int{201, 200}) {
		t.Errorf("statuses = %v, want 201 then 200", codes)
	}
	_, _, err := w.bot.Reactions.CreateIssueReaction(t.Context(), "lovelace", "book", n, "rocket")
	check(t, err)
	_, _, err = w.bot.Reactions.CreateIssueReaction(t.Context(), "lovelace", "book", n, "shrug")
	if status(err) != http.StatusUnprocessableEntity {
		t.Errorf("unknown reaction: %v, want 422", err)
	}
	view := w.repo.View(n)
	if view.Reactions["rocket"] != 1 || view.Comments[0].Reactions["eyes"] != 1 {
		t.Errorf("view = %+v", view)
	}
}

func TestBodyLimit(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	for length, want := range map[int]int{0: 422, 65_536: 0, 65_537: 422} {
		body := strings.Repeat("é", length)
		_, _, err := w.bot.Issues.CreateComment(t.Context(), "lovelace", "book", n, &github.IssueComment{Body: &body})
		if status(err) != want {
			t.Errorf("%d characters: %v, want %d", length, err, want)
		}
	}
}

func TestPermissionLevels(t *testing.T) {
	w := newWorld(t)
	w.repo.SetRole("barbara", "maintain")
	w.AddUser("niklaus", "")
	w.repo.SetRole("niklaus", "triage")
	for login, want := range map[string][2]string{
		"ada": {"read", "read"}, "grace": {"write", "write"}, "barbara": {"write", "maintain"},
		"niklaus": {"read", "triage"}, "lovelace": {"admin", "admin"},
	} {
		level, _, err := w.bot.Repositories.GetPermissionLevel(t.Context(), "lovelace", "book", login)
		check(t, err)
		if got := [2]string{level.GetPermission(), level.GetUser().GetRoleName()}; got != want {
			t.Errorf("%s: %v, want %v", login, got, want)
		}
	}
	_, _, err := w.bot.Repositories.GetPermissionLevel(t.Context(), "lovelace", "book", "nobody")
	if status(err) != http.StatusNotFound {
		t.Errorf("unknown person: %v, want 404", err)
	}
}
