package referee_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/referee"
)

// client is a go-github client whose requests are refereed and answered with
// nothing much.
func client(t *testing.T) (*github.Client, *referee.Referee) {
	t.Helper()
	r := newReferee()
	server := httptest.NewServer(r.Middleware(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusNoContent)
	})))
	t.Cleanup(server.Close)
	c, err := github.NewClient(nil).WithEnterpriseURLs(server.URL, server.URL)
	if err != nil {
		t.Fatal(err)
	}
	return c, r
}

// call is one call of the client. wrong is part of what the referee says about
// its request; empty when it is fine.
type call struct {
	do    func() error
	wrong string
}

// sent is an error unless the call came as far as an answer.
func sent[T any](_ T, response *github.Response, err error) error {
	if response == nil {
		return errors.Join(errors.New("nothing was sent"), err)
	}
	return nil
}

func watch(t *testing.T, r *referee.Referee, calls map[string]call) {
	t.Helper()
	for name, row := range calls {
		t.Run(name, func(t *testing.T) {
			before := len(r.Violations())
			if err := row.do(); err != nil {
				t.Fatal(err)
			}
			got := strings.Join(r.Violations()[before:], "\n")
			if row.wrong == "" && got != "" || !strings.Contains(got, row.wrong) {
				t.Errorf("want %q, got %q", row.wrong, got)
			}
		})
	}
}

func TestClientReads(t *testing.T) {
	c, r := client(t)
	ctx, page := t.Context(), github.ListOptions{PerPage: 100, Page: 2}
	watch(t, r, map[string]call{
		"comments": {func() error {
			return sent(c.Issues.ListComments(ctx, "o", "r", 1, &github.IssueListCommentsOptions{ListOptions: page}))
		}, ""},
		"sorted comments": {func() error {
			return sent(c.Issues.ListComments(ctx, "o", "r", 1, &github.IssueListCommentsOptions{Sort: github.String("created")}))
		}, `no parameter "sort"`},
		"compare": {func() error {
			return sent(c.Repositories.CompareCommits(ctx, "o", "r", "main", "ada:story/one", &page))
		}, ""},
		"contents": {func() error {
			_, _, response, err := c.Repositories.GetContents(ctx, "o", "r", "src/a b/é.md", &github.RepositoryContentGetOptions{Ref: "main"})
			return sent("", response, err)
		}, ""},
		"role": {func() error { return sent(c.Repositories.GetPermissionLevel(ctx, "o", "r", "ada")) }, ""},
		"tree": {func() error { return sent(c.Git.GetTree(ctx, "o", "r", "main", true)) }, ""},
		"ref":  {func() error { return sent(c.Git.GetRef(ctx, "o", "r", "refs/heads/storybot/issue-1-a")) }, ""},
		"matching refs": {func() error {
			return sent(c.Git.ListMatchingRefs(ctx, "o", "r", &github.ReferenceListOptions{Ref: "heads/storybot/"}))
		}, ""},
		"files": {func() error { return sent(c.PullRequests.ListFiles(ctx, "o", "r", 1, &page)) }, ""},
		"runs": {func() error {
			return sent(c.Checks.ListCheckRunsForRef(ctx, "o", "r", "main", &github.ListCheckRunsOptions{Filter: github.String("latest"), ListOptions: page}))
		}, ""},
		"deliveries": {func() error {
			return sent(c.Apps.ListHookDeliveries(ctx, &github.ListCursorOptions{PerPage: 100, Cursor: "v1_1"}))
		}, ""},
		"wrong state": {func() error {
			return sent(c.Issues.ListByRepo(ctx, "o", "r", &github.IssueListByRepoOptions{State: "ajar"}))
		}, "query parameter state"},
		"wrong sort": {func() error {
			return sent(c.PullRequests.List(ctx, "o", "r", &github.PullRequestListOptions{Sort: "taste"}))
		}, "query parameter sort"},
		"not a bot's": {func() error { return sent(c.Repositories.ListStatuses(ctx, "o", "r", "main", nil)) }, "no such operation"},
	})
}

