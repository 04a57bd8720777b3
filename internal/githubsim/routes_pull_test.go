package githubsim

import (
	"errors"
	"fmt"
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func TestPullRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx, pulls := t.Context(), w.bot.PullRequests
	check(t, w.repo.Commit("grace", "next", "Next", map[string][]byte{"next.md": []byte("next\n")}))
	edited, _, err := pulls.Edit(ctx, "lovelace", "book", 2, &github.PullRequest{
		Title: github.String("Another tale"), Base: &github.PullRequestBranch{Ref: github.String("next")},
	})
	check(t, err)
	if edited.GetTitle() != "Another tale" || edited.GetBase().GetRef() != "next" || edited.GetChangedFiles() != 2 {
		t.Errorf("pull request = %v", edited)
	}
	commits, _, err := pulls.ListCommits(ctx, "lovelace", "book", 2, nil)
	check(t, err)
	if len(commits) != 1 || commits[0].GetSHA() != w.repo.View(2).HeadOID || commits[0].GetAuthor().GetLogin() != "ada" {
		t.Errorf("commits = %v", commits)
	}
	merge := func(sha string) error {
		_, _, err := pulls.Merge(ctx, "lovelace", "book", 2, "Take it in", &github.PullRequestOptions{SHA: sha})
		return err
	}
	if err := merge(""); status(err) != http.StatusMethodNotAllowed {
		t.Errorf("merging a draft: %v, want 405", err)
	}
	check(t, w.repo.MarkReady("ada", 2))
	check(t, w.repo.ConvertToDraft("ada", 2))
	check(t, w.repo.MarkReady("ada", 2))
	if err := merge(w.repo.tip(t, "main")); status(err) != http.StatusConflict {
		t.Errorf("merging another head: %v, want 409", err)
	}
	check(t, merge(w.repo.View(2).HeadOID))
	if w.repo.View(1).State != "open" {
		t.Error("a merge into a branch that is not the default closed an issue")
	}
	_, _, err = pulls.Edit(ctx, "lovelace", "book", 2, &github.PullRequest{State: github.String("open")})
	if status(err) != http.StatusUnprocessableEntity {
		t.Errorf("reopening what is merged: %v, want 422", err)
	}
	fits(t, r)
}

func TestReviewRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx, pulls := t.Context(), w.bot.PullRequests
	no := must[int64](t)(w.repo.Review(2, ReviewInput{
		Login: "grace", Event: "REQUEST_CHANGES", Body: "Not yet", Comments: []ReviewCommentInput{{Path: "src/tale.md", StartLine: 1, Line: 3, Body: "Once?"}},
	}))
	if _, err := w.repo.Review(2, ReviewInput{Login: "ada", Event: "APPROVE"}); err == nil {
		t.Error("an author approved her own pull request")
	}
	own, _, err := pulls.CreateReview(ctx, "lovelace", "book", 2, &github.PullRequestReviewRequest{Event: github.String("COMMENT"), Body: github.String("a")})
	check(t, err)
	_, _, err = pulls.UpdateReview(ctx, "lovelace", "book", 2, own.GetID(), "b")
	check(t, err)
	if _, _, err := pulls.UpdateReview(ctx, "lovelace", "book", 2, no, "b"); status(err) != http.StatusForbidden {
		t.Errorf("editing another's review: %v, want 403", err)
	}
	dismiss := func(id int64) error {
		_, _, err := pulls.DismissReview(ctx, "lovelace", "book", 2, id, &github.PullRequestReviewDismissalRequest{Message: github.String("Done")})
		return err
	}
	if err := dismiss(own.GetID()); status(err) != http.StatusUnprocessableEntity {
		t.Errorf("dismissing a comment: %v, want 422", err)
	}
	check(t, dismiss(no))
	if err := w.repo.DismissReview("grace", 2, no); err == nil {
		t.Error("dismissed twice")
	}
	list, _, err := pulls.ListReviews(ctx, "lovelace", "book", 2, nil)
	check(t, err)
	var states []string
	for _, rv := range list {
		states = append(states, rv.GetState())
	}
	if diff := cmp.Diff([]string{"DISMISSED", "COMMENTED"}, states); diff != "" {
		t.Errorf("reviews (-want +got):\n%s", diff)
	}
	fits(t, r)
}

func TestReviewCommentRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx, pulls := t.Context(), w.bot.PullRequests
	made, _, err := pulls.CreateComment(ctx, "lovelace", "book", 2, &github.PullRequestComment{
		Path: github.String("src/tale.md"), Line: github.Int(3), Side: github.String("RIGHT"), Body: github.String("When?"),
		CommitID: github.String(w.repo.View(2).HeadOID),
	})
	check(t, err)
	if made.GetPosition() != 3 || made.GetDiffHunk() != "@@ -0,0 +1,3 @@\n+# A tale\n+\n+Once." {
		t.Errorf("comment = %v", made)
	}
	_, _, err = pulls.EditComment(ctx, "lovelace", "book", made.GetID(), &github.PullRequestComment{Body: github.String("When exactly?")})
	check(t, err)
	got, _, err := pulls.GetComment(ctx, "lovelace", "book", made.GetID())
	check(t, err)
	if got.GetBody() != "When exactly?" {
		t.Errorf("comment = %v", got)
	}
	for range 2 {
		_, _, err = w.bot.Reactions.CreatePullRequestCommentReaction(ctx, "lovelace", "book", made.GetID(), "heart")
		check(t, err)
	}
	reply := must[int64](t)(w.repo.ReplyInThread("ada", 2, made.GetID(), "In May"))
	answer := func(id int64) error {
		req, err := w.bot.NewRequest(http.MethodPost, fmt.Sprintf("repos/lovelace/book/pulls/2/comments/%d/replies", id), map[string]string{"body": "Thanks"})
		check(t, err)
		_, err = w.bot.Do(ctx, req, nil)
		return err
	}
	check(t, answer(made.GetID()))
	if err := answer(reply); status(err) != http.StatusNotFound {
		t.Errorf("reply to a reply: %v, want 404", err)
	}
	first := w.repo.View(2).Reviews[0].Comments[0]
	if first.Reactions["heart"] != 1 {
		t.Errorf("reactions = %v", first.Reactions)
	}
	fits(t, r)
}

