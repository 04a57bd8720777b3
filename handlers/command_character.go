package handlers

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
)

// addCharacter puts the labels of characters on.
var addCharacter = Command{
	Spec: command.Spec{
		Name: "character", Usage: "/character NAME…", Where: command.Anywhere, NeedsArgs: true,
		Who:      []command.Right{command.Author, command.Claimant, command.Member},
		Summary:  "says who tells the story",
		Detail:   "Adds the label of each character you name. More than one can tell a story.",
		Examples: []string{"/character grace", "/character alan, barbara"},
	},
	Run: runAddCharacter,
}

// runAddCharacter puts on even a label that was taken off before, since now
// somebody asks for it.
func runAddCharacter(r *request) (answer, error) {
	wanted, err := r.characters()
	if err != nil {
		return answer{}, err
	}
	for _, label := range wanted {
		r.Memory.Labels.Placed = without(r.Memory.Labels.Placed, label.Name)
		r.want.RemoveLabels = without(r.want.RemoveLabels, label.Name)
	}
	r.want.AddLabels = append(r.want.AddLabels, wanted...)
	return answer{}, nil
}

// removeCharacter takes the labels of characters off.
var removeCharacter = Command{
	Spec: command.Spec{
		Name: "remove-character", Usage: "/remove-character NAME…", Where: command.Anywhere, NeedsArgs: true,
		Who:      []command.Right{command.Author, command.Claimant, command.Member},
		Summary:  "removes a character's label",
		Detail:   "It undoes `/character`. The bot won't add the label back on its own.",
		Examples: []string{"/remove-character alan"},
	},
	Run: runRemoveCharacter,
}

// runRemoveCharacter takes labels off. They count as taken off by a person: they
// are not put back.
func runRemoveCharacter(r *request) (answer, error) {
	unwanted, err := r.characters()
	if err != nil {
		return answer{}, err
	}
	for _, label := range unwanted {
		if !r.wears(label.Name) && !slices.Contains(r.Memory.Labels.Placed, label.Name) {
			return refuse("There's no label " + quote.Code(label.Name) + " here, so there's nothing to remove."), nil
		}
	}
	for _, label := range unwanted {
		r.want.RemoveLabels = append(r.want.RemoveLabels, label.Name)
		r.want.AddLabels = slices.DeleteFunc(r.want.AddLabels, func(l gateway.Label) bool { return l.Name == label.Name })
		if !slices.Contains(r.Memory.Labels.Placed, label.Name) {
			r.Memory.Labels.Placed = append(slices.Clone(r.Memory.Labels.Placed), label.Name)
		}
	}
	return answer{}, nil
}

// wears reports whether a label is there, or asked for by a command before.
func (r *request) wears(name string) bool {
	is := func(other string) bool { return strings.EqualFold(name, other) }
	return slices.ContainsFunc(r.Snapshot.Subject.Labels, is) || slices.ContainsFunc(r.want.AddLabels, func(l gateway.Label) bool { return is(l.Name) })
}

// characters are the labels of the characters a command names.
func (r *request) characters() ([]gateway.Label, error) {
	named, err := command.ParseCharacters(r.args, r.Book.Cast())
	if err != nil {
		return nil, err
	}
	return report.CharacterLabels(named, r.Snapshot.RepoLabels), nil
}

// without is a copy of names without one of them.
func without(names []string, name string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(have string) bool { return have == name })
}
