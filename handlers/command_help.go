package handlers

import "github.com/storybot-app/storybot/internal/command"

// help lists the commands, or explains one of them.
var help = Command{
	Spec: command.Spec{
		Name: "help", Usage: "/help [VERB]", Where: command.Anywhere, Who: []command.Right{command.Anyone},
		Summary:  "lists the commands, or explains one of them",
		Detail:   "With the name of a command, it tells you everything about that one.",
		Examples: []string{"/help", "/help scaffold"},
	},
	Answers: true,
	Run:     func(r *request) (answer, error) { return answer{Text: r.registry.HelpOn(r.args)}, nil },
}
