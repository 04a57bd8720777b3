package ledger

import (
	"time"
)

// Memory is what is remembered of one issue or pull request. Its zero value
// remembers nothing.
type Memory struct {
	Labels   Labels
	Claim    *Claim
	Waivers  []Waiver
	Check    Check
	Proposal *Proposal
	Hold     *Hold
	Mute     *Mute
}

// Empty reports whether nothing is remembered.
func (m Memory) Empty() bool {
	return len(m.Labels.Placed)+len(m.Labels.Intended)+len(m.Waivers) == 0 && m.Check == Check{} &&
		m.Claim == nil && m.Proposal == nil && m.Hold == nil && m.Mute == nil
}

// Labels are ours: one in Placed that is gone was taken off by a person, and
// those in Intended were about to be put on when we were last seen.
type Labels struct {
	Placed, Intended []string
}

// Claim says who took an idea.
type Claim struct {
	Login string
	At    time.Time
	// Assigned reports whether GitHub took the person as assignee.
	Assigned bool
}

// Waiver says that the findings of a rule are to stay as they are.
type Waiver struct {
	Rule, Reason, By string
	At               time.Time
}

// Hold says that a pull request is to wait. The reason may be "".
type Hold struct {
	By, Reason string
	At         time.Time
}

// Mute says that nothing more is to be said.
type Mute struct {
	By string
	At time.Time
}

// Check says when /check last looked, and whether somebody who asked again was
// told to wait.
type Check struct {
	At   time.Time
	Told bool
}

// Proposal is the branch and pull request we made for an idea, and the commit
// we last put there.
type Proposal struct {
	Branch  string
	Number  int
	HeadOID string
}

// Entry is what one run leaves.
type Entry struct {
	// Memory takes the place of what was remembered of the subject.
	Memory Memory
	// Done are the effects that are done, each once.
	Done []string
	// Links were given in this run.
	Links []Link
}

// Link is one that /scaffold gave to somebody who cannot push. It is counted
// once an effect.
type Link struct {
	Effect, Login string
}

// stored is m as it is when it was written and read: times in milliseconds,
// no empty lists.
func (m Memory) stored() Memory {
	m.Labels.Placed = append([]string(nil), m.Labels.Placed...)
	m.Labels.Intended = append([]string(nil), m.Labels.Intended...)
	m.Waivers = append([]Waiver(nil), m.Waivers...)
	for i := range m.Waivers {
		m.Waivers[i].At = storedTime(m.Waivers[i].At)
	}
	if m.Claim != nil {
		claim := *m.Claim
		claim.At = storedTime(claim.At)
		m.Claim = &claim
	}
	if m.Hold != nil {
		hold := *m.Hold
		hold.At = storedTime(hold.At)
		m.Hold = &hold
	}
	if m.Mute != nil {
		mute := *m.Mute
		mute.At = storedTime(mute.At)
		m.Mute = &mute
	}
	m.Check.At = storedTime(m.Check.At)
	return m
}

func storedTime(t time.Time) time.Time { return time.UnixMilli(t.UnixMilli()).UTC() }

// same reports whether two pointers are both nil or to equal values.
func same[T comparable](a, b *T) bool {
	return a == b || a != nil && b != nil && *a == *b
}
