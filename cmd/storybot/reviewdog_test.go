package main

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// linking is a story with a link to fix near its beginning and a reference that
// is defined at its end.
func linking(link, reference string, lines int) []byte {
	return []byte("# 😱 Status quo stories: Grace links\n\nAs in [another](" + link + ").\n\nShe asks " + reference + ".\n\n" +
		strings.Repeat("And waits.\n\n", lines) +
		"## FAQ\n\n### What are the morals of the story?\n\nLinks move.\n\n### What are the sources for this story?\n\nMy own life.\n\n" +
		"### Why did you choose Grace to tell this story?\n\nShe links.\n\n" +
		"### How would this story have played out differently for the other characters?\n\nMuch the same.\n")
}

// TestReviewdog lets reviewdog review a pull request with what the check prints
// in rdjson. What can be fixed within the diff is one suggestion each, what
// can't be is a plain comment, and no comment is an error.
func TestReviewdog(t *testing.T) {
	bin := filepath.Join(t.TempDir(), "reviewdog")
	build := exec.CommandContext(t.Context(), "go", "build", "-modfile=../../internal/tools/reviewdog/go.mod", "-o", bin, "github.com/reviewdog/reviewdog/cmd/reviewdog")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build reviewdog: %v\n%s", err, out)
	}
	sim, err := githubsim.New(githubsim.Options{Now: time.Now, Events: handlers.Events()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	sim.AddUser("book", "The book's people")
	sim.AddUser("ada", "A writer")
	page := []byte("# Grace\n\nAn expert.\n")
	repo, err := sim.CreateRepo("book", "vision", map[string][]byte{
		"book.toml": []byte("[book]\ntitle = \"A book\"\n"), "src/SUMMARY.md": []byte("# Summary\n\n- [One](./status_quo/grace_links.md)\n- [Two](./status_quo/grace_asks.md)\n"),
		"src/characters/grace.md": page, "src/status_quo/grace_links.md": linking("./grace_asks.md", "Barbara", 9), "src/status_quo/grace_asks.md": linking("./grace_links.md", "Barbara", 9),
	})
	if err != nil {
		t.Fatal(err)
	}
	number, err := repo.OpenPullRequest(githubsim.PullRequestInput{Login: "ada", Fork: true, Title: "Links", Files: map[string][]byte{
		"src/status_quo/grace_links.md": linking("./grace_asks.html", "[Grace]", 9), // its end is outside the diff
		"src/status_quo/grace_new.md":   linking("./grace_asks.md", "[Grace]", 0),
	}})
	if err != nil {
		t.Fatal(err)
	}
	reviewed(t, sim, repo, number, bin)

	var got []string
	for _, review := range repo.View(number).Reviews {
		for _, comment := range review.Comments {
			_, rest, suggests := strings.Cut(comment.Body, "```suggestion\n")
			if suggests {
				suggestion, _, _ := strings.Cut(rest, "```")
				got = append(got, fmt.Sprintf("%s:%d: %q", comment.Path, comment.Line, suggestion))
			} else {
				got = append(got, fmt.Sprintf("%s:%d", comment.Path, comment.Line))
			}
			if strings.Contains(comment.Body, "suggestion error") || strings.Count(rest, "```suggestion") > 0 {
				t.Errorf("comment at line %d of %s: %s", comment.Line, comment.Path, comment.Body)
			}
		}
	}
	want := []string{
		`src/status_quo/grace_links.md:3: "As in [another](./grace_asks.md).\n"`,
		"src/status_quo/grace_links.md:5",
		`src/status_quo/grace_new.md:23: "Much the same.\n\n[Grace]: ../characters/grace.md\n"`,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// reviewed checks a pull request's branch in a clone, as a workflow does, and
// hands the result to reviewdog.
func reviewed(t *testing.T, sim *githubsim.Server, repo *githubsim.Repo, number int, reviewdog string) {
	t.Helper()
	installation, err := ghinstallation.New(http.DefaultTransport, sim.AppID(), sim.InstallationID("book"), sim.PrivateKey())
	if err != nil {
		t.Fatal(err)
	}
	installation.BaseURL = sim.URL + "/api/v3"
	token, err := installation.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	view := repo.View(number)
	dir := filepath.Join(t.TempDir(), "clone")
	output(t, ".", "git", "clone", "-q", sim.URL+"/book/vision.git", dir)
	output(t, dir, "git", "fetch", "-q", sim.URL+"/"+view.HeadRepo+".git", view.HeadBranch)
	output(t, dir, "git", "checkout", "-q", "FETCH_HEAD")
	found := output(t, dir, "storybot", "check", "--format", "rdjson", "--fail-on", "never", "--changed-since", "origin/"+view.BaseBranch)
	review := exec.CommandContext(t.Context(), reviewdog, "-f=rdjson", "-name=storybot", "-reporter=github-pr-review")
	review.Dir, review.Stdin = dir, bytes.NewReader(found)
	for _, variable := range os.Environ() {
		if !strings.HasPrefix(variable, "GITHUB_") {
			review.Env = append(review.Env, variable)
		}
	}
	review.Env = append(review.Env, "GITHUB_API="+sim.URL+"/api/v3/", "REVIEWDOG_GITHUB_API_TOKEN="+token, "CI_REPO_OWNER=book", "CI_REPO_NAME=vision",
		fmt.Sprintf("CI_PULL_REQUEST=%d", number), "CI_COMMIT="+view.HeadOID)
	if out, err := review.CombinedOutput(); err != nil {
		t.Fatalf("reviewdog: %v\n%s", err, out)
	}
}

// output runs a program and is what it printed.
func output(t *testing.T, dir, name string, args ...string) []byte {
	t.Helper()
	command := exec.CommandContext(t.Context(), name, args...)
	command.Dir = dir
	var stderr bytes.Buffer
	command.Stderr = &stderr
	out, err := command.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s%s", name, err, out, stderr.String())
	}
	return out
}
