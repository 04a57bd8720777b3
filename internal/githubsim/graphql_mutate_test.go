package githubsim

import (
	"encoding/base64"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

const commitDocument = `mutation Commit($input: CreateCommitOnBranchInput!) {
	createCommitOnBranch(input: $input) { clientMutationId ref { name } commit { oid message author { name } } }
}`

func commitInputOn(repo, branch, head string, additions map[string]string, deletions ...string) map[string]any {
	adds, dels := []any{}, []any{}
	for path, text := range additions {
		adds = append(adds, map[string]any{"path": path, "contents": base64.StdEncoding.EncodeToString([]byte(text))})
	}
	for _, path := range deletions {
		dels = append(dels, map[string]any{"path": path})
	}
	return map[string]any{"input": map[string]any{
		"branch":          map[string]any{"repositoryNameWithOwner": repo, "branchName": branch},
		"expectedHeadOid": head, "clientMutationId": "c1",
		"message":     map[string]any{"headline": "Begin a tale", "body": "For #1."},
		"fileChanges": map[string]any{"additions": adds, "deletions": dels},
	}}
}

func headOf(t *testing.T, w *world, repo string) string {
	t.Helper()
	owner, name, _ := strings.Cut(repo, "/")
	data := w.asked(t, `query($o: String!, $n: String!) { repository(owner: $o, name: $n) { defaultBranchRef { target { oid } } } }`,
		map[string]any{"o": owner, "n": name})
	return dig(t, data, "repository", "defaultBranchRef", "target", "oid").(string)
}

func TestCommitOnBranch(t *testing.T) {
	w := newWorld(t)
	head := headOf(t, w, "lovelace/book")
	w.names(t)
	data := w.asked(t, commitDocument, commitInputOn("lovelace/book", "main", head, map[string]string{"src/new.md": "new\n", "empty": ""}, "src/one.md"))
	equal(t, "message", any("Begin a tale\n\nFor #1."), dig(t, data, "createCommitOnBranch", "commit", "message"))
	equal(t, "author", any("storybot[bot]"), dig(t, data, "createCommitOnBranch", "commit", "author", "name"))
	equal(t, "client", any("c1"), dig(t, data, "createCommitOnBranch", "clientMutationId"))
	text, err := w.repo.File("main", "src/new.md")
	check(t, err)
	equal(t, "file", "new\n", string(text))
	if _, err := w.repo.File("main", "src/one.md"); err == nil {
		t.Error("src/one.md is still there")
	}
	if got := w.names(t); !slices.Contains(got, "push") {
		t.Errorf("no push among %v", got)
	}
}

func TestCommitOnBranchRefused(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	head := headOf(t, w, "lovelace/book")
	add := map[string]string{"a.md": "a"}
	broken := commitInputOn("lovelace/book", "main", head, add)
	dig(t, broken, "input", "fileChanges", "additions", 0).(map[string]any)["contents"] = "YQ"
	for name, row := range map[string]struct {
		vars map[string]any
		kind string
	}{
		"moved":         {commitInputOn("lovelace/book", "main", strings.Repeat("0", 40), add), "STALE_DATA"},
		"no branch":     {commitInputOn("lovelace/book", "none", head, add), "NOT_FOUND"},
		"no repository": {commitInputOn("lovelace/none", "main", head, add), "NOT_FOUND"},
		"fork":          {commitInputOn("ada/book", "tale", w.repo.View(2).HeadOID, add), "FORBIDDEN"},
		"no file":       {commitInputOn("lovelace/book", "main", head, nil, "none.md"), "UNPROCESSABLE"},
		"workflow":      {commitInputOn("lovelace/book", "main", head, map[string]string{".github/workflows/x.yml": "a"}), "FORBIDDEN"},
		"bad path":      {commitInputOn("lovelace/book", "main", head, map[string]string{"../x": "a"}), "UNPROCESSABLE"},
		"no padding":    {broken, "UNPROCESSABLE"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := w.document(t, commitDocument, row.vars)
			if len(problems) != 1 {
				t.Fatalf("want one error, got %+v", problems)
			}
			equal(t, "type", row.kind, problems[0].Type)
		})
	}
	equal(t, "head", head, headOf(t, w, "lovelace/book"))
}

func TestDraftMutations(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	id := dig(t, w.asked(t, `{ repository(owner: "lovelace", name: "book") { pullRequest(number: 2) { id } } }`, nil), "repository", "pullRequest", "id")
	w.names(t)
	data := w.asked(t, `mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { isDraft } } }`, map[string]any{"id": id})
	equal(t, "ready", any(false), dig(t, data, "markPullRequestReadyForReview", "pullRequest", "isDraft"))
	data = w.asked(t, `mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { isDraft } } }`, map[string]any{"id": id})
	equal(t, "draft", any(true), dig(t, data, "convertPullRequestToDraft", "pullRequest", "isDraft"))
	equal(t, "webhooks", []string{"pull_request ready_for_review", "pull_request converted_to_draft"}, w.names(t))
}

func TestThreadMutations(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	_, _, err := w.bot.PullRequests.CreateReview(t.Context(), "lovelace", "book", 2, &github.PullRequestReviewRequest{
		Body: github.String("Look."), Event: github.String("COMMENT"),
		Comments: []*github.DraftReviewComment{{Path: github.String("src/tale.md"), Line: github.Int(3), Body: github.String("Here.")}},
	})
	check(t, err)
	data := w.asked(t, read(t, "testdata/pull.graphql"), map[string]any{"owner": "lovelace", "name": "book", "n": 2})
	thread := dig(t, data, "repository", "pullRequest", "reviewThreads", "nodes", 0)
	equal(t, "line", any(3.0), dig(t, thread, "line"))
	equal(t, "mine", any(true), dig(t, thread, "comments", "nodes", 0, "viewerDidAuthor"))
	vars := map[string]any{"id": dig(t, thread, "id")}
	w.names(t)
	data = w.asked(t, `mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { isResolved viewerCanUnresolve } } }`, vars)
	equal(t, "resolved", any(true), dig(t, data, "resolveReviewThread", "thread", "isResolved"))
	data = w.asked(t, `mutation($id: ID!) { unresolveReviewThread(input: {threadId: $id}) { thread { isResolved } } }`, vars)
	equal(t, "unresolved", any(false), dig(t, data, "unresolveReviewThread", "thread", "isResolved"))
	equal(t, "webhooks", []string{"pull_request_review_thread resolved", "pull_request_review_thread unresolved"}, w.names(t))
}

func TestMinimizeAndNodes(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	data := w.asked(t, read(t, "testdata/pull.graphql"), map[string]any{"owner": "lovelace", "name": "book", "n": 2})
	vars := map[string]any{"id": dig(t, data, "repository", "pullRequest", "comments", "nodes", 1, "id")}
	w.asked(t, `mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: OUTDATED}) { minimizedComment { isMinimized } } }`, vars)
	data = w.asked(t, `query($id: ID!) { node(id: $id) { __typename ... on IssueComment { isMinimized minimizedReason body } } }`, vars)
	equal(t, "node", map[string]any{"__typename": "IssueComment", "isMinimized": true, "minimizedReason": "outdated", "body": "Hello."}, dig(t, data, "node").(map[string]any))
}
