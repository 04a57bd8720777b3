package githubsim

import (
	"testing"

	"github.com/google/go-github/v60/github"
)

// TestLists asks for the issues and pull requests that fit.
func TestLists(t *testing.T) {
	w := newWorld(t)
	must[int](t)(w.repo.OpenIssue("ada", "one", "", "idea"))
	must[int](t)(w.repo.OpenIssue("ada", "two", "", "idea", "tale"))
	must[int](t)(w.repo.OpenIssue("grace", "three", ""))
	check(t, w.repo.CloseIssue("ada", 2))
	for _, branch := range []string{"storybot/a", "storybot/b"} {
		check(t, w.repo.Commit("lovelace", branch, "begin", map[string][]byte{branch + ".md": []byte("x")}))
		_, _, err := w.bot.PullRequests.Create(t.Context(), "lovelace", "book", &github.NewPullRequest{
			Title: &branch, Head: &branch, Base: github.String("main"),
		})
		check(t, err)
	}
	check(t, w.repo.Merge("grace", 4))
	for name, row := range map[string]struct {
		list string
		want []any
	}{
		"all issues":     {`issues(first: 9)`, []any{1.0, 2.0, 3.0}},
		"open":           {`issues(first: 9, states: [OPEN])`, []any{1.0, 3.0}},
		"labelled":       {`issues(first: 9, labels: ["IDEA"])`, []any{1.0, 2.0}},
		"either label":   {`issues(first: 9, labels: ["tale", "none"])`, []any{2.0}},
		"open, labelled": {`issues(first: 9, states: OPEN, labels: ["idea"])`, []any{1.0}},
		"newest first":   {`issues(first: 2, orderBy: {field: CREATED_AT, direction: DESC})`, []any{3.0, 2.0}},
		"all pulls":      {`pullRequests(first: 9)`, []any{4.0, 5.0}},
		"open pulls":     {`pullRequests(first: 9, states: OPEN)`, []any{5.0}},
		"merged pulls":   {`pullRequests(first: 9, states: [MERGED, CLOSED])`, []any{4.0}},
		"by branch":      {`pullRequests(first: 9, headRefName: "storybot/b")`, []any{5.0}},
		"by both":        {`pullRequests(first: 9, headRefName: "storybot/a", states: OPEN)`, []any{}},
		"by base":        {`pullRequests(last: 1, baseRefName: "main")`, []any{5.0}},
	} {
		t.Run(name, func(t *testing.T) {
			data := w.asked(t, `{ repository(owner: "lovelace", name: "book") { list: `+row.list+` { nodes { number } } } }`, nil)
			got := []any{}
			for _, node := range dig(t, data, "repository", "list", "nodes").([]any) {
				got = append(got, dig(t, node, "number"))
			}
			equal(t, "numbers", row.want, got)
		})
	}
}

func TestTreePaths(t *testing.T) {
	w := newWorld(t)
	data := w.asked(t, `{ repository(owner: "lovelace", name: "book") {
		top: object(expression: "main:") { ...names }
		sub: object(expression: "main:src/") { ...names }
	} }
	fragment names on Tree { entries { path object { ... on Tree { entries { path } } } } }`, nil)
	for path, want := range map[string]any{
		"top.entries.2.path": "picture.png", "top.entries.3.path": "src",
		"top.entries.3.object.entries.0.path": "src/SUMMARY.md",
		"sub.entries.0.path":                  "src/SUMMARY.md", "sub.entries.1.object.entries.0.path": "src/deep/two.md",
	} {
		equal(t, path, want, dig(t, data, steps("repository."+path)...))
	}
}

func TestRefsByName(t *testing.T) {
	w := newWorld(t)
	head := headOf(t, w, "lovelace/book")
	data := w.asked(t, `{ repository(owner: "lovelace", name: "book") {
		full: ref(qualifiedName: "refs/heads/main") { id name prefix target { oid __typename } }
		short: ref(qualifiedName: "main") { name }
		none: ref(qualifiedName: "refs/heads/none") { name }
	} }`, nil)
	for path, want := range map[string]any{
		"full.name": "main", "full.prefix": "refs/heads/", "full.target.oid": head, "full.target.__typename": "Commit",
		"short.name": "main", "none": nil,
	} {
		equal(t, path, want, dig(t, data, steps("repository."+path)...))
	}
}