func TestClientWrites(t *testing.T) {
	c, r := client(t)
	ctx, a := t.Context(), github.String("a")
	watch(t, r, map[string]call{
		"token":          {func() error { return sent(c.Apps.CreateInstallationToken(ctx, 1, nil)) }, ""},
		"comment":        {func() error { return sent(c.Issues.CreateComment(ctx, "o", "r", 1, &github.IssueComment{Body: a})) }, ""},
		"edited comment": {func() error { return sent(c.Issues.EditComment(ctx, "o", "r", 1, &github.IssueComment{Body: a})) }, ""},
		"label": {func() error {
			return sent(c.Issues.CreateLabel(ctx, "o", "r", &github.Label{Name: a, Color: a, Description: a}))
		}, ""},
		"add labels": {func() error { return sent(c.Issues.AddLabelsToIssue(ctx, "o", "r", 1, []string{"a", "b"})) }, ""},
		"set labels": {func() error { return sent(c.Issues.ReplaceLabelsForIssue(ctx, "o", "r", 1, []string{"a"})) }, ""},
		"remove label": {func() error {
			response, err := c.Issues.RemoveLabelForIssue(ctx, "o", "r", 1, url.PathEscape("a/b c"))
			return sent("", response, err)
		}, ""},
		"assign":   {func() error { return sent(c.Issues.AddAssignees(ctx, "o", "r", 1, []string{"ada"})) }, ""},
		"unassign": {func() error { return sent(c.Issues.RemoveAssignees(ctx, "o", "r", 1, []string{"ada"})) }, ""},
		"reaction": {func() error { return sent(c.Reactions.CreateIssueCommentReaction(ctx, "o", "r", 1, "eyes")) }, ""},
		"check":    {func() error { return sent(c.Checks.CreateCheckRun(ctx, "o", "r", check("Fix it"))) }, ""},
		"review":   {func() error { return sent(c.PullRequests.CreateReview(ctx, "o", "r", 1, review(a))) }, ""},
		"ref": {func() error {
			return sent(c.Git.CreateRef(ctx, "o", "r", &github.Reference{Ref: github.String("refs/heads/a"), Object: &github.GitObject{SHA: a}}))
		}, ""},
		"pull request": {func() error {
			return sent(c.PullRequests.Create(ctx, "o", "r", &github.NewPullRequest{Title: a, Head: a, Base: a, Body: a, Draft: github.Bool(true)}))
		}, ""},
		"redelivery":       {func() error { return sent(c.Apps.RedeliverHookDelivery(ctx, 1)) }, ""},
		"no text":          {func() error { return sent(c.Issues.CreateComment(ctx, "o", "r", 1, &github.IssueComment{})) }, "body at /body"},
		"nameless label":   {func() error { return sent(c.Issues.CreateLabel(ctx, "o", "r", &github.Label{Color: a})) }, "body at /name"},
		"wrong reaction":   {func() error { return sent(c.Reactions.CreateIssueReaction(ctx, "o", "r", 1, "shrug")) }, "body at /content"},
		"long action":      {func() error { return sent(c.Checks.CreateCheckRun(ctx, "o", "r", check(strings.Repeat("x", 21)))) }, "body at /actions/0/label"},
		"placeless review": {func() error { return sent(c.PullRequests.CreateReview(ctx, "o", "r", 1, review(nil))) }, "body at /comments/0/path"},
	})
}

func check(action string) github.CreateCheckRunOptions {
	a, one := github.String("a"), github.Int(1)
	return github.CreateCheckRunOptions{
		Name: "story", HeadSHA: "a", Status: github.String("completed"), Conclusion: github.String("neutral"), ExternalID: a,
		Actions: []*github.CheckRunAction{{Label: action, Description: "a", Identifier: "a"}},
		Output: &github.CheckRunOutput{Title: a, Summary: a, Annotations: []*github.CheckRunAnnotation{
			{Path: a, StartLine: one, EndLine: one, AnnotationLevel: github.String("notice"), Message: a},
		}},
	}
}

func review(path *string) *github.PullRequestReviewRequest {
	a, right := github.String("a"), github.String("RIGHT")
	return &github.PullRequestReviewRequest{CommitID: a, Event: github.String("COMMENT"), Body: a, Comments: []*github.DraftReviewComment{
		{Path: path, StartLine: github.Int(1), StartSide: right, Line: github.Int(2), Side: right, Body: a},
	}}
}
