package githubsim

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

// pullStory is an issue (1), a pull request from a fork that closes it (2) and
// the bot's comment and check run.
func pullStory(t *testing.T, w *world) *github.CheckRun {
	t.Helper()
	must[int](t)(w.repo.OpenIssue("ada", "An idea", "Please.", "idea"))
	must[int](t)(w.repo.OpenPullRequest(PullRequestInput{
		Login: "ada", Fork: true, Branch: "tale", Title: "A tale", Body: "Closes #1", Draft: true,
		Files: map[string][]byte{"src/tale.md": []byte("# A tale\n\nOnce.\n"), "src/one.md": []byte("one!\n")},
	}))
	must[int64](t)(w.repo.Comment("grace", 2, "Nice."))
	ctx := t.Context()
	_, _, err := w.bot.Issues.CreateComment(ctx, "lovelace", "book", 2, &github.IssueComment{Body: github.String("Hello.")})
	check(t, err)
	run, _, err := w.bot.Checks.CreateCheckRun(ctx, "lovelace", "book", github.CreateCheckRunOptions{
		Name: "story", HeadSHA: w.repo.View(2).HeadOID, ExternalID: github.String("x1"), Conclusion: github.String("neutral"),
	})
	check(t, err)
	return run
}

func TestPullRequestQuery(t *testing.T) {
	w := newWorld(t)
	run := pullStory(t, w)
	data := w.asked(t, read(t, "testdata/pull.graphql"), map[string]any{"owner": "lovelace", "name": "book", "n": 2})
	p, view := dig(t, data, "repository", "pullRequest"), w.repo.View(2)
	for path, want := range map[string]any{
		"title": "A tale", "isDraft": true, "merged": false, "isCrossRepository": true, "viewerDidAuthor": false,
		"state": "OPEN", "headRefOid": view.HeadOID, "changedFiles": 2.0, "baseRefName": "main", "headRefName": "tale",
		"author.login": "ada", "author.__typename": "User", "headRepository.nameWithOwner": "ada/book",
		"closingIssuesReferences.nodes.0.number": 1.0, "comments.nodes.0.viewerDidAuthor": false,
		"comments.nodes.1.viewerDidAuthor": true, "comments.nodes.1.author.login": "storybot",
		"comments.nodes.1.author.__typename":                                      "Bot",
		"comments.nodes.1.fullDatabaseId":                                         fmt.Sprint(view.Comments[1].ID),
		"comments.pageInfo.hasNextPage":                                           false,
		"commits.nodes.0.commit.oid":                                              view.HeadOID,
		"commits.nodes.0.commit.checkSuites.nodes.0.app.slug":                     "storybot",
		"commits.nodes.0.commit.checkSuites.nodes.0.checkRuns.nodes.0.databaseId": float64(run.GetID()),
		"commits.nodes.0.commit.checkSuites.nodes.0.checkRuns.nodes.0.conclusion": "NEUTRAL",
		"commits.nodes.0.commit.checkSuites.nodes.0.checkRuns.nodes.0.externalId": "x1",
	} {
		equal(t, path, want, dig(t, p, steps(path)...))
	}
	equal(t, "viewer", any("storybot[bot]"), dig(t, data, "viewer", "login"))
	equal(t, "cost", any(1.0), dig(t, data, "rateLimit", "cost"))
	requests := w.Requests()
	equal(t, "operation in the log", "PullRequest", requests[len(requests)-1].Operation)
}

func TestAnchorQuery(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	data := w.asked(t, read(t, "testdata/anchor.graphql"), map[string]any{"owner": "lovelace", "name": "book", "n": 2})
	for path, want := range map[string]any{
		"repository.visibility": "PUBLIC", "repository.config": nil, "repository.summary.isTruncated": false,
		"repository.pullRequest.files.nodes.0.changeType": "MODIFIED",
		"repository.pullRequest.files.nodes.1.path":       "src/tale.md",
		"repository.pullRequest.files.nodes.1.additions":  3.0,
		"rateLimit.nodeCount":                             621.0,
	} {
		equal(t, path, want, dig(t, data, steps(path)...))
	}
}

