package referee_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/referee"
)

// refereed is a simulated GitHub whose requests are all checked, with one
// repository, one issue (1) and one pull request (2), and the App's client.
func refereed(t *testing.T) (*referee.Referee, *githubsim.Server, *githubsim.Repo, *github.Client) {
	t.Helper()
	r := newReferee()
	s, err := githubsim.New(githubsim.Options{Now: time.Now, Referee: r})
	fatal(t, err)
	t.Cleanup(s.Close)
	s.AddUser("ada", "")
	repo, err := s.CreateRepo("lovelace", "book", map[string][]byte{"src/a/one.md": []byte("one\n")})
	fatal(t, err)
	_, err = repo.OpenIssue("ada", "An idea", "")
	fatal(t, err)
	_, err = repo.OpenPullRequest(githubsim.PullRequestInput{
		Login: "ada", Fork: true, Branch: "tale", Title: "A tale", Files: map[string][]byte{"two.md": []byte("two\n")},
	})
	fatal(t, err)
	tr, err := ghinstallation.New(http.DefaultTransport, s.AppID(), s.InstallationID("lovelace"), s.PrivateKey())
	fatal(t, err)
	tr.BaseURL = s.URL + "/api/v3"
	c, err := github.NewClient(&http.Client{Transport: tr}).WithEnterpriseURLs(s.URL, s.URL)
	fatal(t, err)
	return r, s, repo, c
}

func fatal(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// step is one call of the client; its answer does not matter.
type step struct {
	name string
	do   func() error
}

// TestClientKeepsToTheDescription sends what the bot sends, the way it does,
// and finds nothing wrong.
func TestClientKeepsToTheDescription(t *testing.T) {
	r, _, repo, c := refereed(t)
	steps := append(reads(t, c), writes(t, repo, c)...)
	for _, s := range steps {
		if err := s.do(); err != nil {
			t.Errorf("%s: %v", s.name, err)
		}
	}
	for _, violation := range r.Violations() {
		t.Error(violation)
	}
}

func reads(t *testing.T, c *github.Client) []step {
	ctx, o, n := t.Context(), "lovelace", "book"
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
			_, _, _, err := c.Repositories.GetContents(ctx, o, n, "src/a/one.md", &github.RepositoryContentGetOptions{Ref: "main"})
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

func writes(t *testing.T, repo *githubsim.Repo, c *github.Client) []step {
	ctx, o, n, head := t.Context(), "lovelace", "book", repo.View(2).HeadOID
	return []step{
		{"comment", func() error {
			_, _, err := c.Issues.CreateComment(ctx, o, n, 1, &github.IssueComment{Body: github.String("x")})
			return err
		}},
		{"new label", func() error {
			_, _, err := c.Issues.CreateLabel(ctx, o, n, &github.Label{Name: github.String("idea"), Color: github.String("aabbcc")})
			return err
		}},
		{"add labels", func() error { _, _, err := c.Issues.AddLabelsToIssue(ctx, o, n, 1, []string{"idea"}); return err }},
		{"set labels", func() error { _, _, err := c.Issues.ReplaceLabelsForIssue(ctx, o, n, 1, []string{"idea"}); return err }},
		{"remove label", func() error { _, err := c.Issues.RemoveLabelForIssue(ctx, o, n, 1, "idea"); return err }},
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
				Comments: []*github.DraftReviewComment{{Path: github.String("two.md"), Line: github.Int(1), Side: github.String("RIGHT"), Body: github.String("x")}},
			})
			return err
		}},
	}
}

// TestClientIsCaught sends through the same client what GitHub does not know.
func TestClientIsCaught(t *testing.T) {
	r, s, _, c := refereed(t)
	for _, row := range []struct {
		method, path string
		body         any
	}{
		{http.MethodGet, "repos/lovelace/book/stories", nil},
		{http.MethodGet, "repos/lovelace/book/issues?sate=open", nil},
		{http.MethodPost, "repos/lovelace/book/issues/1/comments", map[string]any{"body": 7}},
		{http.MethodPost, s.GraphQLURL(), map[string]any{"query": "{ viewer { story } }"}},
	} {
		before := len(r.Violations())
		req, err := c.NewRequest(row.method, row.path, row.body)
		fatal(t, err)
		if response, err := c.Do(t.Context(), req, nil); response == nil {
			t.Fatal(err) // a refusal is the simulator's own affair
		}
		if got := len(r.Violations()) - before; got != 1 {
			t.Errorf("%s %s: %d violations", row.method, row.path, got)
		}
	}
}
