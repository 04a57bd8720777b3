package githubsim

import (
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-github/v60/github"
)

// exampleSet is GitHub's example payloads of one event.
type exampleSet struct {
	Name     string           `json:"name"`
	Examples []map[string]any `json:"examples"`
}

func readExamples(t *testing.T) map[string]exampleSet {
	t.Helper()
	raw, err := os.ReadFile("testdata/webhook-examples.json")
	check(t, err)
	var list []exampleSet
	check(t, json.Unmarshal(raw, &list))
	sets := map[string]exampleSet{}
	for _, set := range list {
		sets[set.Name] = set
	}
	return sets
}

// collect adds the fields of v as "thing.field", list positions left out.
func collect(into map[string]bool, path string, v any) {
	switch v := v.(type) {
	case map[string]any:
		for k, inner := range v {
			into[shape(path+"."+k)] = true
			collect(into, path+"."+k, inner)
		}
	case []any:
		for _, inner := range v {
			collect(into, path, inner)
		}
	}
}

// kinds names the last part of a path by what stands there, so that a user is
// a user wherever an example happens to show one.
var kinds = map[string]string{
	"sender": "user", "owner": "user", "assignee": "user", "assignees": "user", "merged_by": "user", "account": "user", "creator": "user",
	"requested_reviewers": "user", "repository": "repo", "labels": "label", "performed_via_github_app": "app", "head_commit": "commit",
	"commits": "commit", "comments": "comment",
}

// shape shortens a path to the thing and its field: ".issue.user.login" is
// "user.login".
func shape(path string) string {
	parts := strings.Split(strings.TrimPrefix(path, "."), ".")
	if len(parts) == 1 {
		return parts[0]
	}
	thing := parts[len(parts)-2]
	if kind, ok := kinds[thing]; ok {
		thing = kind
	}
	return thing + "." + parts[len(parts)-1]
}

// newer are fields GitHub sends today that the examples are too old to have.
var newer = []string{"issue.state_reason", "comment.in_reply_to_id"}

// story makes one of every webhook.
func story(t *testing.T, w *world) {
	t.Helper()
	n := must[int](t)(w.repo.OpenIssue("ada", "Idea", "Body", "idea"))
	check(t, w.repo.EditBody("ada", n, "New body"))
	id := must[int64](t)(w.repo.Comment("ada", n, "hello"))
	check(t, w.repo.EditComment("ada", id, "hello!"))
	check(t, w.comment(t, n))
	check(t, w.repo.Assign("grace", n, "ada"))
	check(t, w.repo.RemoveLabel("grace", n, "idea"))
	check(t, w.repo.DeleteComment("ada", id))
	pr := must[int](t)(w.repo.OpenPullRequest(PullRequestInput{
		Login: "grace", Branch: "topic", Title: "T", Body: fmt.Sprintf("Fixes #%d", n), Draft: true, Files: map[string][]byte{"src/one.md": []byte("two\n")},
	}))
	head := w.repo.View(pr).HeadOID
	run, _, err := w.bot.Checks.CreateCheckRun(t.Context(), "lovelace", "book", github.CreateCheckRunOptions{
		Name: "storybot", HeadSHA: head, Conclusion: github.String("success"), Output: output(annotations(1)),
	})
	check(t, err)
	check(t, w.repo.RequestAction("grace", run.GetID(), "fix"))
	check(t, w.repo.RerequestSuite("grace", head))
	_, _, err = w.bot.PullRequests.CreateReview(t.Context(), "lovelace", "book", pr, &github.PullRequestReviewRequest{
		Event: github.String("COMMENT"), Body: github.String("b"),
		Comments: []*github.DraftReviewComment{{Path: github.String("src/one.md"), Line: github.Int(1), Side: github.String("RIGHT"), Body: github.String("c")}},
	})
	check(t, err)
	rc := w.repo.View(pr).Reviews[0].Comments[0].ID
	must[int64](t)(w.repo.ReplyInThread("ada", pr, rc, "ok"))
	check(t, w.repo.ResolveThread("grace", pr, rc, true))
	check(t, w.repo.MarkReady("grace", pr))
	check(t, w.repo.AddLabel("grace", pr, "story"))
	check(t, w.repo.Push("grace", pr, "More", map[string][]byte{"src/one.md": []byte("three\n"), "x.md": []byte("x")}))
	check(t, w.repo.Merge("grace", pr))
	check(t, w.repo.DeleteBranch("grace", "topic"))
}