func TestIssueQuery(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	check(t, w.repo.Commit("lovelace", "storybot/idea-1-tale", "begin", map[string][]byte{"x.md": []byte("x")}))
	check(t, w.repo.Commit("lovelace", "storybot/idea-10-tale", "begin", map[string][]byte{"x.md": []byte("x")}))
	pull, _, err := w.bot.PullRequests.Create(t.Context(), "lovelace", "book", &github.NewPullRequest{
		Title: github.String("Draft"), Head: github.String("storybot/idea-1-tale"), Base: github.String("main"),
	})
	check(t, err)
	data := w.asked(t, read(t, "testdata/issue.graphql"), map[string]any{"owner": "lovelace", "name": "book", "n": 1, "drafts": "idea-1-"})
	for path, want := range map[string]any{
		"issue.title": "An idea", "issue.labels.nodes.0.name": "idea", "issue.author.login": "ada",
		"refs.nodes.0.name": "storybot/idea-1-tale", "refs.nodes.0.target.message": "begin",
		"refs.nodes.0.associatedPullRequests.nodes.0.number": float64(pull.GetNumber()),
		"refs.nodes.0.associatedPullRequests.nodes.0.state":  "OPEN",
	} {
		equal(t, path, want, dig(t, data, steps("repository."+path)...))
	}
	equal(t, "branches", 1, len(dig(t, data, "repository", "refs", "nodes").([]any)))
}

func TestObjects(t *testing.T) {
	w := newWorld(t)
	data := w.asked(t, `{ repository(owner: "lovelace", name: "book") {
		a: object(expression: "HEAD:src/one.md") { oid ... on Blob { text isBinary isTruncated byteSize } }
		b: object(expression: "main:picture.png") { ... on Blob { text isBinary } }
		c: object(expression: "main:src") { ... on Tree { entries { name type mode object { oid } } } }
		d: object(expression: "main") { __typename ... on Commit { messageHeadline tree { entries { name } } } }
		e: object(expression: "HEAD:none.md") { oid }
		f: object(expression: "nowhere:src/one.md") { oid }
		g: object(oid: "5626abf0f72e58d7a153368ba57db4c673c0e171") { ... on Blob { text } }
	} }`, nil)
	for path, want := range map[string]any{
		"a.text": "one\n", "a.isBinary": false, "a.isTruncated": false, "a.byteSize": 4.0,
		"b.text": nil, "b.isBinary": true, "c.entries.0.name": "SUMMARY.md", "c.entries.1.type": "tree",
		"c.entries.0.mode": 33188.0, "d.__typename": "Commit", "d.tree.entries.0.name": ".github",
		"e": nil, "f": nil, "g.text": "one\n",
	} {
		equal(t, path, want, dig(t, data, steps("repository."+path)...))
	}
}

func TestPages(t *testing.T) {
	w := newWorld(t)
	for n := range 5 {
		must[int](t)(w.repo.OpenIssue("ada", fmt.Sprint("idea ", n+1), ""))
	}
	const query = `query Pages($after: String) { repository(owner: "lovelace", name: "book") {
		issues(first: 2, after: $after, states: OPEN) { totalCount nodes { number } pageInfo { hasNextPage endCursor } }
		tail: issues(last: 1) { nodes { number } pageInfo { hasPreviousPage } }
	} }`
	var numbers []any
	var after any
	for range 3 {
		data := w.asked(t, query, map[string]any{"after": after})
		list := dig(t, data, "repository", "issues")
		equal(t, "total", any(5.0), dig(t, list, "totalCount"))
		for _, node := range dig(t, list, "nodes").([]any) {
			numbers = append(numbers, dig(t, node, "number"))
		}
		equal(t, "tail", any(5.0), dig(t, data, "repository", "tail", "nodes", 0, "number"))
		equal(t, "more", any(len(numbers) < 5), dig(t, list, "pageInfo", "hasNextPage"))
		after = dig(t, list, "pageInfo", "endCursor")
	}
	equal(t, "numbers", []any{1.0, 2.0, 3.0, 4.0, 5.0}, numbers)
}

// steps splits a dotted path into keys and indexes.
func steps(path string) []any {
	var list []any
	for part := range strings.SplitSeq(path, ".") {
		if index, err := strconv.Atoi(part); err == nil {
			list = append(list, index)
			continue
		}
		list = append(list, part)
	}
	return list
}
