package githubsim

import (
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

func TestCloseIssue(t *testing.T) {
	const document = `mutation($id: ID!, $why: IssueClosedStateReason) { closeIssue(input: {issueId: $id, stateReason: $why, clientMutationId: "c"}) {
		clientMutationId issue { state stateReason full: stateReason(enableDuplicate: true) closed }
	} }`
	for name, row := range map[string]struct{ why, short, full any }{
		"nothing said": {nil, "COMPLETED", "COMPLETED"},
		"not planned":  {"NOT_PLANNED", "NOT_PLANNED", "NOT_PLANNED"},
		"duplicate":    {"DUPLICATE", "NOT_PLANNED", "DUPLICATE"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			pullStory(t, w)
			data := w.asked(t, `{ repository(owner: "lovelace", name: "book") { issue(number: 1) { id } pullRequest(number: 2) { id } } }`, nil)
			w.names(t)
			got := w.asked(t, document, map[string]any{"id": dig(t, data, "repository", "issue", "id"), "why": row.why})
			equal(t, "answer", any(map[string]any{"clientMutationId": "c", "issue": map[string]any{
				"state": "CLOSED", "closed": true, "stateReason": row.short, "full": row.full,
			}}), got["closeIssue"])
			equal(t, "webhooks", []string{"issues closed"}, w.names(t))
			_, problems := w.document(t, document, map[string]any{"id": dig(t, data, "repository", "pullRequest", "id")})
			equal(t, "errors", 1, len(problems))
			equal(t, "a pull request is no issue", "NOT_FOUND", problems[0].Type)
		})
	}
}

const refDocument = `mutation Ref($repo: ID!, $name: String!, $oid: GitObjectID!) {
	createRef(input: {repositoryId: $repo, name: $name, oid: $oid, clientMutationId: "c"}) { clientMutationId ref { name prefix target { oid } } }
}`

func TestCreateRef(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	head := headOf(t, w, "lovelace/book")
	data := w.asked(t, `{ repository(owner: "lovelace", name: "book") { id pullRequest(number: 2) { headRepository { id } } } }`, nil)
	repo := dig(t, data, "repository", "id")
	w.names(t)
	got := w.asked(t, refDocument, map[string]any{"repo": repo, "name": "refs/heads/storybot/a", "oid": head})
	equal(t, "answer", any(map[string]any{"clientMutationId": "c", "ref": map[string]any{
		"name": "storybot/a", "prefix": "refs/heads/", "target": map[string]any{"oid": head},
	}}), got["createRef"])
	equal(t, "webhooks", []string{"push"}, w.names(t)[:1])
	for name, row := range map[string]struct {
		repo           any
		name, oid, typ string
	}{
		"exists":        {repo, "refs/heads/main", head, "UNPROCESSABLE"},
		"short name":    {repo, "tale", head, "UNPROCESSABLE"},
		"in the way":    {repo, "refs/heads/storybot", head, "UNPROCESSABLE"},
		"hostile name":  {repo, "refs/heads/a..b", head, "UNPROCESSABLE"},
		"no commit":     {repo, "refs/heads/b", strings.Repeat("0", 40), "UNPROCESSABLE"},
		"fork":          {dig(t, data, "repository", "pullRequest", "headRepository", "id"), "refs/heads/b", head, "FORBIDDEN"},
		"no repository": {"zz", "refs/heads/b", head, "NOT_FOUND"},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := w.document(t, refDocument, map[string]any{"repo": row.repo, "name": row.name, "oid": row.oid})
			if len(problems) != 1 {
				t.Fatalf("want one error, got %+v", problems)
			}
			equal(t, "type", row.typ, problems[0].Type)
			equal(t, "path", []any{"createRef"}, problems[0].Path)
		})
	}
	equal(t, "webhooks of refusals", 0, len(w.names(t)))
}

// TestCommitOnPullRequest commits to the branch of an open pull request of the
// App's own, in another person's name too.
func TestCommitOnPullRequest(t *testing.T) {
	w := newWorld(t)
	check(t, w.repo.Commit("lovelace", "storybot/tale", "begin", map[string][]byte{"x.md": []byte("x")}))
	pull, _, err := w.bot.PullRequests.Create(t.Context(), "lovelace", "book", &github.NewPullRequest{
		Title: github.String("Draft"), Head: github.String("storybot/tale"), Base: github.String("main"), Draft: github.Bool(true),
	})
	check(t, err)
	w.names(t)
	vars := commitInputOn("lovelace/book", "storybot/tale", pull.GetHead().GetSHA(), map[string]string{"x.md": "y"})
	const credit = "Co-authored-by: ada <1+ada@users.noreply.github.com>"
	dig(t, vars, "input", "message").(map[string]any)["body"] = "For #1.\n\n" + credit
	made := dig(t, w.asked(t, `mutation($input: CreateCommitOnBranchInput!) { createCommitOnBranch(input: $input) { commit {
		oid message author { name email user { login } } committer { name }
		signature { isValid state wasSignedByGitHub } parents(first: 2) { nodes { oid signature { isValid } } }
	} } }`, vars), "createCommitOnBranch", "commit")
	equal(t, "message", any("Begin a tale\n\nFor #1.\n\n"+credit), dig(t, made, "message"))
	equal(t, "author", any("storybot[bot]"), dig(t, made, "author", "name"))
	equal(t, "signature", any(map[string]any{"isValid": true, "state": "VALID", "wasSignedByGitHub": true}), dig(t, made, "signature"))
	equal(t, "parents", any([]any{map[string]any{"oid": pull.GetHead().GetSHA(), "signature": nil}}), dig(t, made, "parents", "nodes"))
	equal(t, "head", dig(t, made, "oid"), any(w.repo.View(pull.GetNumber()).HeadOID))
	equal(t, "webhooks", []string{"push", "check_suite requested", "pull_request synchronize"}, w.names(t))
}
