package githubsim

import (
	"testing"

	"github.com/google/go-github/v60/github"
)

const reactDocument = `mutation($id: ID!) { addReaction(input: {subjectId: $id, content: EYES, clientMutationId: "c"}) {
	clientMutationId
	reaction { content user { login } reactable { __typename } }
	subject { id viewerCanReact reactions(first: 5, content: EYES) { totalCount viewerHasReacted nodes { content } } }
} }`

// subjects are the node ids of what one can react to, by type.
func subjects(t *testing.T, w *world) map[string]any {
	t.Helper()
	pullStory(t, w)
	_, _, err := w.bot.PullRequests.CreateReview(t.Context(), "lovelace", "book", 2, &github.PullRequestReviewRequest{
		Body: github.String("Look."), Event: github.String("COMMENT"),
		Comments: []*github.DraftReviewComment{{Path: github.String("src/tale.md"), Line: github.Int(3), Body: github.String("Here.")}},
	})
	check(t, err)
	data := dig(t, w.asked(t, `{ repository(owner: "lovelace", name: "book") {
		issue(number: 1) { id }
		pullRequest(number: 2) {
			id comments(first: 1) { nodes { id } } reviews(first: 1) { nodes { id } }
			reviewThreads(first: 1) { nodes { id comments(first: 1) { nodes { id } } } }
		}
	} }`, nil), "repository")
	pull := dig(t, data, "pullRequest")
	return map[string]any{
		"Issue": dig(t, data, "issue", "id"), "PullRequest": dig(t, pull, "id"),
		"IssueComment":             dig(t, pull, "comments", "nodes", 0, "id"),
		"PullRequestReview":        dig(t, pull, "reviews", "nodes", 0, "id"),
		"PullRequestReviewThread":  dig(t, pull, "reviewThreads", "nodes", 0, "id"),
		"PullRequestReviewComment": dig(t, pull, "reviewThreads", "nodes", 0, "comments", "nodes", 0, "id"),
	}
}

func TestReact(t *testing.T) {
	w := newWorld(t)
	ids := subjects(t, w)
	for _, kind := range []string{"Issue", "PullRequest", "IssueComment", "PullRequestReviewComment"} {
		t.Run(kind, func(t *testing.T) {
			vars := map[string]any{"id": ids[kind]}
			w.asked(t, reactDocument, vars)
			got := dig(t, w.asked(t, reactDocument, vars), "addReaction") // the second time changes nothing
			equal(t, "answer", any(map[string]any{
				"clientMutationId": "c",
				"reaction":         map[string]any{"content": "EYES", "user": nil, "reactable": map[string]any{"__typename": kind}},
				"subject": map[string]any{"id": ids[kind], "viewerCanReact": true, "reactions": map[string]any{
					"totalCount": 1.0, "viewerHasReacted": true, "nodes": []any{map[string]any{"content": "EYES"}},
				}},
			}), got)
		})
	}
	equal(t, "issue", map[string]int{"eyes": 1}, w.repo.View(1).Reactions)
	equal(t, "comment", map[string]int{"eyes": 1}, w.repo.View(2).Comments[0].Reactions)
}

func TestReactRefused(t *testing.T) {
	w := newWorld(t)
	ids := subjects(t, w)
	for name, row := range map[string]struct{ id, kind any }{
		"unknown": {"zz", "NOT_FOUND"},
		"thread":  {ids["PullRequestReviewThread"], "NOT_FOUND"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := w.document(t, reactDocument, map[string]any{"id": row.id})
			equal(t, "errors", 1, len(problems))
			equal(t, "type", row.kind, any(problems[0].Type))
			equal(t, "path", []any{"addReaction"}, problems[0].Path)
		})
	}
}

// TestMutationsNeedPermission asks with an App that may do a little less than
// each mutation needs.
func TestMutationsNeedPermission(t *testing.T) {
	w := newWorld(t)
	ids := subjects(t, w)
	for name, row := range map[string]struct{ lacks, document, subject string }{
		"react to an issue":  {"issues", reactDocument, "Issue"},
		"react to a comment": {"issues", reactDocument, "IssueComment"},
		"react to the diff":  {"pull_requests", reactDocument, "PullRequestReviewComment"},
		"close":              {"issues", `mutation($id: ID!) { closeIssue(input: {issueId: $id}) { issue { id } } }`, "Issue"},
		"resolve":            {"pull_requests", `mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { id } } }`, "PullRequestReviewThread"},
		"resolve, contents":  {"contents", `mutation($id: ID!) { resolveReviewThread(input: {threadId: $id}) { thread { id } } }`, "PullRequestReviewThread"},
		"ready":              {"pull_requests", `mutation($id: ID!) { markPullRequestReadyForReview(input: {pullRequestId: $id}) { pullRequest { id } } }`, "PullRequest"},
		"minimize":           {"pull_requests", `mutation($id: ID!) { minimizeComment(input: {subjectId: $id, classifier: SPAM}) { minimizedComment { isMinimized } } }`, "IssueComment"},
		"draft, contents":    {"contents", `mutation($id: ID!) { convertPullRequestToDraft(input: {pullRequestId: $id}) { pullRequest { id } } }`, "PullRequest"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := w.documentBy(t, w.reading(t, row.lacks), row.document, map[string]any{"id": ids[row.subject]})
			if len(problems) != 1 {
				t.Fatalf("want one error, got %+v", problems)
			}
			equal(t, "type", "FORBIDDEN", problems[0].Type)
			equal(t, "message", "Resource not accessible by integration", problems[0].Message)
		})
	}
}
