package handlers

import (
	"context"
	"slices"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
)

// addCharacter answers /character: it puts the characters' labels on, even one
// that was taken off before, since now somebody asks for it.
func addCharacter(ctx context.Context, r *request) (answer, error) {
	wanted, err := r.characters(ctx)
	if err != nil {
		return answer{}, err
	}
	m := r.memory
	for _, label := range wanted {
		m.Placed = slices.DeleteFunc(m.Placed, func(name string) bool { return name == label.Name })
	}
	writes := gateway.Plan(r.s, gateway.State{Labels: wanted})
	if _, err := r.GitHub.Apply(ctx, r.s, writes, r.Guard(ctx)); err != nil {
		return answer{}, err
	}
	for _, label := range wanted {
		if !slices.Contains(r.s.Subject.Labels, label.Name) {
			r.s.Subject.Labels = append(r.s.Subject.Labels, label.Name)
		}
	}
	r.memory = m
	return answer{}, r.keepMemory(ctx, r.subject, m)
}

// removeCharacter answers /remove-character. The label counts as taken off by
// a person: it is not put back.
func removeCharacter(ctx context.Context, r *request) (answer, error) {
	unwanted, err := r.characters(ctx)
	if err != nil {
		return answer{}, err
	}
	var worn []string
	for _, label := range unwanted {
		if slices.Contains(r.s.Subject.Labels, label.Name) {
			worn = append(worn, label.Name)
		}
	}
	writes := gateway.Plan(r.s, gateway.State{Placed: worn})
	if _, err := r.GitHub.Apply(ctx, r.s, writes, r.Guard(ctx)); err != nil {
		return answer{}, err
	}
	for _, label := range unwanted {
		r.s.Subject.Labels = slices.DeleteFunc(r.s.Subject.Labels, func(name string) bool { return name == label.Name })
		if !slices.Contains(r.memory.Placed, label.Name) {
			r.memory.Placed = append(r.memory.Placed, label.Name)
		}
	}
	return answer{}, r.keepMemory(ctx, r.subject, r.memory)
}

// characters are the labels of the characters a command names.
func (r *request) characters(ctx context.Context) ([]gateway.Label, error) {
	shelf, err := r.book(ctx)
	if err != nil {
		return nil, err
	}
	named, err := command.ParseCharacters(r.args, names(shelf))
	if err != nil {
		return nil, err
	}
	return report.CharacterLabels(named, r.s.RepoLabels), nil
}
