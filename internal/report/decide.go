package report

import "github.com/storybot-app/storybot/internal/review"

// Decide turns a case into its outcome: how its issue or pull request should be,
// in words, and what to remember. What is closed is left as it is. It is pure;
// doing it twice decides the same.
func (t *Texts) Decide(c review.Case) (review.Outcome, error) {
	out := review.Outcome{Memory: c.Memory}
	if !c.Snapshot.Subject.Open {
		return out, nil
	}
	decide := t.idea
	if c.IsPull() {
		decide = t.pullRequest
	}
	var err error
	out.State, err = decide(c)
	return out, err
}
