package handlers

import (
	"strings"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/story/checks"
	"github.com/storybot-app/storybot/story/scaffold"
)

// maxTaken is how many characters of a comment go into a story.
const maxTaken = 30_000

// take puts the text of a comment into a draft of ours.
var take = Command{
	Spec: command.Spec{
		Name: "take", Usage: "/take", Where: command.OnPullRequests,
		Who:     []command.Right{command.Author, command.Claimant, command.Member},
		Summary: "puts the text of this comment into the draft",
		Detail: "Write your story, or a part of it, in a comment with `/take` on a line of its own. The text goes into the draft that " +
			"the bot started, in a commit in your name, too. What follows `Morals:`, `Sources:` or another question of the template goes " +
			"below that question, and the rest into the story.",
		Examples: []string{"/take"},
	},
	Run: runTake,
}

func runTake(r *request) (answer, error) {
	t, no := r.storyMeant()
	switch {
	case no.Refused:
		return no, nil
	case !r.Snapshot.Ours():
		return refuse("I can only do that on a draft I started: this pull request's branch belongs to its author."), nil
	}
	words := strings.TrimSpace(scaffold.CleanText(r.registry.Without(r.Asked.Text)))
	switch {
	case words == "":
		return refuse("There's no text in your comment besides the command. Write it above or below `/take`, in the same comment."), nil
	case utf8.RuneCountInString(words) > maxTaken:
		return refuse("That's more than I can take at once. Please split it over a few comments."), nil
	}
	text, err := checks.Take(r.Book.Book, t.file, t.index, words, scaffold.Within)
	if err != nil {
		return r.noPlace(err, t)
	}
	r.put(deed{"take", "Add the text of a comment"}, t.path, text, "")
	return answer{}, nil
}
