package gateway_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
)

func ideaDraft(h *hub, number int) *gateway.Proposal {
	s := h.read(number)
	return &gateway.Proposal{
		Branch: gateway.DraftBranchName(number, "kiln"), Base: s.HeadOID, BaseRef: s.DefaultBranch,
		Files:   map[string][]byte{"src/kiln.md": []byte("# 😱 Kiln\r\n")},
		Message: "Begin the story\n\nCo-authored-by: W <1+w@users.noreply.github.com>", Trailer: "Storybot-Draft",
		Title: "Kiln", Body: "Closes #1", Draft: true,
	}
}

func TestDraftIsBegunAndBroughtUpToDate(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	draft := ideaDraft(h, number)
	want := gateway.State{Proposal: draft}
	_, result := h.settle(number, want)
	if result.PullRequest != 2 || !strings.HasSuffix(result.PullRequestURL, "/book/vision/pull/2") || result.Writes != 3 {
		t.Errorf("result %+v", result)
	}
	h.converged(number, want)
	view := h.View(2)
	text, err := h.File(draft.Branch, "src/kiln.md")
	h.done(err)
	if !view.Draft || view.Title != "Kiln" || len(view.Commits) != 1 || !view.Commits[0].Verified || string(text) != "# 😱 Kiln\r\n" {
		t.Errorf("text %q of %+v", text, view)
	}
	if message := view.Commits[0].Message; !strings.HasPrefix(message, draft.Message+"\nStorybot-Draft-File: src/kiln.md\nStorybot-Draft: ") {
		t.Errorf("commit message %q", message)
	}
	draft.Files["src/kiln.md"], draft.Title, draft.Branch = []byte("other\n"), "Oven", "storybot/idea-1-oven"
	h.settle(number, want)
	h.converged(number, want)
	if view = h.View(2); view.Title != "Oven" || len(view.Commits) != 2 || len(h.Branches()) != 2 {
		t.Errorf("title %q, %d commits, branches %q; want the same branch brought up to date", view.Title, len(view.Commits), h.Branches())
	}
	h.done(h.Push("mia", 2, "What happened", map[string][]byte{"src/kiln.md": []byte("my words\n")}))
	draft.Files["src/kiln.md"] = []byte("yet other\n")
	if planned, _ := h.settle(number, want); planned != nil {
		t.Errorf("planned %q over what somebody wrote", planned)
	}
	if s := h.read(number); !s.Begun(draft.Recorded).WrittenBySomebody(draft.Recorded) {
		t.Error("nobody seems to have written in it")
	}
}

// TestDraftThatWasCutOffIsCompleted stops before each of the requests, with
// the default branch as it was and moved on since.
func TestDraftThatWasCutOffIsCompleted(t *testing.T) {
	for stop := 1; stop <= 3; stop++ {
		for _, moves := range []bool{false, true} {
			h := newHub(t)
			number, err := h.OpenIssue("wendy", "An idea", "")
			h.done(err)
			want := gateway.State{Proposal: ideaDraft(h, number)}
			s, asked, lost := h.read(number), 0, errors.New("another run has it")
			result, err := h.Apply(t.Context(), s, gateway.Plan(s, want), func(context.Context) error {
				if asked++; asked == stop {
					return lost
				}
				return nil
			})
			if !errors.Is(err, lost) {
				t.Fatalf("stopped by %v", err)
			}
			if moves {
				h.done(h.Commit("mia", "main", "Meanwhile", map[string][]byte{"src/other.md": []byte("x\n")}))
				want.Proposal = ideaDraft(h, number)
			}
			want.Proposal.Recorded = result.Recorded
			if begun := h.read(number).Begun(result.Recorded); begun != nil && begun.WrittenBySomebody(result.Recorded) {
				t.Errorf("stopped at %d, moved %t: somebody seems to have written in it", stop, moves)
			}
			h.settle(number, want)
			h.converged(number, want)
			var files []string
			for _, file := range h.View(2).Files {
				files = append(files, file.Path)
			}
			if diff := cmp.Diff([]string{"src/kiln.md"}, files); diff != "" || len(h.Issues()) != 2 || len(h.Branches()) != 2 {
				t.Errorf("stopped at %d, moved %t: %d issues and pull requests, files (-want +got):\n%s", stop, moves, len(h.Issues()), diff)
			}
		}
	}
}

func TestBranchThatMovedIsStale(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	want := gateway.State{Proposal: ideaDraft(h, number)}
	h.settle(number, want)
	want.Proposal.Files["src/kiln.md"] = []byte("other\n")
	s := h.read(number)
	h.done(h.Push("mia", 2, "What happened", map[string][]byte{"src/kiln.md": []byte("my words\n")}))
	if _, err := h.Apply(t.Context(), s, gateway.Plan(s, want), allowed); !errors.Is(err, gateway.ErrStale) {
		t.Errorf("got %v, want ErrStale", err)
	}
	if text, _ := h.File(want.Proposal.Branch, "src/kiln.md"); string(text) != "my words\n" {
		t.Errorf("the text is %q", text)
	}
}

func TestPrivateRepositoryWithoutDrafts(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	h.sim.Inject(githubsim.Fault{
		Match: func(r *http.Request) bool {
			return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/pulls")
		},
		Status: http.StatusUnprocessableEntity,
		Body:   `{"message":"Draft pull requests are not supported in this repository.","documentation_url":"https://docs.github.com/rest"}`,
	})
	want := gateway.State{Proposal: ideaDraft(h, number)}
	if _, result := h.settle(number, want); result.PullRequest != 2 || h.View(2).Draft {
		t.Errorf("result %+v, draft %t; want an ordinary pull request", result, h.View(2).Draft)
	}
	h.converged(number, want)
}
