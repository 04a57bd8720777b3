//go:build clients

package clients

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestOctokitREST(t *testing.T) {
	w := newWorld(t)
	cmd := w.command(t, "node", "octokit.mjs")
	cmd.Dir = "testdata"
	var got []any
	for line := range strings.Lines(run(t, cmd)) {
		got = append(got, object(t, line))
	}
	list := func(values ...any) []any { return values }
	want := list(
		list("app", "storybot"),
		list("installation", true),
		list("issue", list(1.0, "storybot[bot]", list("tale", "new"))),
		list("issues", list("An idea closed", "Two open", "Three open")),
		list("log", list("Tell it")),
		list("diff", "diff --git a/src/tale.md b/src/tale.md"),
		list("raw", "Once.\n"),
		list("sha", true),
		list("review", list("COMMENTED", "")),
		list("check", list("completed", "neutral")),
		list("merge", true),
		list("graphql", true),
		list("not a pull request", 404.0),
		list("no such path", 501.0),
		list("wrong state", 422.0),
	)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("answers (-want +got):\n%s", diff)
	}
	if view := w.book.View(4); !view.Merged || len(view.Reviews) != 1 {
		t.Errorf("pull request = %+v", view)
	}
}

// TestOctokitWebhooks: Octokit takes what is signed, and the simulator learns
// that it does not take what is not.
func TestOctokitWebhooks(t *testing.T) {
	w := newWorld(t)
	s := w.serve(t, "webhooks.mjs")
	n, err := w.book.OpenIssue("ada", "An idea", "Once.", "tale")
	check(t, err)
	_, err = w.book.Comment("grace", n, "Tell it!")
	check(t, err)
	want := []string{
		`["label","created","lovelace/book",true]`, `["issues","opened","lovelace/book",true]`,
		`["issues","labeled","lovelace/book",true]`, `["issue_comment","created","lovelace/book",true]`,
	}
	got := w.end(t, s)
	if diff := cmp.Diff(slices.Sorted(slices.Values(want)), slices.Sorted(slices.Values(got))); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
}

// TestProbot: an App on Probot answers an issue.
func TestProbot(t *testing.T) {
	w := newWorld(t)
	s := w.serve(t, "probot.mjs")
	n, err := w.book.OpenIssue("ada", "An idea", "Once.")
	check(t, err)
	if diff := cmp.Diff([]string{`"answered"`}, w.end(t, s)); diff != "" {
		t.Errorf("output (-want +got):\n%s", diff)
	}
	var got []string
	for _, c := range w.book.View(n).Comments {
		got = append(got, c.Author+": "+c.Body)
	}
	if diff := cmp.Diff([]string{"storybot[bot]: Thank you, ada!"}, got); diff != "" {
		t.Errorf("comments (-want +got):\n%s", diff)
	}
}
