package githubsim

import (
	"net/http"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/referee"
)

// fits fails the test for every request or answer that is not as described.
func fits(t *testing.T, r *referee.Referee) {
	t.Helper()
	for _, violation := range r.Violations() {
		t.Error(violation)
	}
}

func TestIssueRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx, issues := t.Context(), w.bot.Issues
	made, _, err := issues.Create(ctx, "lovelace", "book", &github.IssueRequest{
		Title: github.String("By the App"), Labels: &[]string{"fresh"}, Assignees: &[]string{"grace", "barbara"},
	})
	check(t, err)
	if made.GetNumber() != 3 || len(made.Labels) != 1 || len(made.Assignees) != 1 {
		t.Errorf("issue = %v", made)
	}
	for labels, want := range map[string][]int{"": {3, 2, 1}, "fresh": {3}, "fresh,idea": nil, "none": nil} {
		opts := &github.IssueListByRepoOptions{State: "all"}
		if labels != "" {
			opts.Labels = []string{labels}
		}
		list, _, err := issues.ListByRepo(ctx, "lovelace", "book", opts)
		check(t, err)
		var got []int
		for _, i := range list {
			got = append(got, i.GetNumber())
		}
		if !slices.Equal(got, want) {
			t.Errorf("issues labelled %q = %v, want %v", labels, got, want)
		}
	}
	for login, want := range map[string]bool{"grace": true, "ada": false} {
		if got, _, err := issues.IsAssignee(ctx, "lovelace", "book", login); err != nil || got != want {
			t.Errorf("%s is assignable: %v, %v; want %v", login, got, err, want)
		}
	}
	_, _, err = issues.Edit(ctx, "lovelace", "book", 3, &github.IssueRequest{
		Labels: &[]string{"other"}, Assignees: &[]string{}, State: github.String("closed"), StateReason: github.String("not_planned"),
	})
	check(t, err)
	view := w.repo.View(3)
	if view.State != "closed" || len(view.Assignees) != 0 || len(view.Labels) != 1 || view.Labels[0].Name != "other" {
		t.Errorf("view = %+v", view)
	}
	lines, _, err := issues.ListIssueTimeline(ctx, "lovelace", "book", 3, nil)
	check(t, err)
	var events []string
	for _, line := range lines {
		events = append(events, line.GetEvent())
	}
	if diff := cmp.Diff([]string{"labeled", "assigned", "unlabeled", "labeled", "unassigned", "closed"}, events); diff != "" {
		t.Errorf("timeline (-want +got):\n%s", diff)
	}
	fits(t, r)
}

func TestCommentRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx := t.Context()
	id := must[int64](t)(w.repo.Comment("ada", 1, "/help"))
	comment, _, err := w.bot.Issues.GetComment(ctx, "lovelace", "book", id)
	check(t, err)
	if comment.GetBody() != "/help" {
		t.Errorf("comment = %v", comment)
	}
	eyes, _, err := w.bot.Reactions.CreateIssueCommentReaction(ctx, "lovelace", "book", id, "eyes")
	check(t, err)
	count := func() int {
		t.Helper()
		list, _, err := w.bot.Reactions.ListIssueCommentReactions(ctx, "lovelace", "book", id, nil)
		check(t, err)
		return len(list)
	}
	if count() != 1 {
		t.Error("the reaction is not listed as it should be")
	}
	_, err = w.bot.Reactions.DeleteIssueCommentReaction(ctx, "lovelace", "book", id, eyes.GetID())
	check(t, err)
	if count() != 0 {
		t.Error("the reaction is still there")
	}
	_, err = w.bot.Issues.DeleteComment(ctx, "lovelace", "book", id)
	check(t, err)
	if _, _, err := w.bot.Issues.GetComment(ctx, "lovelace", "book", id); status(err) != http.StatusNotFound {
		t.Errorf("deleted comment: %v, want 404", err)
	}
	fits(t, r)
}

func TestLabelRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx := t.Context()
	check(t, w.repo.CreateLabel("about time", "00ff00", "late stories"))
	if err := w.repo.CreateLabel("bad", "green", ""); err == nil {
		t.Error("a label with the colour green was made")
	}
	check(t, w.repo.AddLabel("grace", 1, "about time"))
	label, _, err := w.bot.Issues.GetLabel(ctx, "lovelace", "book", "about%20time")
	check(t, err)
	if label.GetDescription() != "late stories" {
		t.Errorf("label = %v", label)
	}
	all, _, err := w.bot.Issues.ListLabels(ctx, "lovelace", "book", nil)
	check(t, err)
	of, _, err := w.bot.Issues.ListLabelsByIssue(ctx, "lovelace", "book", 1, nil)
	check(t, err)
	if len(all) != 2 || all[0].GetName() != "about time" || len(of) != 2 {
		t.Errorf("labels = %v, of the issue = %v", all, of)
	}
	_, err = w.bot.Issues.DeleteLabel(ctx, "lovelace", "book", "about%20time")
	check(t, err)
	if len(w.repo.Labels()) != 1 || len(w.repo.View(1).Labels) != 1 {
		t.Error("a deleted label is still on the issue")
	}
	fits(t, r)
}
