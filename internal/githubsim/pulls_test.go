package githubsim

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func open(t *testing.T, w *world, in PullRequestInput) int {
	t.Helper()
	if in.Login == "" {
		in.Login, in.Fork = "ada", true
	}
	return must[int](t)(w.repo.OpenPullRequest(in))
}

func TestPullRequestFromFork(t *testing.T) {
	w := newWorld(t)
	w.names(t)
	issue := must[int](t)(w.repo.OpenIssue("barbara", "Fix one", ""))
	n := open(t, w, PullRequestInput{Title: "Better one", Body: fmt.Sprintf("Closes #%d, not `closes #1000`", issue), Files: map[string][]byte{
		"src/one.md": []byte("ONE\n"), "src/new.md": []byte("new\n"), "picture.png": {0, 1}, "README.md": nil,
	}})
	pr, _, err := w.bot.PullRequests.Get(t.Context(), "lovelace", "book", n)
	check(t, err)
	if pr.GetHead().GetRepo().GetFullName() != "ada/book" || !pr.GetHead().GetRepo().GetFork() || !pr.GetMergeable() || pr.GetChangedFiles() != 4 {
		t.Errorf("pull request = %v", pr)
	}
	files, _, err := w.bot.PullRequests.ListFiles(t.Context(), "lovelace", "book", n, nil)
	check(t, err)
	var got []string
	for _, f := range files {
		got = append(got, fmt.Sprintf("%s %s %q", f.GetStatus(), f.GetFilename(), f.GetPatch()))
	}
	want := []string{
		`removed README.md "@@ -1 +0,0 @@\n-# Book"`, `modified picture.png ""`,
		`added src/new.md "@@ -0,0 +1 @@\n+new"`, `modified src/one.md "@@ -1 +1 @@\n-one\n+ONE"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	_, _, err = w.bot.Git.CreateRef(t.Context(), "ada", "book", &github.Reference{
		Ref: github.String("refs/heads/mine"), Object: &github.GitObject{SHA: pr.Head.SHA},
	})
	if status(err) != http.StatusForbidden {
		t.Errorf("writing to a fork: %v, want 403", err)
	}
	check(t, w.repo.Push("ada", n, "More", map[string][]byte{"src/new.md": []byte("newer\n")}))
	check(t, w.repo.Merge("grace", n))
	view := w.repo.View(n)
	if !view.Merged || w.repo.View(issue).State != "closed" {
		t.Errorf("merged = %v, issue = %s", view.Merged, w.repo.View(issue).State)
	}
	if text := must[[]byte](t)(w.repo.File("main", "src/new.md")); string(text) != "newer\n" {
		t.Errorf("src/new.md = %q", text)
	}
	names := []string{
		"issues opened", "pull_request opened", "pull_request synchronize", "push", "check_suite requested", "pull_request closed", "issues closed",
	}
	if diff := cmp.Diff(names, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
}

func TestPullRequestByTheApp(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	check(t, w.repo.Commit("grace", "storybot/issue-1", "Draft", map[string][]byte{"src/s.md": []byte("s\n")}))
	create := func(head, base string) (*github.PullRequest, error) {
		pr, _, err := w.bot.PullRequests.Create(ctx, "lovelace", "book", &github.NewPullRequest{
			Title: github.String("A story"), Head: &head, Base: &base, Draft: github.Bool(true),
		})
		return pr, err
	}
	pr, err := create("storybot/issue-1", "main")
	check(t, err)
	if !pr.GetDraft() || pr.GetUser().GetLogin() != "storybot[bot]" {
		t.Errorf("pull request = %v", pr)
	}
	for name, ends := range map[string][2]string{
		"exists": {"storybot/issue-1", "main"}, "same": {"main", "main"}, "no head": {"none", "main"}, "no base": {"storybot/issue-1", "none"},
	} {
		if _, err := create(ends[0], ends[1]); status(err) != http.StatusUnprocessableEntity {
			t.Errorf("%s: %v, want 422", name, err)
		}
	}
	if err := w.repo.Merge("grace", pr.GetNumber()); err == nil {
		t.Error("a draft was merged")
	}
	check(t, w.repo.MarkReady("grace", pr.GetNumber()))
	list, _, err := w.bot.PullRequests.List(ctx, "lovelace", "book", &github.PullRequestListOptions{Head: "lovelace:storybot/issue-1"})
	check(t, err)
	if len(list) != 1 || list[0].GetDraft() {
		t.Errorf("list = %v", list)
	}
}

func TestMergeTextOfBothSides(t *testing.T) {
	w := newWorld(t)
	summary := "# Summary\n\n- [One](./one.md)\n- [Two](./two.md)\n"
	a := open(t, w, PullRequestInput{Branch: "a", Files: map[string][]byte{"src/SUMMARY.md": []byte(strings.Replace(summary, "- [One]", "- [Zero](./zero.md)\n- [One]", 1))}})
	b := open(t, w, PullRequestInput{Branch: "b", Files: map[string][]byte{"src/SUMMARY.md": []byte(summary + "- [Three](./three.md)\n")}})
	c := open(t, w, PullRequestInput{Branch: "c", Files: map[string][]byte{"src/SUMMARY.md": []byte(summary + "- [Four](./four.md)\n")}})
	check(t, w.repo.Merge("grace", a))
	check(t, w.repo.Merge("grace", b))
	want := "# Summary\n\n- [Zero](./zero.md)\n- [One](./one.md)\n- [Two](./two.md)\n- [Three](./three.md)\n"
	if diff := cmp.Diff(want, string(must[[]byte](t)(w.repo.File("", "src/SUMMARY.md")))); diff != "" {
		t.Errorf("SUMMARY.md (-want +got):\n%s", diff)
	}
	if err := w.repo.Merge("grace", c); err == nil || w.repo.View(c).Mergeable {
		t.Errorf("a conflict was merged: %v", err)
	}
}

func TestReviewLinesMustLieInTheDiff(t *testing.T) {
	w := newWorld(t)
	old := strings.Repeat("line\n", 30)
	check(t, w.repo.Commit("grace", "main", "Long", map[string][]byte{"src/long.md": []byte(old)}))
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/long.md": []byte("first\n" + old + "last\n")}})
	review := func(comments ...*github.DraftReviewComment) error {
		_, _, err := w.bot.PullRequests.CreateReview(t.Context(), "lovelace", "book", n, &github.PullRequestReviewRequest{
			CommitID: github.String(w.repo.View(n).HeadOID), Event: github.String("COMMENT"), Body: github.String("Some ideas"), Comments: comments,
		})
		return err
	}
	at := func(path string, start, line int) *github.DraftReviewComment {
		c := &github.DraftReviewComment{Path: &path, Body: github.String("```suggestion\nx\n```"), Line: &line, Side: github.String("RIGHT")}
		if start > 0 {
			c.StartLine, c.StartSide = &start, github.String("RIGHT")
		}
		return c
	}
	for name, bad := range map[string]*github.DraftReviewComment{
		"outside": at("src/long.md", 0, 15), "other file": at("src/one.md", 0, 1), "across hunks": at("src/long.md", 1, 32),
		"backwards": at("src/long.md", 3, 2), "same": at("src/long.md", 2, 2),
	} {
		if err := review(at("src/long.md", 0, 1), bad); status(err) != http.StatusUnprocessableEntity {
			t.Errorf("%s: %v, want 422", name, err)
		}
	}
	if len(w.repo.View(n).Reviews) != 0 {
		t.Fatal("a refused review left something behind")
	}
	check(t, review(at("src/long.md", 1, 2), at("src/long.md", 0, 32)))
	w.names(t)
	check(t, w.repo.Push("ada", n, "Shift", map[string][]byte{"src/long.md": []byte("zero\nfirst\n" + old + "LAST\n")}))
	var got []string
	for _, c := range w.repo.View(n).Reviews[0].Comments {
		got = append(got, fmt.Sprint(c.StartLine, c.Line, c.Outdated))
	}
	if diff := cmp.Diff([]string{"2 3 false", "0 0 true"}, got); diff != "" {
		t.Errorf("threads after a push (-want +got):\n%s", diff)
	}
	comments, _, err := w.bot.PullRequests.ListComments(t.Context(), "lovelace", "book", n, nil)
	check(t, err)
	if len(comments) != 2 || comments[0].GetLine() != 3 || comments[0].GetOriginalLine() != 2 || comments[1].Line != nil {
		t.Errorf("comments = %v", comments)
	}
	_, _, err = w.bot.PullRequests.CreateCommentInReplyTo(t.Context(), "lovelace", "book", n, "Done", comments[0].GetID())
	check(t, err)
	check(t, w.repo.ResolveThread("ada", n, comments[0].GetID(), true))
	want := []string{"pull_request synchronize", "pull_request_review submitted", "pull_request_review_comment created", "pull_request_review_thread resolved"}
	if diff := cmp.Diff(want, w.names(t)); diff != "" {
		t.Errorf("deliveries (-want +got):\n%s", diff)
	}
}

func TestCompare(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Branch: "side", Files: map[string][]byte{"src/one.md": []byte("one\ntwo\n")}})
	base := w.repo.tip(t, "main")
	check(t, w.repo.Commit("grace", "main", "Ahead", map[string][]byte{"x.md": []byte("x\n")}))
	for _, head := range []string{"ada:side", w.repo.View(n).HeadOID, fmt.Sprintf("refs/pull/%d/head", n)} {
		cmp, _, err := w.bot.Repositories.CompareCommits(t.Context(), "lovelace", "book", "main", head, nil)
		check(t, err)
		if cmp.GetStatus() != "diverged" || cmp.GetAheadBy() != 1 || cmp.GetBehindBy() != 1 || cmp.GetMergeBaseCommit().GetSHA() != base ||
			len(cmp.Files) != 1 || cmp.Files[0].GetPatch() != "@@ -1 +1,2 @@\n one\n+two" {
			t.Errorf("%s: comparison = %v", head, cmp)
		}
	}
	_, _, err := w.bot.Repositories.CompareCommits(t.Context(), "lovelace", "book", "main", "none", nil)
	if status(err) != http.StatusNotFound {
		t.Errorf("unknown head: %v, want 404", err)
	}
}

func TestThreeThousandFiles(t *testing.T) {
	w := newWorld(t)
	files := map[string][]byte{}
	for n := range 3100 {
		files[fmt.Sprintf("src/%d/story%d.md", n%40, n)] = []byte(strings.Repeat(fmt.Sprintf("# Story %d\n", n), 10))
	}
	n := open(t, w, PullRequestInput{Files: files})
	total, patches, opts := 0, 0, &github.ListOptions{PerPage: 100}
	for {
		page, resp, err := w.bot.PullRequests.ListFiles(t.Context(), "lovelace", "book", n, opts)
		check(t, err)
		for _, f := range page {
			if total++; f.Patch != nil {
				patches++
			}
		}
		if opts.Page = resp.NextPage; opts.Page == 0 {
			break
		}
	}
	cmp, _, err := w.bot.Repositories.CompareCommits(t.Context(), "lovelace", "book", "main", w.repo.View(n).HeadOID, nil)
	check(t, err)
	if total != 3000 || patches != 2000 || len(cmp.Files) != 300 {
		t.Errorf("%d files, %d patches, %d compared; want 3000, 2000, 300", total, patches, len(cmp.Files))
	}
}

func TestRenamesAreFound(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/deep/two.md": nil, "src/deep/second.md": []byte("two\nlines\n")}})
	files, _, err := w.bot.PullRequests.ListFiles(t.Context(), "lovelace", "book", n, nil)
	check(t, err)
	if len(files) != 1 || files[0].GetStatus() != "renamed" || files[0].GetPreviousFilename() != "src/deep/two.md" {
		t.Errorf("files = %v", files)
	}
}
