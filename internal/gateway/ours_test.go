package gateway_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// TestSomebodysCommitWithOurTrailerIsNotOurs: a message names files to delete
// and ends as ours do.
func TestSomebodysCommitWithOurTrailerIsNotOurs(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Proposal: ideaDraft(h, number)}
	h.settle(number, want)
	message := "Mine\n\nStorybot-Draft-File: book.toml\nStorybot-Draft: 0123456789abcdef"
	h.done(h.Push("mia", 2, message, map[string][]byte{"src/kiln.md": []byte("my words\n")}))
	want.Proposal.Files = map[string][]byte{"src/oven.md": []byte("other\n")}
	if planned, _ := h.settle(number, want); planned != nil {
		t.Errorf("planned %q over a person's commit", planned)
	}
	if _, err := h.File(want.Proposal.Branch, "book.toml"); err != nil {
		t.Errorf("book.toml: %v", err)
	}
}

// TestOnlyWhatTheBranchAddedIsTakenOut: even our own commit's message may name
// a file of the book, since parts of it come from people.
func TestOnlyWhatTheBranchAddedIsTakenOut(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Proposal: ideaDraft(h, number)}
	want.Proposal.Message += "\nStorybot-Draft-File: book.toml"
	h.settle(number, want)
	want.Proposal.Files = map[string][]byte{"src/oven.md": []byte("other\n")}
	h.settle(number, want)
	want.Proposal.Files = map[string][]byte{"src/stove.md": []byte("yet other\n")}
	h.settle(number, want)
	h.converged(number, want)
	var files []string
	for _, file := range h.View(2).Files {
		files = append(files, file.Status+" "+file.Path)
	}
	if diff := cmp.Diff([]string{"added src/stove.md"}, files); diff != "" {
		t.Errorf("files of the pull request (-want +got):\n%s", diff)
	}
}

// TestSomebodysBranchOfThatNameIsLeftAlone, with our trailer on it, with a pull
// request, and where the default branch is.
func TestSomebodysBranchOfThatNameIsLeftAlone(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Proposal: ideaDraft(h, number)}
	name := want.Proposal.Branch
	for _, branch := range []string{name, name + "-2"} {
		h.done(h.Commit("mia", branch, "Mine\n\nStorybot-Draft: 0123456789abcdef", map[string][]byte{"src/kiln.md": []byte("my words\n")}))
	}
	theirs, err := h.OpenPullRequest(githubsim.PullRequestInput{Login: "mia", Branch: name, Title: "Mine"})
	h.done(err)
	s := h.read(number)
	if begun := s.Begun(gateway.Recorded{}); begun != nil || s.ProposalBranch(name, gateway.Recorded{}) != name+"-3" {
		t.Errorf("taken for ours: %+v", begun)
	}
	_, result := h.settle(number, want)
	h.converged(number, want)
	if result.Recorded.Branch != name+"-3" || result.Recorded.Number != theirs+1 || len(result.Recorded.HeadOID) != 40 {
		t.Errorf("recorded %+v", result.Recorded)
	}
	for _, branch := range []string{name, name + "-2"} {
		if text, err := h.File(branch, "src/kiln.md"); err != nil || string(text) != "my words\n" {
			t.Errorf("%s holds %q, %v", branch, text, err)
		}
	}
	if view := h.View(theirs); view.Title != "Mine" || len(h.Issues()) != 3 {
		t.Errorf("their pull request is called %q, %d issues and pull requests", view.Title, len(h.Issues()))
	}
}

// TestBranchMadeMeanwhileIsNotOurs: somebody makes it after the reading.
func TestBranchMadeMeanwhileIsNotOurs(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Proposal: ideaDraft(h, number)}
	s := h.read(number)
	h.done(h.Commit("mia", want.Proposal.Branch, "Mine", map[string][]byte{"src/kiln.md": []byte("my words\n")}))
	if _, err := h.Apply(t.Context(), s, gateway.Plan(s, want), allowed); !errors.Is(err, gateway.ErrStale) {
		t.Errorf("got %v, want ErrStale", err)
	}
	h.settle(number, want)
	h.converged(number, want)
	if branches := strings.Join(h.Branches(), " "); !strings.Contains(branches, want.Proposal.Branch+"-2") {
		t.Errorf("branches %s", branches)
	}
}

// TestRenamedRepository is written to by its new name; once the old one is
// another's, nothing is.
func TestRenamedRepository(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	h.done(h.Rename("stories"))
	want := gateway.State{Comment: &gateway.Report{Marker: "<!-- us -->", Body: "hello"}}
	s := h.read(number)
	if s.Repo.Name != "stories" || s.Repo.ID != h.ID() {
		t.Errorf("read of %+v", s.Repo)
	}
	h.sim.ResetRequests()
	_, err = h.Apply(t.Context(), s, gateway.Plan(s, want), allowed)
	h.done(err)
	for _, r := range h.sim.Requests() {
		if strings.Contains(r.Path, "vision") {
			t.Errorf("wrote to the old name: %s", r.Path)
		}
	}
	other, err := h.sim.CreateRepo("book", "vision", map[string][]byte{"a": []byte("a")})
	h.done(err)
	number, err = other.OpenIssue("wendy", "Elsewhere", "")
	h.done(err)
	_, err = h.ReadIssue(t.Context(), h.repo, number)
	if says, ok := errors.AsType[interface {
		error
		Final() bool
	}](err); !ok || !says.Final() || !strings.Contains(err.Error(), "another repository") {
		t.Errorf("read under a name that is another's: %v", err)
	}
}