func TestPayloadsHaveGitHubsShape(t *testing.T) {
	w := newWorld(t)
	story(t, w)
	known, all := map[string]map[string]bool{}, map[string]bool{}
	for event, set := range readExamples(t) {
		known[event] = map[string]bool{}
		for _, example := range set.Examples {
			collect(known[event], "", example)
			collect(all, "", example)
		}
	}
	seen := map[string]bool{}
	for _, r := range w.hooks(t) {
		event := r.header.Get("X-GitHub-Event")
		seen[r.name()] = true
		if _, err := github.ParseWebHook(event, r.body); err != nil {
			t.Errorf("%s: go-github cannot read it: %v", r.name(), err)
		}
		var payload map[string]any
		check(t, json.Unmarshal(r.body, &payload))
		for field := range payload {
			if !known[event][field] && field != "organization" && field != "installation" {
				t.Errorf("%s: GitHub sends no %s", event, field)
			}
		}
		ours := map[string]bool{}
		collect(ours, "", payload)
		for field := range ours {
			if strings.Contains(field, ".") && !all[field] && !slices.Contains(newer, field) {
				t.Errorf("%s: GitHub has no %s", event, field)
			}
		}
	}
	for _, want := range []string{
		"issues opened", "issues edited", "issues labeled", "issues unlabeled", "issues assigned", "issues closed", "issue_comment created",
		"issue_comment edited", "issue_comment deleted", "label created", "push", "pull_request opened", "pull_request ready_for_review",
		"pull_request labeled", "pull_request synchronize", "pull_request closed", "check_suite requested", "check_suite rerequested",
		"check_suite completed", "check_run created", "check_run completed", "check_run requested_action", "pull_request_review submitted",
		"pull_request_review_comment created", "pull_request_review_thread resolved", "installation created",
	} {
		if !seen[want] {
			t.Errorf("no %s was sent", want)
		}
	}
}

// TestPayloadsLackNothing looks the other way: what GitHub always sends of a
// thing, we send too.
func TestPayloadsLackNothing(t *testing.T) {
	w := newWorld(t)
	story(t, w)
	sets := readExamples(t)
	ours := map[string]map[string]any{}
	for _, r := range w.hooks(t) {
		var payload map[string]any
		check(t, json.Unmarshal(r.body, &payload))
		ours[r.header.Get("X-GitHub-Event")] = payload
	}
	for event, thing := range map[string]string{
		"issues": "issue", "issue_comment": "comment", "pull_request": "pull_request", "pull_request_review": "review",
		"pull_request_review_comment": "comment", "check_run": "check_run", "check_suite": "check_suite", "label": "label",
		"push": "head_commit", "installation": "installation",
	} {
		for field := range always(sets[event].Examples, thing) {
			mine, ok := ours[event][thing].(map[string]any)
			if _, has := mine[field]; ok && !has {
				t.Errorf("%s: our %s lacks %s", event, thing, field)
			}
		}
	}
}

// always are the fields that a thing has in every example.
func always(list []map[string]any, thing string) map[string]bool {
	var fields map[string]bool
	for _, example := range list {
		object, ok := example[thing].(map[string]any)
		if !ok {
			continue
		}
		if fields == nil {
			fields = map[string]bool{}
			for k := range object {
				fields[k] = true
			}
		}
		for k := range fields {
			if _, has := object[k]; !has {
				delete(fields, k)
			}
		}
	}
	return fields
}
