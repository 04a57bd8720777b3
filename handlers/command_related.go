package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/review"
)

// relatedTo names what looks similar to an idea or a story.
var relatedTo = Command{
	Spec: command.Spec{
		Name: "related", Usage: "/related", Where: command.Anywhere, Who: []command.Right{command.Anyone},
		Summary: "names up to three stories and open ideas that use similar words",
		Detail: "I only compare words, titles most of all, and send nothing anywhere. Two texts that share their words " +
			"may still be about different things, so have a look yourself.",
		Examples: []string{"/related"},
	},
	Answers: true,
	Run: func(r *request) (answer, error) {
		if !r.Comparable {
			return refuse("There's no story here and no idea for one, so I have nothing to compare."), nil
		}
		text, err := r.texts.Related(r.Snapshot, review.Related(r.Case))
		return answer{Text: text}, err
	},
}
