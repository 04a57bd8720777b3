package report

import (
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
)

// idleText is the data of the text "idle".
type idleText struct {
	Claimant string
	Ended    bool // the idea is free again
}

// openIdea is the outcome for an idea that is open. Whoever claimed it and then
// was not heard of for a long time is reminded, and later the idea is free again.
func (t *Texts) openIdea(c review.Case, out *review.Outcome) error {
	idle, ok := c.IdleClaim()
	if ok && idle.Ended {
		c = free(c, idle.Login)
		out.Memory.Claim = nil
	}
	var err error
	if out.State, err = t.idea(c); err != nil || !ok {
		return err
	}
	body, err := t.render("idle", idleText{Claimant: quote.Mark(idle.Login), Ended: idle.Ended})
	out.State.Replies = append(out.State.Replies, gateway.Report{Marker: idle.Marker, Body: body})
	if idle.Ended {
		out.State.Unassign = append(out.State.Unassign, idle.Login)
	}
	return err
}

// free is the case as it is once nobody has the claim.
func free(c review.Case, login string) review.Case {
	snapshot := *c.Snapshot
	snapshot.Subject.Assignees = review.WithoutLogin(snapshot.Subject.Assignees, login)
	c.Snapshot, c.Memory.Claim = &snapshot, nil
	return c
}
