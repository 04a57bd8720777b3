package gateway_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// readFile is what is told of a changed file.
type readFile struct {
	Status, Previous, Head, Base string
	Read                         bool
	Touched                      []gateway.LineRange
}

func filesOf(s *gateway.Snapshot) map[string]readFile {
	files := make(map[string]readFile)
	for _, f := range s.PullRequest.Files {
		files[f.Path] = readFile{f.Status, f.PreviousPath, string(f.Head), string(f.Base), f.Read, f.Touched}
	}
	return files
}

func TestReadAddedFiles(t *testing.T) {
	files := map[string]string{
		"src/a.md": "one\ntwo\n", "src/crlf.md": "one\r\ntwo\r\n", "src/open.md": "one\ntwo", "src/blank.md": "one\n\n",
		"src/empty.md": "", "src/emoji.md": "# 😱 Grace\n", "notes.txt": "not wanted\n",
	}
	change, want := map[string][]byte{}, map[string]readFile{}
	for name, text := range files {
		change[name] = []byte(text)
		one := readFile{Status: "added", Head: text, Read: true}
		one.Touched = []gateway.LineRange{{From: 1, To: strings.Count(strings.TrimSuffix(text, "\n"), "\n") + 1}}
		if name == "notes.txt" {
			one.Head, one.Read = "", false
		}
		want[name] = one
	}
	for _, fork := range []bool{true, false} {
		h := newHub(t)
		login := map[bool]string{true: "wendy", false: "mia"}[fork]
		_, s := h.pull(githubsim.PullRequestInput{Login: login, Fork: fork, Branch: "tale", Title: "A story", Files: change})
		if diff := cmp.Diff(want, filesOf(s)); diff != "" {
			t.Errorf("fork: %t: files (-want +got):\n%s", fork, diff)
		}
		if diff := cmp.Diff([]string{"POST graphql PullRequest", "GET repos"}, h.asked()); diff != "" {
			t.Errorf("fork: %t: a change that only adds files takes (-want +got):\n%s", fork, diff)
		}
		if p := s.PullRequest; p.CrossRepo != fork || p.HeadRef != "tale" || p.BaseRef != "main" || p.MergeBase != s.HeadOID || p.Mine {
			t.Errorf("fork: %t: read %+v", fork, p)
		}
	}
}

