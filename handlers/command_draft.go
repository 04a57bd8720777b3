package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
)

// ready says that a pull request is ready to be reviewed.
var ready = Command{
	Spec: command.Spec{
		Name: "ready", Usage: "/ready", Where: command.OnPullRequests, Who: []command.Right{command.Author, command.Member},
		Summary:  "marks the pull request as ready for review",
		Detail:   "It does the same as the button at the end of a draft. `/draft` makes it a draft again.",
		Examples: []string{"/ready"},
	},
	Run: func(r *request) (answer, error) { return r.drafting(false) },
}

// draft says that somebody still works on a pull request.
var draft = Command{
	Spec: command.Spec{
		Name: "draft", Usage: "/draft", Where: command.OnPullRequests, Who: []command.Right{command.Author, command.Member},
		Summary:  "makes the pull request a draft again",
		Detail:   "A draft says that you're still working on it. `/ready` asks for a review when you're done.",
		Examples: []string{"/draft"},
	},
	Run: func(r *request) (answer, error) { return r.drafting(true) },
}

// drafting makes the pull request a draft, or ready. What is said of it speaks of
// it as it will be.
func (r *request) drafting(draft bool) (answer, error) {
	if !r.Snapshot.Subject.Open {
		return refuse("This pull request is closed, so I've left it as it is."), nil
	}
	word := "ready for review"
	if draft {
		word = "a draft"
	}
	note := r.reply(":draft", "GitHub won't let me make this pull request "+word+". Its author may be able to, with GitHub's own button.")
	r.want.Draft = &gateway.Drafting{Draft: draft, Otherwise: &note}
	r.foresee(func(now *gateway.Snapshot) {
		pull := *now.PullRequest
		pull.Draft = draft
		now.PullRequest = &pull
	})
	return answer{}, nil
}
