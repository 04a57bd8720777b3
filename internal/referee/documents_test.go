package referee_test

import (
	"strings"
	"testing"
)

// documents are what a bot asks and says, one of each kind.
var documents = map[string]string{
	"pull request": `
query PullRequest($owner: String!, $name: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    id nameWithOwner visibility
    defaultBranchRef { name target { oid } }
    config: object(expression: "HEAD:.github/storybot.yml") { ... on Blob { text isTruncated byteSize oid } }
    labels(first: 100) { totalCount nodes { name color description } pageInfo { hasNextPage endCursor } }
    pullRequest(number: $number) {
      id number title body state isDraft merged mergedAt mergeCommit { oid }
      author { login __typename ... on User { databaseId name } } authorAssociation viewerDidAuthor
      baseRefName headRefName headRefOid isCrossRepository maintainerCanModify headRepository { nameWithOwner }
      changedFiles files(first: 100) { nodes { path changeType additions deletions } pageInfo { hasNextPage endCursor } }
      labels(first: 100) { nodes { name } }
      closingIssuesReferences(first: 10) { nodes { number title body } }
      comments(first: 100, after: $after) {
        nodes { id databaseId fullDatabaseId body isMinimized viewerDidAuthor author { login __typename } }
        pageInfo { hasNextPage endCursor }
      }
      reviewThreads(first: 50) { nodes { id isResolved isOutdated path line comments(first: 1) { nodes { viewerDidAuthor body } } } }
      commits(last: 1) { nodes { commit { oid checkSuites(first: 10) { nodes {
        app { slug } checkRuns(first: 10) { nodes { databaseId name status conclusion } }
      } } } } }
    }
  }
  viewer { login databaseId }
  rateLimit { cost limit remaining resetAt nodeCount }
}`,
	"issue": `
query Issue($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) {
      id number title body state author { login __typename } authorAssociation
      assignees(first: 20) { nodes { login } } labels(first: 100) { nodes { name } }
      comments(first: 100) { nodes { fullDatabaseId body viewerDidAuthor } pageInfo { hasNextPage endCursor } }
    }
    refs(refPrefix: "refs/heads/storybot/", query: "issue-1-", first: 10) {
      nodes { name target { oid } associatedPullRequests(first: 5, states: [OPEN]) { nodes { number } } }
    }
    pullRequests(headRefName: "storybot/issue-1-a", states: [OPEN, MERGED], first: 5) { nodes { number } }
  }
}`,
	"texts": `
query Texts($owner: String!, $name: String!, $number: Int = 1) {
  repository(owner: $owner, name: $name) {
    issue(number: $number) { id }
    a: object(oid: "5626abf0f72e58d7a153368ba57db4c673c0e171") { ...text }
    b: object(expression: "main:src/SUMMARY.md") { ...text }
    c: object(expression: "main:src") { ... on Tree { entries { name path type oid object { ...text } } } }
  }
}
fragment text on Blob { text isTruncated isBinary byteSize oid }`,
}

func TestDocumentsOfABot(t *testing.T) {
	vars := map[string]any{"owner": "o", "name": "r", "number": 1}
	for name, document := range documents {
		t.Run(name, func(t *testing.T) {
			expect(t, "", newReferee().CheckDocument(document, vars))
			expect(t, "numbre", newReferee().CheckDocument(strings.Replace(document, "(number:", "(numbre:", 1), vars))
			expect(t, "oidd", newReferee().CheckDocument(strings.Replace(document, "oid }", "oidd }", 1), vars))
			expect(t, "variable.owner", newReferee().CheckDocument(document, map[string]any{"name": "r", "number": 1}))
		})
	}
}

func TestMutations(t *testing.T) {
	for name, row := range map[string]struct{ field, input, wrong string }{
		"commit":     {"createCommitOnBranch", `{branch: {repositoryNameWithOwner: "o/r", branchName: "a"}, expectedHeadOid: "a", message: {headline: "a"}, fileChanges: {additions: [{path: "a", contents: "YQ=="}], deletions: [{path: "b"}]}}`, ""},
		"ready":      {"markPullRequestReadyForReview", `{pullRequestId: "a"}`, ""},
		"draft":      {"convertPullRequestToDraft", `{pullRequestId: "a"}`, ""},
		"resolve":    {"resolveReviewThread", `{threadId: "a"}`, ""},
		"unresolve":  {"unresolveReviewThread", `{threadId: "a"}`, ""},
		"react":      {"addReaction", `{subjectId: "a", content: EYES}`, ""},
		"minimize":   {"minimizeComment", `{subjectId: "a", classifier: OUTDATED}`, ""},
		"ref":        {"createRef", `{repositoryId: "a", name: "refs/heads/a", oid: "a"}`, ""},
		"close":      {"closeIssue", `{issueId: "a", stateReason: COMPLETED}`, ""},
		"no head":    {"createCommitOnBranch", `{branch: {id: "a"}, message: {headline: "a"}}`, "expectedHeadOid"},
		"REST emoji": {"addReaction", `{subjectId: "a", content: "+1"}`, "ReactionContent"},
		"no reason":  {"minimizeComment", `{subjectId: "a"}`, "classifier"},
		"not GitHub": {"tellStory", `{title: "a"}`, "tellStory"},
	} {
		t.Run(name, func(t *testing.T) {
			expect(t, row.wrong, newReferee().CheckDocument("mutation { "+row.field+"(input: "+row.input+") { clientMutationId } }", nil))
		})
	}
}
