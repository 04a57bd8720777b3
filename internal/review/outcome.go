package review

import (
	"slices"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
)

// Outcome is what was decided: how things should be on GitHub, and what to
// remember.
type Outcome struct {
	State  gateway.State
	Memory ledger.Memory
	Links  []ledger.Link
}

// Recalled is the memory of a subject whose labels are these. One that we were
// about to put on when we were last seen, and that is there, was put on by us.
func Recalled(m ledger.Memory, present []string) ledger.Memory {
	m.Labels.Placed = slices.Clone(m.Labels.Placed)
	for _, name := range m.Labels.Intended {
		if slices.Contains(present, name) && !slices.Contains(m.Labels.Placed, name) {
			m.Labels.Placed = append(m.Labels.Placed, name)
		}
	}
	m.Labels.Intended = nil
	return m
}

// Intending is what to remember before the outcome is written to a subject with
// these labels, beside what is remembered already: were we cut off, the labels
// and the branch that are there by then are known as ours. What commands changed
// is not among it, so that they find everything as it was when they are run
// again.
func (o Outcome) Intending(m ledger.Memory, present []string) ledger.Memory {
	for _, name := range o.labels() {
		if !slices.Contains(present, name) && !slices.Contains(m.Labels.Placed, name) {
			m.Labels.Intended = append(slices.Clone(m.Labels.Intended), name)
		}
	}
	if p := o.State.Proposal; p != nil && (m.Proposal == nil || m.Proposal.Branch != p.Branch) {
		m.Proposal = &ledger.Proposal{Branch: p.Branch, HeadOID: p.Base} // it begins there
	}
	return m
}

// Written is what to remember after the outcome was written to a subject that
// had these labels before. One that was there by a person's hand stays theirs.
func (o Outcome) Written(present []string, result gateway.Result) ledger.Memory {
	m := o.Memory
	if len(o.State.Labels)+len(o.State.Placed) == 0 {
		return o.claimed(result) // it does not speak of labels: those placed stay so
	}
	var placed []string
	for _, name := range o.labels() {
		if !slices.Contains(present, name) || slices.Contains(m.Labels.Placed, name) {
			placed = append(placed, name)
		}
	}
	for _, name := range m.Labels.Placed {
		gone := !slices.Contains(present, name) || slices.Contains(o.State.RemoveLabels, name)
		if gone && !slices.Contains(placed, name) {
			placed = append(placed, name) // a person took it off
		}
	}
	o.Memory.Labels.Placed = placed
	return o.claimed(result)
}

// claimed is the memory with what GitHub made of a claim and a proposal.
func (o Outcome) claimed(result gateway.Result) ledger.Memory {
	m := o.Memory
	if m.Claim != nil && slices.Contains(result.Assigned, m.Claim.Login) {
		claim := *m.Claim
		claim.Assigned = true
		m.Claim = &claim
	}
	return Made(m, result)
}

// Made is a memory that knows the branch and pull request we made, as far as we
// came.
func Made(m ledger.Memory, result gateway.Result) ledger.Memory {
	if made := result.Recorded; made.Branch != "" {
		m.Proposal = &ledger.Proposal{Branch: made.Branch, Number: made.Number, HeadOID: made.HeadOID}
	}
	return m
}

// labels are the names of the labels that the subject should wear because of us.
func (o Outcome) labels() []string {
	var names []string
	for _, label := range o.State.Labels {
		names = append(names, label.Name)
	}
	return names
}
