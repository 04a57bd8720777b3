package review_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/review"
)

// TestStanding: rights on a draft follow from who opened it, never from the
// name of a branch.
func TestStanding(t *testing.T) {
	draft := func(mine bool) review.Case {
		c := review.Case{Snapshot: &gateway.Snapshot{
			Subject:     gateway.Subject{Author: gateway.User{Login: "storybot", Bot: true}},
			PullRequest: &gateway.PullRequest{Mine: mine, HeadRef: "storybot/idea-3-x", Closes: []gateway.LinkedIssue{{Number: 3, Author: gateway.User{Login: "wendy"}, Assignees: []string{"Oliver"}}}},
		}}
		return c
	}
	claimed := func(assigned bool, assignees ...string) review.Case {
		c := issue("An idea", "")
		c.Snapshot.Subject.Assignees = assignees
		c.Memory.Claim = &ledger.Claim{Login: "oliver", Assigned: assigned}
		return c
	}
	tests := []struct {
		name  string
		c     review.Case
		login string
		want  command.Asker
	}{
		{"author", issue("An idea", ""), "Wendy", command.Asker{IsAuthor: true}},
		{"stranger", issue("An idea", ""), "oliver", command.Asker{}},
		{"deleted account", issue("An idea", ""), "", command.Asker{}},
		{"proposer of our draft", draft(true), "wendy", command.Asker{IsAuthor: true}},
		{"claimant of our draft", draft(true), "oliver", command.Asker{IsClaimant: true}},
		{"a draft of somebody else's with such a branch", draft(false), "wendy", command.Asker{}},
		{"claimed where GitHub does not assign", claimed(false), "oliver", command.Asker{IsClaimant: true}},
		{"claimed and assigned", claimed(true, "oliver"), "oliver", command.Asker{IsClaimant: true}},
		{"claimed, and unassigned by hand", claimed(true), "oliver", command.Asker{}},
		{"assigned by hand", claimed(true, "mia"), "mia", command.Asker{IsClaimant: true}},
	}
	for _, test := range tests {
		test.want.Login = test.login
		if diff := cmp.Diff(test.want, review.Standing(test.c, test.login)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", test.name, diff)
		}
	}
}

func TestClaimant(t *testing.T) {
	c := issue("An idea", "")
	if got := c.Claimant(); got != "" {
		t.Errorf("nobody claimed it, got %q", got)
	}
	c.Snapshot.Subject.Assignees = []string{"mia"}
	if got := c.Claimant(); got != "mia" {
		t.Errorf("got %q, want the assignee", got)
	}
	c.Memory.Claim = &ledger.Claim{Login: "oliver"}
	if got := c.Claimant(); got != "oliver" {
		t.Errorf("got %q, want who claimed it", got)
	}
}
