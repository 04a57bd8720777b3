package report

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
)

// Colours of the labels storybot makes; each name says what the colour does.
const (
	kindColor      = "b0562d"
	futureColor    = "1d76db"
	characterColor = "5319e7"
	holdColor      = "b60205"
)

// kindLabel is the label of a kind. One that the repository has for the same
// purpose is used instead of a new one.
func kindLabel(kind *story.Kind, existing []gateway.Label, idea bool) gateway.Label {
	label := gateway.Label{Name: kind.ID, Color: kindColor, Description: "A " + quote.MarkUpTo(kind.Name, 90) + " story"}
	if kind.ID != "status-quo" {
		label.Color = futureColor
	}
	first, _, _ := strings.Cut(kind.ID, "-")
	for _, have := range existing {
		words := labelWords(have.Name)
		if idea && slices.Contains(words, first) && (slices.Contains(words, "ideas") || slices.Contains(words, "idea")) {
			return have
		}
	}
	for _, have := range existing {
		if strings.Join(labelWords(have.Name), "-") == kind.ID {
			return have
		}
	}
	return label
}

// characterLabel is the label of a character, or the repository's own for it.
func characterLabel(name string, existing []gateway.Label) gateway.Label {
	want := labelWords(name)
	for _, have := range existing {
		words := labelWords(have.Name)
		if len(words) > 1 && (words[0] == "character" || words[0] == "c") {
			words = words[1:]
		}
		if slices.Equal(words, want) {
			return have
		}
	}
	return gateway.Label{
		Name:        quote.Line("character: "+strings.ToLower(name), 50),
		Color:       characterColor,
		Description: "Told by " + quote.MarkUpTo(name, 90),
	}
}

// labelWords are the words of a label, whatever stands between them.
func labelWords(name string) []string {
	return strings.FieldsFunc(strings.ToLower(name), func(r rune) bool {
		return r == ' ' || r == '-' || r == '_' || r == ':' || r == '/'
	})
}

// labels are those of some kinds and characters, each once, kinds first.
func labels(c *story.Conventions, existing []gateway.Label, idea bool, kinds, characters []string) []gateway.Label {
	var wanted []gateway.Label
	add := func(label gateway.Label) {
		if !slices.ContainsFunc(wanted, func(l gateway.Label) bool { return strings.EqualFold(l.Name, label.Name) }) {
			wanted = append(wanted, label)
		}
	}
	for _, id := range kinds {
		if kind := c.Kind(id); kind != nil {
			add(kindLabel(kind, existing, idea))
		}
	}
	for _, name := range characters {
		add(characterLabel(name, existing))
	}
	return wanted
}

// CharacterLabels are the labels of characters, for the commands that put them
// on and take them off.
func CharacterLabels(names []string, existing []gateway.Label) []gateway.Label {
	return labels(&story.Conventions{}, existing, false, nil, names)
}