func TestOldPositions(t *testing.T) {
	w := newWorld(t)
	n := open(t, w, PullRequestInput{Files: map[string][]byte{"src/deep/two.md": []byte("TWO\nlines\nmore\n")}})
	for position, want := range map[int]string{1: "LEFT 1", 2: "RIGHT 1", 3: "RIGHT 2", 4: "RIGHT 3", 5: ""} {
		_, _, err := w.bot.PullRequests.CreateReview(t.Context(), "lovelace", "book", n, &github.PullRequestReviewRequest{
			Event: github.String("COMMENT"), Body: github.String("x"),
			Comments: []*github.DraftReviewComment{{Path: github.String("src/deep/two.md"), Position: &position, Body: github.String("y")}},
		})
		if want == "" {
			if status(err) != http.StatusUnprocessableEntity {
				t.Errorf("position %d: %v, want 422", position, err)
			}
			continue
		}
		check(t, err)
		list, _, err := w.bot.PullRequests.ListComments(t.Context(), "lovelace", "book", n, nil)
		check(t, err)
		last := list[len(list)-1]
		if got := last.GetSide() + " " + itoa(last.GetLine()); got != want || last.GetOriginalPosition() != position {
			t.Errorf("position %d: %s at %d, want %s", position, got, last.GetOriginalPosition(), want)
		}
	}
}

func TestOtherGitRoutes(t *testing.T) {
	w, r := refereed(t)
	ctx := t.Context()
	refs, _, err := w.bot.Git.ListMatchingRefs(ctx, "lovelace", "book", &github.ReferenceListOptions{Ref: "pull/"})
	check(t, err)
	if len(refs) != 2 || refs[0].GetRef() != "refs/pull/2/head" || refs[1].GetRef() != "refs/pull/2/merge" {
		t.Errorf("refs = %v", refs)
	}
	blob, _, err := w.bot.Git.CreateBlob(ctx, "lovelace", "book", &github.Blob{Content: github.String("aGkK"), Encoding: github.String("base64")})
	check(t, err)
	if blob.GetSHA() != "45b983be36b73c0788dc9cbcb76cbb80fc7bb057" { // of "hi\n"
		t.Errorf("blob = %s", blob.GetSHA())
	}
	commit, _, err := w.bot.Git.GetCommit(ctx, "lovelace", "book", w.repo.View(2).HeadOID)
	check(t, err)
	if commit.GetMessage() != "A tale" || len(commit.Parents) != 1 {
		t.Errorf("commit = %v", commit)
	}
	branch, _, err := w.bot.Repositories.GetBranch(ctx, "lovelace", "book", "main", 0)
	check(t, err)
	if branch.GetCommit().GetSHA() != w.repo.tip(t, "main") || branch.GetProtected() {
		t.Errorf("branch = %v", branch)
	}
	fits(t, r)
}

func TestSymlinkIsFollowed(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	tree, _, err := w.bot.Git.CreateTree(ctx, "lovelace", "book", "main", []*github.TreeEntry{
		{Path: github.String("src/link.md"), Mode: github.String("120000"), Type: github.String("blob"), Content: github.String("deep/two.md")},
	})
	check(t, err)
	commit, _, err := w.bot.Git.CreateCommit(ctx, "lovelace", "book", &github.Commit{
		Message: github.String("link"), Tree: tree, Parents: []*github.Commit{{SHA: github.String(w.repo.tip(t, "main"))}},
	}, nil)
	check(t, err)
	file, _, _, err := w.bot.Repositories.GetContents(ctx, "lovelace", "book", "src/link.md", &github.RepositoryContentGetOptions{Ref: commit.GetSHA()})
	check(t, err)
	if text, err := file.GetContent(); err != nil || text != "two\nlines\n" {
		t.Errorf("content = %q, %v", text, err)
	}
}

func TestSecondaryLimitFault(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	check(t, w.comment(t, n))
	var abuse *github.AbuseRateLimitError
	w.Inject(SecondaryLimit(http.StatusForbidden, 0))
	if err := w.comment(t, n); !errors.As(err, &abuse) || abuse.RetryAfter != nil {
		t.Errorf("error = %v, want a secondary limit without a time", err)
	}
	w.Inject(SecondaryLimit(http.StatusForbidden, 0))
	w.ClearFaults()
	w.bot = w.client(t, w.transport(t)) // one that does not remember the limit
	check(t, w.comment(t, n))
}