func TestReadChangedFiles(t *testing.T) {
	h := newHub(t)
	moved := "some words\nthat stay\nas they were\n"
	_, s := h.pull(githubsim.PullRequestInput{
		Login: "wendy", Fork: true, Title: "Changes", Draft: true, Body: "x", Files: map[string][]byte{
			"src/old.md": []byte("one\nTWO\nthree\nfour\nfive\nsix"), "src/gone.md": nil, "src/moved.md": nil,
			"src/new/moved.md": []byte(moved), "src/latin.md": []byte("new " + latin1), "src/new-latin.md": []byte("n" + latin1 + "x"),
			"src/binary.md": {'a', 0, 'b'}, "picture.png": {0x89, 'P', 'N', 'G', 0, 2},
		},
	})
	line := func(from, to int) []gateway.LineRange { return []gateway.LineRange{{From: from, To: to}} }
	want := map[string]readFile{
		"src/old.md": {
			Status: "modified", Read: true, Head: "one\nTWO\nthree\nfour\nfive\nsix", Base: "one\ntwo\nthree\nfour\nfive\n",
			Touched: []gateway.LineRange{{From: 2, To: 2}, {From: 6, To: 6}},
		},
		"src/gone.md":      {Status: "removed"},
		"src/new/moved.md": {Status: "renamed", Previous: "src/moved.md", Read: true, Head: moved, Base: "some words\nthat stay\nas they are\n", Touched: line(3, 3)},
		"src/latin.md":     {Status: "modified", Read: true, Head: "new " + latin1, Base: latin1, Touched: line(1, 1)},
		"src/new-latin.md": {Status: "added", Read: true, Head: "n" + latin1 + "x", Touched: line(1, 2)},
		"src/binary.md":    {Status: "added"},
		"picture.png":      {Status: "modified"},
	}
	if diff := cmp.Diff(want, filesOf(s)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	if !s.PullRequest.Draft || !s.PullRequest.CrossRepo || s.PullRequest.HeadRepo != "wendy/vision" {
		t.Errorf("read %+v", s.PullRequest)
	}
}

func TestReadModifiedFileTakesThreeRequests(t *testing.T) {
	h := newHub(t)
	number, _ := h.pull(githubsim.PullRequestInput{Login: "mia", Title: "A word", Files: map[string][]byte{"src/old.md": []byte("one\n")}})
	if diff := cmp.Diff([]string{"POST graphql PullRequest", "GET repos", "POST graphql Blobs"}, h.asked()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	h.read(number)
	if diff := cmp.Diff([]string{"POST graphql PullRequest", "GET repos"}, h.asked()); diff != "" {
		t.Errorf("requests when read again (-want +got):\n%s", diff)
	}
}

func TestReadOldPullRequestComparesWithItsMergeBase(t *testing.T) {
	h := newHub(t)
	number, before := h.pull(githubsim.PullRequestInput{Login: "wendy", Fork: true, Title: "A story", Files: map[string][]byte{"src/a.md": []byte("a\n")}})
	h.done(h.Commit("mia", "main", "Meanwhile", map[string][]byte{"src/other.md": []byte("x\n")}))
	s := h.read(number)
	if s.PullRequest.MergeBase != before.HeadOID || s.HeadOID == before.HeadOID || len(s.PullRequest.Files) != 1 {
		t.Errorf("merge base %s of head %s, files %d; want that of before, %s, and one file", s.PullRequest.MergeBase, s.HeadOID, len(s.PullRequest.Files), before.HeadOID)
	}
}

func TestReadIssue(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "### Character\n\nGrace\n", "idea")
	h.done(err)
	id, err := h.Comment("mia", number, "Nice.")
	h.done(err)
	s := h.read(number)
	if diff := cmp.Diff([]string{"POST graphql Issue"}, h.asked()); diff != "" {
		t.Errorf("requests (-want +got):\n%s", diff)
	}
	got := s.Subject
	if got.Number != number || got.Title != "An idea" || !got.Open || got.Author.Login != "wendy" || got.Author.Name != "WENDY" || got.Author.ID == 0 || got.Author.Bot {
		t.Errorf("read %+v", got)
	}
	if diff := cmp.Diff([]string{"idea"}, got.Labels); diff != "" {
		t.Errorf("labels (-want +got):\n%s", diff)
	}
	if len(got.Comments) != 1 || got.Comments[0].ID != id || got.Comments[0].Mine || got.Comments[0].Author.Login != "mia" {
		t.Errorf("comments %+v, want one by mia with id %d", got.Comments, id)
	}
	if !s.AllRepoLabels || len(s.RepoLabels) == 0 || s.DefaultBranch != "main" || s.HTMLURL != h.sim.URL+"/book/vision" || s.Drafts != nil {
		t.Errorf("read %+v", s)
	}
}

func TestReadTree(t *testing.T) {
	h := newHub(t)
	needs := func(path string) bool { return path == "book.toml" || path == "src/SUMMARY.md" }
	s := func() *gateway.Snapshot {
		number, err := h.OpenIssue("wendy", "An idea", "")
		h.done(err)
		return h.read(number)
	}()
	read := func(commit string, want ...string) {
		t.Helper()
		h.sim.ResetRequests()
		tree, err := h.ReadTree(t.Context(), h.repo, commit, needs)
		h.done(err)
		if diff := cmp.Diff(want, h.asked()); diff != "" {
			t.Errorf("requests (-want +got):\n%s", diff)
		}
		if len(tree.Paths()) < 7 {
			t.Errorf("paths %q", tree.Paths())
		}
	}
	read(s.HeadOID, "GET repos", "POST graphql Blobs")
	read(s.HeadOID)
	h.done(h.Commit("mia", "main", "A story", map[string][]byte{"src/a.md": []byte("a\n")}))
	read(h.read(s.Subject.Number).HeadOID, "GET repos") // the needed texts are the same
}
