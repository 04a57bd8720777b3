package gateway_test

import (
	"errors"
	"testing"

	"github.com/storybot-app/storybot/internal/gateway"
)

// TestABranchThatMovedIsNotDeleted: somebody may push between reading and
// writing.
func TestABranchThatMovedIsNotDeleted(t *testing.T) {
	h := newHub(t)
	number, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	draft := ideaDraft(h, number)
	h.settle(number, gateway.State{Proposal: draft})
	read, err := h.ReadDraft(t.Context(), h.repo, 2)
	h.done(err)
	if !read.Open || !read.Mine || !read.Whole || len(read.Commits) != 1 || !read.Commits[0].Mine || read.Branch != draft.Branch {
		t.Fatalf("read %+v", read)
	}
	h.done(h.Push("mia", 2, "Mine", map[string][]byte{"src/kiln.md": []byte("my words\n")}))
	if after, err := h.ReadDraft(t.Context(), h.repo, 2); err != nil || len(after.Commits) != 2 || after.Commits[1].Mine {
		t.Errorf("read %+v, %v", after, err)
	}
	withdraw := &gateway.Withdrawal{Number: 2, Branch: read.Branch, HeadOID: read.HeadOID}
	s := h.read(number)
	if _, err := h.Apply(t.Context(), s, gateway.Plan(s, gateway.State{Withdraw: withdraw}), allowed); !errors.Is(err, gateway.ErrStale) {
		t.Errorf("got %v, want to be told that the branch moved", err)
	}
	if h.View(2).State != "open" {
		t.Error("the pull request is closed")
	}
	if _, err := h.File(draft.Branch, "src/kiln.md"); err != nil {
		t.Errorf("somebody's commit: %v", err)
	}
}
