package review

import (
	"fmt"
	"time"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/gateway"
)

// RemindAfter is how long nothing has been heard of whoever claimed an idea when
// they are reminded; a week later the idea is free again.
const (
	RemindAfter  = 21 * 24 * time.Hour
	releaseAfter = 28 * 24 * time.Hour
)

// IdleClaim is a claim that nothing was heard of for so long that its holder is
// to be reminded, or that it ends.
type IdleClaim struct {
	Login  string
	Marker string // of the reminder
	Ended  bool
}

// IdleClaim finds out whether the idea's claim is idle; ok is false if it is not,
// or if the repository leaves such claims alone. Whom a maintainer assigned is
// the maintainer's business.
func (c Case) IdleClaim() (idle IdleClaim, ok bool) {
	if c.IsPull() || c.noted() == "" || c.Policy.Claims == config.ClaimsOff {
		return IdleClaim{}, false
	}
	last := c.lastSeen()
	if c.Now.Sub(last) < RemindAfter {
		return IdleClaim{}, false
	}
	// Each silence has a reminder of its own: an edited one would reach nobody.
	idle.Login = c.noted()
	var reminder *gateway.Comment
	for n := 1; ; n++ {
		idle.Marker = idleMarker(n)
		if reminder = c.Snapshot.Find(idle.Marker); reminder == nil || !reminder.At.Before(last) {
			break
		}
	}
	idle.Ended = c.Policy.Claims != config.ClaimsRemind && reminder != nil && c.Now.Sub(reminder.At) >= releaseAfter-RemindAfter
	return idle, true
}

// idleMarker marks the nth reminder on an idea.
func idleMarker(n int) string { return fmt.Sprintf("<!-- storybot:idle:%d:v1 -->", n) }

// lastSeen is when something was last heard of whoever claimed the idea: the
// claim, a comment of theirs, or a commit to its draft.
func (c Case) lastSeen() time.Time {
	last := c.Memory.Claim.At
	later := func(at time.Time) {
		if at.After(last) {
			last = at
		}
	}
	for _, comment := range c.Snapshot.Subject.Comments {
		if SameLogin(comment.Author.Login, c.Memory.Claim.Login) {
			later(comment.At)
		}
	}
	for _, draft := range c.Snapshot.Drafts {
		later(draft.HeadAt)
	}
	return last
}
