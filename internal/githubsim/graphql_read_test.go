package githubsim

import "testing"

// pullStory is a pull request with everything the bot reads.
func pullStory(t *testing.T, w *world) (number int) {
	t.Helper()
	if _, err := w.repo.OpenIssue("ada", "An idea", "Please."); err != nil {
		t.Fatal(err)
	}
	number, err := w.repo.OpenPullRequest(PullRequestInput{
		Login: "ada", Fork: true, Branch: "tale", Title: "A tale", Body: "Closes #1", Draft: true,
		Files: map[string][]byte{"src/tale.md": []byte("# A tale\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	return number
}

func TestPullRequestQueries(t *testing.T) {
	w := newWorld(t)
	n := pullStory(t, w)
	for _, file := range []string{"testdata/pull.graphql", "testdata/anchor.graphql"} {
		data := w.asked(t, read(t, file), map[string]any{"owner": "lovelace", "name": "book", "n": n})
		p := dig(t, data, "repository", "pullRequest")
		equal(t, "title", any("A tale"), dig(t, p, "title"))
	}
}
