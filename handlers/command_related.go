package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/review"
)

// relatedTo names what is near to an idea or a story.
var relatedTo = Command{
	Spec: command.Spec{
		Name: "related", Usage: "/related", Where: command.Anywhere, Who: []command.Right{command.Anyone},
		Summary: "names up to three stories and open ideas that speak of the same",
		Detail: "It compares the words of texts: nothing is sent anywhere. Two that are near may still tell " +
			"of different things, and it says nothing rather than something far-fetched.",
		Examples: []string{"/related"},
	},
	Run: func(r *request) (answer, error) {
		if !r.Comparable {
			return refuse("I see no story here and no idea for one, so I cannot tell what is near to it."), nil
		}
		text, err := r.texts.Related(r.Snapshot, review.Related(r.Case))
		return answer{Text: text}, err
	},
}
