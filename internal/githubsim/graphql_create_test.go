package githubsim

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWhatPeopleAskGraphQL: what GitHub's own command line asks for.
func TestWhatPeopleAskGraphQL(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	check(t, w.repo.AddLabel("grace", 1, "Beta"))
	check(t, w.repo.AddLabel("grace", 1, "alpha"))
	type obj = map[string]any
	type list = []any
	for field, want := range map[string]any{
		"hasIssuesEnabled":      true,
		"hasWikiEnabled":        false,
		"viewerPermission":      "WRITE",
		"mergeCommitAllowed":    true,
		"squashMergeAllowed":    false,
		"rebaseMergeAllowed":    false,
		"pullRequest(number:2)": obj{"mergeStateStatus": "DRAFT", "headRepositoryOwner": obj{"login": "ada"}},
		"labels(first:3)":       obj{"nodes": list{obj{"name": "idea"}, obj{"name": "Beta"}, obj{"name": "alpha"}}},
		"labels(first:3,orderBy:{field:NAME,direction:DESC})": obj{"nodes": list{obj{"name": "idea"}, obj{"name": "Beta"}, obj{"name": "alpha"}}},
		"labels(first:3,orderBy:{field:NAME,direction:ASC})":  obj{"nodes": list{obj{"name": "alpha"}, obj{"name": "Beta"}, obj{"name": "idea"}}},
		`issues(first:3,filterBy:{createdBy:"Ada"})`:          obj{"totalCount": 1.0},
		`issues(first:3,filterBy:{createdBy:"grace"})`:        obj{"totalCount": 0.0},
		`issues(first:3,filterBy:{states:[CLOSED]})`:          obj{"totalCount": 0.0},
		`issues(first:3,filterBy:{labels:["ALPHA"]})`:         obj{"totalCount": 1.0},
		`issues(first:3,filterBy:{assignee:"*"})`:             obj{"totalCount": 0.0},
	} {
		selection := ""
		switch want := want.(type) {
		case obj:
			switch {
			case want["nodes"] != nil:
				selection = "{nodes{name}}"
			case want["totalCount"] != nil:
				selection = "{totalCount}"
			default:
				selection = "{mergeStateStatus headRepositoryOwner{login}}"
			}
		}
		data := w.asked(t, `{repository(owner:"lovelace",name:"book"){x:`+field+selection+`}}`, nil)
		if diff := cmp.Diff(want, dig(t, data, "repository", "x")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", field, diff)
		}
	}
	_, problems := w.document(t, `{repository(owner:"lovelace",name:"book"){issues(first:3,filterBy:{mentioned:"ada"}){totalCount}}}`, nil)
	if len(problems) != 1 {
		t.Errorf("issues by mention: %v", problems)
	}
}

func TestIssueOrPullRequest(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	data := w.asked(t, `{repository(owner:"lovelace",name:"book"){a:issueOrPullRequest(number:1){__typename} b:issueOrPullRequest(number:2){__typename}}}`, nil)
	want := map[string]any{"a": map[string]any{"__typename": "Issue"}, "b": map[string]any{"__typename": "PullRequest"}}
	if diff := cmp.Diff(want, dig(t, data, "repository")); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if _, problems := w.document(t, `{repository(owner:"lovelace",name:"book"){issueOrPullRequest(number:9){__typename}}}`, nil); len(problems) != 1 {
		t.Errorf("number 9: %v", problems)
	}
}

// TestCreateWithGraphQL: an issue, a comment on it, and a merge.
func TestCreateWithGraphQL(t *testing.T) {
	w := newWorld(t)
	pullStory(t, w)
	check(t, w.repo.MarkReady("ada", 2))
	ids := w.asked(t, `{repository(owner:"lovelace",name:"book"){id pullRequest(number:2){id}}}`, nil)
	data := w.asked(t, `mutation($id:ID!){createIssue(input:{repositoryId:$id,title:"Another",body:"Twice."}){issue{id number title}}}`,
		map[string]any{"id": dig(t, ids, "repository", "id")})
	if got := dig(t, data, "createIssue", "issue", "number"); got != 3.0 {
		t.Errorf("number = %v", got)
	}
	w.asked(t, `mutation($id:ID!){addComment(input:{subjectId:$id,body:"Tell it!"}){commentEdge{node{url}}}}`,
		map[string]any{"id": dig(t, data, "createIssue", "issue", "id")})
	if view := w.repo.View(3); view.Title != "Another" || view.Body != "Twice." || len(view.Comments) != 1 || view.Comments[0].Body != "Tell it!" {
		t.Errorf("issue = %+v", view)
	}
	vars := map[string]any{"id": dig(t, ids, "repository", "pullRequest", "id")}
	if _, problems := w.document(t, `mutation($id:ID!){mergePullRequest(input:{pullRequestId:$id,mergeMethod:SQUASH}){pullRequest{merged}}}`, vars); len(problems) != 1 {
		t.Errorf("squash: %v", problems)
	}
	w.asked(t, `mutation($id:ID!){mergePullRequest(input:{pullRequestId:$id}){pullRequest{merged}}}`, vars)
	if !w.repo.View(2).Merged {
		t.Error("the pull request is not merged")
	}
}
