package githubsim

import (
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-github/v60/github"
)

func git(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "git", args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GIT_TERMINAL_PROMPT=0", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func TestCloneAndFetch(t *testing.T) {
	w := newWorld(t)
	dir := t.TempDir()
	git(t, dir, "clone", "-q", w.URL+"/lovelace/book.git", "copy")
	work := filepath.Join(dir, "copy")
	git(t, work, "fsck", "--strict")
	got, err := os.ReadFile(filepath.Join(work, "src/deep/two.md"))
	check(t, err)
	if string(got) != "two\nlines\n" {
		t.Errorf("src/deep/two.md = %q", got)
	}
	head, _, err := w.bot.Repositories.GetCommit(t.Context(), "lovelace", "book", "main", nil)
	check(t, err)
	if local := git(t, work, "rev-parse", "HEAD"); local != head.GetSHA() {
		t.Errorf("HEAD = %s, want %s", local, head.GetSHA())
	}
	n := must[int](t)(w.repo.OpenPullRequest(PullRequestInput{
		Login: "ada", Fork: true, Branch: "fix", Title: "Fix", Files: map[string][]byte{"src/one.md": []byte("one!\n")},
	}))
	git(t, work, "fetch", "-q", "origin", fmt.Sprintf("refs/pull/%d/head", n))
	if local, want := git(t, work, "rev-parse", "FETCH_HEAD"), w.repo.View(n).HeadOID; local != want {
		t.Errorf("pull request head = %s, want %s", local, want)
	}
	if text := git(t, work, "show", "FETCH_HEAD:src/one.md"); text != "one!" {
		t.Errorf("src/one.md = %q", text)
	}
	git(t, dir, "clone", "-q", "-b", "fix", w.URL+"/ada/book.git", "fork")
}

func TestCommitSHAsAreGits(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	tree, _, err := w.bot.Git.CreateTree(ctx, "lovelace", "book", "main", []*github.TreeEntry{
		{Path: github.String("src/three.md"), Mode: github.String("100644"), Type: github.String("blob"), Content: github.String("three\n")},
	})
	check(t, err)
	head, _, err := w.bot.Git.GetRef(ctx, "lovelace", "book", "refs/heads/main")
	check(t, err)
	commit, _, err := w.bot.Git.CreateCommit(ctx, "lovelace", "book", &github.Commit{
		Message: github.String("Add three"), Tree: tree, Parents: []*github.Commit{{SHA: head.Object.SHA}},
	}, nil)
	check(t, err)
	if !commit.GetVerification().GetVerified() {
		t.Error("a commit by the App without an author must be signed by GitHub")
	}
	_, _, err = w.bot.Git.CreateRef(ctx, "lovelace", "book", &github.Reference{
		Ref: github.String("refs/heads/storybot/three"), Object: &github.GitObject{SHA: commit.SHA},
	})
	check(t, err)
	dir := t.TempDir()
	git(t, dir, "clone", "-q", "-b", "storybot/three", w.URL+"/lovelace/book.git", "copy")
	if got := git(t, filepath.Join(dir, "copy"), "hash-object", "src/three.md"); got != "2bdf67abb163a4ffb2d7f3f0880c9fe5068ce782" {
		t.Errorf("blob = %s", got)
	}
	if got := git(t, filepath.Join(dir, "copy"), "write-tree"); got != tree.GetSHA() {
		t.Errorf("tree = %s, want %s", got, tree.GetSHA())
	}
}

