package githubsim

import (
	"net/http"
	"testing"

	"github.com/google/go-github/v60/github"
)

// TestMergeGoesOnTopOfTheBaseAsItIs: a pull request is closed while its base
// moves, opened again and merged. What came to the base meanwhile stays.
func TestMergeGoesOnTopOfTheBaseAsItIs(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/three.md": []byte("three\n")}})
	check(t, w.repo.CloseIssue("ada", n))
	check(t, w.repo.Commit("grace", "main", "Meanwhile", map[string][]byte{"src/meanwhile.md": []byte("meanwhile\n")}))
	moved := w.repo.tip(t, "main")
	check(t, w.repo.Reopen("ada", n))
	pr, _, err := w.bot.PullRequests.Get(t.Context(), "lovelace", "book", n)
	check(t, err)
	if got := pr.GetBase().GetSHA(); got != moved {
		t.Errorf("base = %s, want %s", got, moved)
	}
	check(t, w.repo.Merge("grace", n))
	for _, name := range []string{"src/meanwhile.md", "src/three.md"} {
		if _, err := w.repo.File("main", name); err != nil {
			t.Errorf("after the merge: %v", err)
		}
	}
	comparison, _, err := w.bot.Repositories.CompareCommits(t.Context(), "lovelace", "book", moved, "main", nil)
	check(t, err)
	if got := comparison.GetStatus(); got != "ahead" {
		t.Errorf("main is %s of what it was, want ahead", got)
	}
}

// TestReopenedPullRequestHasItsNewCommits: the head moves while it is closed.
func TestReopenedPullRequestHasItsNewCommits(t *testing.T) {
	w := newWorld(t)
	check(t, w.repo.Commit("grace", "tale", "One", map[string][]byte{"src/three.md": []byte("three\n")}))
	n := open(t, w, PullRequestInput{Login: "grace", Branch: "tale"})
	check(t, w.repo.CloseIssue("grace", n))
	check(t, w.repo.Commit("grace", "tale", "Two", map[string][]byte{"src/four.md": []byte("four\n")}))
	check(t, w.repo.Reopen("grace", n))
	if got, want := w.repo.View(n).HeadOID, w.repo.tip(t, "tale"); got != want {
		t.Errorf("head = %s, want %s", got, want)
	}
}

func TestReopeningIsRefused(t *testing.T) {
	files := map[string][]byte{"src/three.md": []byte("three\n")}
	for name, before := range map[string]func(w *world, n int) error{
		"merged":       func(w *world, n int) error { return w.repo.Merge("grace", n) },
		"head deleted": func(w *world, _ int) error { return w.repo.DeleteBranch("grace", "tale") },
		"base deleted": func(w *world, _ int) error { return w.repo.DeleteBranch("grace", "base") },
		"all there": func(w *world, n int) error {
			if err := w.repo.CloseIssue("grace", n); err != nil {
				return err
			}
			return w.repo.Commit("grace", "tale", "Same", files)
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			check(t, w.repo.Commit("grace", "base", "Base", map[string][]byte{"base.md": []byte("base\n")}))
			check(t, w.repo.Commit("grace", "tale", "Tale", files))
			n := open(t, w, PullRequestInput{Login: "grace", Branch: "tale", Base: "base"})
			check(t, before(w, n))
			if name == "all there" {
				open(t, w, PullRequestInput{Login: "grace", Branch: "tale", Base: "base"})
			}
			for _, again := range []func() error{
				func() error {
					_, _, err := w.bot.PullRequests.Edit(t.Context(), "lovelace", "book", n, &github.PullRequest{State: github.String("open")})
					return err
				},
				func() error {
					_, _, err := w.bot.Issues.Edit(t.Context(), "lovelace", "book", n, &github.IssueRequest{State: github.String("open")})
					return err
				},
			} {
				if err := again(); status(err) != http.StatusUnprocessableEntity {
					t.Errorf("reopen: %v, want 422", err)
				}
			}
			if err := w.repo.Reopen("grace", n); err == nil {
				t.Error("a person could")
			}
		})
	}
}
