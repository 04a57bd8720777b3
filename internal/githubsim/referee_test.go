package githubsim

import (
	"net/http"
	"testing"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/referee"
)

// refereed is a world whose requests and answers are all checked against
// GitHub's own descriptions, with an issue (1) and a pull request (2).
func refereed(t *testing.T) (*world, *referee.Referee) {
	t.Helper()
	r := referee.New(referee.Options{Prefix: "/api/v3", Answers: true})
	w := newWorld(t, func(o *Options) { o.Referee = r })
	pullStory(t, w)
	return w, r
}

// step is one call of the client; its answer does not matter.
type step struct {
	name string
	do   func() error
}

// TestClientKeepsToTheDescription sends what the bot sends, the way it does,
// and finds nothing wrong; nor with what the simulator answers.
func TestClientKeepsToTheDescription(t *testing.T) {
	w, r := refereed(t)
	for _, s := range append(clientReads(t, w), clientWrites(t, w)...) {
		if err := s.do(); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
	for _, file := range []string{"testdata/pull.graphql", "testdata/anchor.graphql"} {
		w.asked(t, read(t, file), map[string]any{"owner": "lovelace", "name": "book", "n": 2})
	}
	for _, violation := range r.Violations() {
		t.Error(violation)
	}
}

func clientReads(t *testing.T, w *world) []step {
	c, ctx, o, n := w.bot, t.Context(), "lovelace", "book"
	page := &github.ListOptions{PerPage: 100}
	return []step{
		{"issue", func() error { _, _, err := c.Issues.Get(ctx, o, n, 1); return err }},
		{"comments", func() error {
			_, _, err := c.Issues.ListComments(ctx, o, n, 1, &github.IssueListCommentsOptions{ListOptions: *page})
			return err
		}},
		{"compare", func() error {
			_, _, err := c.Repositories.CompareCommits(ctx, o, n, "main", "ada:tale", page)
			return err
		}},
		{"tree", func() error { _, _, err := c.Git.GetTree(ctx, o, n, "main", true); return err }},
		{"ref", func() error { _, _, err := c.Git.GetRef(ctx, o, n, "refs/heads/main"); return err }},
		{"contents", func() error {
			_, _, _, err := c.Repositories.GetContents(ctx, o, n, "src/deep/two.md", &github.RepositoryContentGetOptions{Ref: "main"})
			return err
		}},
		{"role", func() error { _, _, err := c.Repositories.GetPermissionLevel(ctx, o, n, "ada"); return err }},
		{"files", func() error { _, _, err := c.PullRequests.ListFiles(ctx, o, n, 2, page); return err }},
		{"runs", func() error {
			_, _, err := c.Checks.ListCheckRunsForRef(ctx, o, n, "main", &github.ListCheckRunsOptions{Filter: github.String("latest")})
			return err
		}},
	}
}

func clientWrites(t *testing.T, w *world) []step {
	c, ctx, o, n, head := w.bot, t.Context(), "lovelace", "book", w.repo.View(2).HeadOID
	return []step{
		{"comment", func() error {
			_, _, err := c.Issues.CreateComment(ctx, o, n, 1, &github.IssueComment{Body: github.String("x")})
			return err
		}},
		{"new label", func() error {
			_, _, err := c.Issues.CreateLabel(ctx, o, n, &github.Label{Name: github.String("tale"), Color: github.String("aabbcc")})
			return err
		}},
		{"add labels", func() error { _, _, err := c.Issues.AddLabelsToIssue(ctx, o, n, 1, []string{"tale"}); return err }},
		{"set labels", func() error { _, _, err := c.Issues.ReplaceLabelsForIssue(ctx, o, n, 1, []string{"tale"}); return err }},
		{"remove label", func() error { _, err := c.Issues.RemoveLabelForIssue(ctx, o, n, 1, "tale"); return err }},
		{"assign", func() error { _, _, err := c.Issues.AddAssignees(ctx, o, n, 1, []string{"ada"}); return err }},
		{"react", func() error { _, _, err := c.Reactions.CreateIssueReaction(ctx, o, n, 1, "+1"); return err }},
		{"check", func() error {
			_, _, err := c.Checks.CreateCheckRun(ctx, o, n, github.CreateCheckRunOptions{
				Name: "story", HeadSHA: head, Status: github.String("completed"), Conclusion: github.String("neutral"),
				Output: &github.CheckRunOutput{Title: github.String("a"), Summary: github.String("b")},
			})
			return err
		}},
		{"review", func() error {
			_, _, err := c.PullRequests.CreateReview(ctx, o, n, 2, &github.PullRequestReviewRequest{
				Event: github.String("COMMENT"), Body: github.String("Look."),
				Comments: []*github.DraftReviewComment{{Path: github.String("src/tale.md"), Line: github.Int(1), Side: github.String("RIGHT"), Body: github.String("x")}},
			})
			return err
		}},
	}
}

// TestClientIsCaught sends through the same client what GitHub does not know.
func TestClientIsCaught(t *testing.T) {
	w, r := refereed(t)
	for _, row := range []struct {
		method, path string
		body         any
	}{
		{http.MethodGet, "repos/lovelace/book/stories", nil},
		{http.MethodGet, "repos/lovelace/book/issues?sate=open", nil},
		{http.MethodPost, "repos/lovelace/book/issues/1/comments", map[string]any{"body": 7}},
		{http.MethodPost, w.GraphQLURL(), map[string]any{"query": "{ viewer { story } }"}},
	} {
		before := len(r.Violations())
		req, err := w.bot.NewRequest(row.method, row.path, row.body)
		check(t, err)
		if response, err := w.bot.Do(t.Context(), req, nil); response == nil {
			t.Fatal(err) // a refusal is the simulator's own affair
		}
		if got := len(r.Violations()) - before; got != 1 {
			t.Errorf("%s %s: %d violations", row.method, row.path, got)
		}
	}
}
