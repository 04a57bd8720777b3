package handlers

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
)

// memory is what is remembered of an issue or pull request: a label in Placed
// that is gone was taken off by a person. Intended labels were about to be
// put on when we were last seen.
type memory struct {
	Placed   []string `json:"placed,omitempty"`
	Intended []string `json:"intended,omitempty"`
	// Claimant took the idea where GitHub would not assign it.
	Claimant string `json:"claimant,omitempty"`
	// Waivers are the rules whose findings are to stay as they are.
	Waivers []report.Waiver `json:"waivers,omitempty"`
}

// remember reads the memory of a subject. A label that was intended and is
// there was put on by us.
func (b *bot) remember(ctx context.Context, about subject, present []string) (memory, error) {
	var m memory
	raw, err := b.Ledger.Memory(ctx, about.key())
	if err != nil {
		return m, err
	}
	if raw != nil {
		if err := json.Unmarshal(raw, &m); err != nil {
			return m, fmt.Errorf("read the memory of %s: %w", about.key(), err)
		}
	}
	for _, name := range m.Intended {
		if slices.Contains(present, name) && !slices.Contains(m.Placed, name) {
			m.Placed = append(m.Placed, name)
		}
	}
	m.Intended = nil
	return m, nil
}

// keepMemory writes the memory of a subject.
func (b *bot) keepMemory(ctx context.Context, about subject, m memory) error {
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("write the memory of %s: %w", about.key(), err)
	}
	return b.Ledger.SetMemory(ctx, about.key(), raw)
}

// settle brings an issue or pull request into the wanted state: it plans,
// remembers which labels it is about to put on, writes, and remembers that it
// did.
func (b *bot) settle(ctx context.Context, about subject, s *gateway.Snapshot, want gateway.State, m memory) (gateway.Result, error) {
	writes := gateway.Plan(s, want)
	if len(writes) == 0 {
		return gateway.Result{}, nil
	}
	var wanted []string
	for _, label := range want.Labels {
		wanted = append(wanted, label.Name)
	}
	if !slices.Equal(m.Placed, wanted) {
		before := m
		before.Intended = wanted
		if err := b.keepMemory(ctx, about, before); err != nil {
			return gateway.Result{}, err
		}
	}
	result, err := b.GitHub.Apply(ctx, s, writes, b.Guard(ctx))
	if result.Locked {
		b.Logger.Info().Str("repository", s.Repo.String()).Int("number", s.Subject.Number).Msg("the conversation is locked, so nothing was said")
	}
	if err != nil || result.Writes == 0 { // a dry run writes nothing
		return result, err
	}
	after := m
	after.Placed = slices.Clone(wanted)
	for _, name := range m.Placed {
		if !slices.Contains(s.Subject.Labels, name) && !slices.Contains(wanted, name) {
			after.Placed = append(after.Placed, name) // a person took it off
		}
	}
	if slices.Equal(m.Placed, after.Placed) {
		return result, nil
	}
	return result, b.keepMemory(ctx, about, after)
}
