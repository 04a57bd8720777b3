package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/quote"
)

// maxTitle is how many characters of somebody's text become a title; GitHub
// takes a few more.
const maxTitle = 200

// retitle changes a title.
var retitle = Command{
	Spec: command.Spec{
		Name: "retitle", Usage: "/retitle TITLE", Where: command.Anywhere, NeedsArgs: true,
		Who:     []command.Right{command.Author, command.Member},
		Summary: "changes the title of the idea or pull request",
		Detail: "Only the title on GitHub changes. The title of the story itself is in its file, where whoever writes it " +
			"can change it.",
		Examples: []string{"/retitle Alan waits for a lock"},
	},
	Run: runRetitle,
}

func runRetitle(r *request) (answer, error) {
	title, err := command.ParseTitle(r.args)
	if err != nil {
		return answer{}, err
	}
	r.want.Title = quote.MarkUpTo(title, maxTitle)
	return answer{}, nil
}
