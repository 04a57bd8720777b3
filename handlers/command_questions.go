package handlers

import "github.com/storybot-app/storybot/internal/command"

// questions lists what a story is asked.
var questions = Command{
	Spec: command.Spec{
		Name: "questions", Usage: "/questions", Where: command.Anywhere, Who: []command.Right{command.Anyone},
		Summary: "lists the questions a story answers, and which are still open here",
		Detail: "The questions come from this book's template for that kind of story. On a pull request I look at its story, " +
			"on an idea at what the idea already says.",
		Examples: []string{"/questions"},
	},
	Answers: true,
	Run: func(r *request) (answer, error) {
		text, err := r.texts.Questions(r.Case)
		if err == nil && text == "" {
			return refuse("There's no story in this pull request yet, so I can't tell which questions it'd be asked."), nil
		}
		return answer{Text: text}, err
	},
}