func TestRefs(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	head, _, err := w.bot.Git.GetRef(ctx, "lovelace", "book", "heads/main")
	check(t, err)
	create := func(ref, sha string) error {
		_, _, err := w.bot.Git.CreateRef(ctx, "lovelace", "book", &github.Reference{Ref: &ref, Object: &github.GitObject{SHA: &sha}})
		return err
	}
	sha := head.Object.GetSHA()
	check(t, create("refs/heads/a", sha))
	for name, ref := range map[string]string{
		"exists": "refs/heads/a", "blocked": "refs/heads/a/b", "space": "refs/heads/x y", "dots": "refs/heads/x..y",
		"lock": "refs/heads/x.lock", "caret": "refs/heads/x^", "leading dot": "refs/heads/.x", "pull": "refs/pull/1/head",
	} {
		if err := create(ref, sha); status(err) != http.StatusUnprocessableEntity {
			t.Errorf("%s: %v, want 422", name, err)
		}
	}
	if err := create("refs/heads/b", strings.Repeat("0", 40)); status(err) != http.StatusUnprocessableEntity {
		t.Errorf("unknown commit: %v, want 422", err)
	}
	check(t, w.repo.Commit("grace", "main", "More", map[string][]byte{"x.md": []byte("x\n")}))
	tip := w.repo.tip(t, "main")
	move := func(to string, force bool) error {
		_, _, err := w.bot.Git.UpdateRef(ctx, "lovelace", "book", &github.Reference{
			Ref: github.String("refs/heads/a"), Object: &github.GitObject{SHA: &to},
		}, force)
		return err
	}
	check(t, move(tip, false))
	if err := move(sha, false); status(err) != http.StatusUnprocessableEntity {
		t.Errorf("moving back: %v, want 422", err)
	}
	check(t, move(sha, true))
	_, err = w.bot.Git.DeleteRef(ctx, "lovelace", "book", "refs/heads/a")
	check(t, err)
	_, err = w.bot.Git.DeleteRef(ctx, "lovelace", "book", "refs/heads/a")
	if status(err) != http.StatusUnprocessableEntity {
		t.Errorf("deleting twice: %v, want 422", err)
	}
	_, _, err = w.bot.Git.GetRef(ctx, "lovelace", "book", "heads/a")
	if status(err) != http.StatusNotFound {
		t.Errorf("reading a deleted ref: %v, want 404", err)
	}
}

func (r *Repo) tip(t *testing.T, branch string) string {
	t.Helper()
	r.s.mu.Lock()
	defer r.s.mu.Unlock()
	oid, ok := r.branch(branch)
	if !ok {
		t.Fatalf("no branch %s", branch)
	}
	return oid.String()
}

func TestWorkflowsAreOffLimits(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	tree, _, err := w.bot.Git.CreateTree(ctx, "lovelace", "book", "main", []*github.TreeEntry{
		{Path: github.String(".github/workflows/ci.yml"), Mode: github.String("100644"), Type: github.String("blob"), Content: github.String("on: push\n")},
	})
	check(t, err)
	commit, _, err := w.bot.Git.CreateCommit(ctx, "lovelace", "book", &github.Commit{
		Message: github.String("ci"), Tree: tree, Parents: []*github.Commit{{SHA: github.String(w.repo.tip(t, "main"))}},
	}, nil)
	check(t, err)
	_, _, err = w.bot.Git.CreateRef(ctx, "lovelace", "book", &github.Reference{
		Ref: github.String("refs/heads/ci"), Object: &github.GitObject{SHA: commit.SHA},
	})
	if status(err) != http.StatusForbidden {
		t.Errorf("error = %v, want 403", err)
	}
}

func TestReadTreeBlobContents(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	tree, _, err := w.bot.Git.GetTree(ctx, "lovelace", "book", w.repo.tip(t, "main"), true)
	check(t, err)
	var paths []string
	for _, e := range tree.Entries {
		paths = append(paths, e.GetType()+" "+e.GetPath())
	}
	want := []string{
		"tree .github", "blob .github/book.yml", "blob README.md", "blob picture.png", "tree src", "blob src/SUMMARY.md",
		"tree src/deep", "blob src/deep/two.md", "blob src/one.md",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("tree (-want +got):\n%s", diff)
	}
	raw, _, err := w.bot.Git.GetBlobRaw(ctx, "lovelace", "book", tree.Entries[2].GetSHA())
	check(t, err)
	if string(raw) != "# Book\n" {
		t.Errorf("blob = %q", raw)
	}
	file, _, _, err := w.bot.Repositories.GetContents(ctx, "lovelace", "book", "src/one.md", &github.RepositoryContentGetOptions{Ref: "main"})
	check(t, err)
	if text, err := file.GetContent(); err != nil || text != "one\n" {
		t.Errorf("content = %q, %v", text, err)
	}
	_, dir, _, err := w.bot.Repositories.GetContents(ctx, "lovelace", "book", "src", nil)
	check(t, err)
	if len(dir) != 3 {
		t.Errorf("directory = %v", dir)
	}
	_, _, _, err = w.bot.Repositories.GetContents(ctx, "lovelace", "book", "src/none.md", nil)
	if status(err) != http.StatusNotFound {
		t.Errorf("missing file: %v, want 404", err)
	}
}
