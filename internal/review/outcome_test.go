package review_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/review"
)

func labelled(names ...string) gateway.State {
	var s gateway.State
	for _, name := range names {
		s.Labels = append(s.Labels, gateway.Label{Name: name})
	}
	return s
}

// TestMemoryOfLabels: what a person took off is not forgotten, what we took off
// ourselves is, and what we were about to put on when we were cut off is ours.
func TestMemoryOfLabels(t *testing.T) {
	removing := labelled("a")
	removing.RemoveLabels = []string{"b"}
	tests := []struct {
		name    string
		before  ledger.Labels
		present []string // before writing
		want    gateway.State
		placed  []string
	}{
		{"first", ledger.Labels{}, nil, labelled("a", "b"), []string{"a", "b"}},
		{"a person took one off", ledger.Labels{Placed: []string{"a", "b"}}, []string{"a"}, labelled("a"), []string{"a", "b"}},
		{"no longer wanted", ledger.Labels{Placed: []string{"a", "b"}}, []string{"a", "b"}, labelled("a"), []string{"a"}},
		{"taken off by a command", ledger.Labels{Placed: []string{"a", "b"}}, []string{"a", "b"}, removing, []string{"a", "b"}},
		{"there by a person's hand", ledger.Labels{}, []string{"a"}, labelled("a", "b"), []string{"b"}},
		{"cut off after writing", ledger.Labels{Intended: []string{"a"}}, []string{"a"}, labelled("a"), []string{"a"}},
		{"cut off before writing", ledger.Labels{Intended: []string{"a"}}, nil, gateway.State{}, nil},
	}
	for _, test := range tests {
		m := review.Recalled(ledger.Memory{Labels: test.before}, test.present)
		out := review.Outcome{State: test.want, Memory: m}
		got := out.Written(test.present, gateway.Result{})
		if diff := cmp.Diff(ledger.Labels{Placed: test.placed}, got.Labels); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

func TestIntending(t *testing.T) {
	out := review.Outcome{State: labelled("a"), Memory: ledger.Memory{Labels: ledger.Labels{Placed: []string{"b"}}}}
	want := ledger.Labels{Placed: []string{"b"}, Intended: []string{"a"}}
	if diff := cmp.Diff(want, out.Intending(out.Memory, nil).Labels); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
	if out.Memory.Labels.Intended != nil {
		t.Error("the outcome itself was changed")
	}
}

// TestIntendedBranch: a branch that was made before we were cut off is known as
// ours, with nobody's text on it.
func TestIntendedBranch(t *testing.T) {
	out := review.Outcome{State: gateway.State{Proposal: &gateway.Proposal{Branch: "storybot/idea-3-x", Base: "base"}}}
	want := &ledger.Proposal{Branch: "storybot/idea-3-x", HeadOID: "base"}
	for name, before := range map[string]*ledger.Proposal{"none": nil, "another": {Branch: "storybot/idea-3-y", HeadOID: "old", Number: 4}} {
		if diff := cmp.Diff(want, out.Intending(ledger.Memory{Proposal: before}, nil).Proposal); diff != "" {
			t.Errorf("%s recorded (-want +got)\n%s", name, diff)
		}
	}
	same := ledger.Memory{Proposal: &ledger.Proposal{Branch: "storybot/idea-3-x", HeadOID: "head", Number: 4}}
	if diff := cmp.Diff(same.Proposal, out.Intending(same, nil).Proposal); diff != "" {
		t.Errorf("ours already (-want +got)\n%s", diff)
	}
}

func TestClaimIsRememberedAsGitHubTookIt(t *testing.T) {
	at := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	out := review.Outcome{Memory: ledger.Memory{Claim: &ledger.Claim{Login: "oliver", At: at}}}
	for _, assigned := range [][]string{nil, {"oliver"}} {
		got := out.Written(nil, gateway.Result{Assigned: assigned})
		if got.Claim.Assigned != (assigned != nil) || got.Claim.At != at {
			t.Errorf("assigned %q: remembered %+v", assigned, got.Claim)
		}
	}
	if out.Memory.Claim.Assigned {
		t.Error("the outcome itself was changed")
	}
}
