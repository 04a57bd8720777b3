package review

import (
	"slices"
	"strings"
	"time"

	"github.com/storybot-app/storybot/internal/command"
)

// Standing is what somebody is to the subject of a case, membership aside. A
// draft that we opened belongs to the people of its idea; whose branch it comes
// from says nothing, since readers can open pull requests from any branch.
func Standing(c Case, login string) command.Asker {
	a := command.Asker{Login: login, IsAuthor: SameLogin(login, c.Snapshot.Subject.Author.Login), IsClaimant: c.Claimed(login)}
	if pull := c.Snapshot.PullRequest; pull != nil && pull.Mine {
		for _, idea := range pull.Closes {
			a.IsAuthor = a.IsAuthor || SameLogin(login, idea.Author.Login)
			a.IsClaimant = a.IsClaimant || slices.ContainsFunc(idea.Assignees, func(who string) bool { return SameLogin(login, who) })
		}
	}
	return a
}

// Claimed reports whether somebody claimed the idea.
func (c Case) Claimed(login string) bool {
	return c.noted() != "" && SameLogin(login, c.noted()) || c.Assigned(login)
}

// Claimant is who claimed the idea, or "".
func (c Case) Claimant() string {
	if c.noted() != "" {
		return c.noted()
	}
	if len(c.Snapshot.Subject.Assignees) > 0 {
		return c.Snapshot.Subject.Assignees[0]
	}
	return ""
}

// Assigned reports whether somebody is an assignee.
func (c Case) Assigned(login string) bool {
	return slices.ContainsFunc(c.Snapshot.Subject.Assignees, func(who string) bool { return SameLogin(login, who) })
}

// noted is who is remembered to have claimed the idea, "" if nobody. Where
// GitHub made them an assignee, it counts only as long as they are one.
func (c Case) noted() string {
	if claim := c.Memory.Claim; claim != nil && (!claim.Assigned || c.Assigned(claim.Login)) {
		return claim.Login
	}
	return ""
}

// WithoutLogin are logins but for somebody's.
func WithoutLogin(logins []string, login string) []string {
	return slices.DeleteFunc(slices.Clone(logins), func(who string) bool { return SameLogin(who, login) })
}

// SameLogin reports whether two logins are the same person's; nobody is no
// person.
func SameLogin(a, b string) bool { return a != "" && strings.EqualFold(a, b) }

// Asks reports whether one of the commands to run is the one of that name.
func (c Case) Asks(verb string) bool {
	return c.Asked != nil && slices.ContainsFunc(c.Asked.Commands, func(i command.Invocation) bool { return i.Verb == verb })
}

// firstLook is how long it may take until we look at a fork's new head: GitHub
// tells of it by our looking only.
const firstLook = 30 * time.Second

// HeadMoved reports whether the pull request got another head since its commands
// were written. Where nobody knows it did not.
func (c Case) HeadMoved() bool {
	pull := c.Snapshot.PullRequest
	switch {
	case pull == nil || c.Asked == nil:
		return false
	case c.Asked.Head != "":
		return c.Asked.Head != pull.HeadOID
	case c.Asked.At.IsZero() || pull.HeadAt.IsZero():
		return false
	case pull.CrossRepo:
		return pull.HeadAt.After(c.Asked.At.Add(firstLook))
	}
	return pull.HeadAt.After(c.Asked.At)
}

// Fixes reports whether one of the commands asks for all certain fixes to be
// suggested.
func (c Case) Fixes() bool { return c.Asked != nil && c.Asked.Fix }
