package gateway

import (
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/referee"
)

// TestDocumentsFitGitHubsSchema validates all documents this package sends.
func TestDocumentsFitGitHubsSchema(t *testing.T) {
	repo := Repo{Owner: "o", Name: "r"}
	ideas := []string{"idea"}
	subject, issue := listing(ideas, subjectVariables(repo, 4)), listing(ideas, subjectVariables(repo, 4))
	subject["app"] = 7
	page := map[string]any{"id": "x", "after": "y"}
	issue["drafts"] = draftPrefix(4)
	blobs, blobVariables := blobQuery(repo, []string{"main:a b/ü.md", strings.Repeat("0", 40)})
	tests := []struct {
		name, document string
		variables      map[string]any
	}{
		{"pull request", queryPullRequest, subject},
		{"issue", queryIssue, issue},
		{"open issues", queryOpenIssues, listing(ideas, map[string]any{"owner": "o", "name": "r"})},
		{"comments", queryComments, page},
		{"reviews", queryReviews, page},
		{"threads", queryThreads, page},
		{"blobs", blobs, blobVariables},
		{"commit", mutationCommit, commitInput{
			repo, "b", strings.Repeat("0", 40), "m\n\nbody", "T: 1", map[string][]byte{"a": []byte("text")}, []string{"old"},
		}.variables()},
		{"draft's work", queryDraft, subjectVariables(repo, 4)},
		{"retract", mutationRetract, map[string]any{"id": "x", "content": "CONFUSED"}},
		{"ready", mutationReady, map[string]any{"id": "x"}},
		{"draft", mutationDraft, map[string]any{"id": "x"}},
		{"resolve", mutationResolve, map[string]any{"id": "x"}},
	}
	judge := referee.New(referee.Options{})
	for _, test := range tests {
		if err := judge.CheckDocument(test.document, test.variables); err != nil {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	if judge.CheckDocument(strings.Replace(queryIssue, "viewerDidAuthor", "viewerWroteIt", 1), issue) == nil {
		t.Error("the referee lets an unknown field pass")
	}
}
