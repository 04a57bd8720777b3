package report

import "github.com/storybot-app/storybot/internal/review"

// Decide turns a case into its outcome: how its issue or pull request should be,
// in words, and what to remember. A pull request that is closed is left as it is.
// It is pure; doing it twice decides the same.
func (t *Texts) Decide(c review.Case) (review.Outcome, error) {
	out := review.Outcome{Memory: c.Memory}
	var err error
	switch open := c.Snapshot.Subject.Open; {
	case c.IsPull() && !open:
		return out, nil
	case c.IsPull():
		out.State, err = t.pullRequest(c)
	case open:
		err = t.openIdea(c, &out)
	default:
		out.Memory.Claim = nil // nothing is left to claim
		out.State, err = t.closedIdea(c)
	}
	if err != nil {
		return out, err
	}
	if err := t.held(c, &out.State); err != nil {
		return out, err
	}
	if err := t.muted(c, &out.State); err != nil {
		return out, err
	}
	remember(c.Memory, &out.State)
	return out, nil
}
