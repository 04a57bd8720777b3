package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/ledger"
)

// hold makes a pull request wait.
var hold = Command{
	Spec: command.Spec{
		Name: "hold", Usage: "/hold [REASON]", Where: command.OnPullRequests, Who: []command.Right{command.Author, command.Member},
		Summary: "puts the pull request on hold, so that nobody merges it yet",
		Detail: "The report and the check say that it's on hold, by whom and why. Where the check is required, it fails until " +
			"`/unhold`; where the settings name a label for it, the pull request gets that, too.",
		Examples: []string{"/hold", "/hold until Barbara has read it"},
	},
	Run: func(r *request) (answer, error) {
		if !r.Snapshot.Subject.Open {
			return refuse("This pull request is closed, so there's nothing to hold."), nil
		}
		r.Memory.Hold = &ledger.Hold{By: r.Asked.Asker.Login, Reason: r.args, At: r.Now}
		return answer{}, nil
	},
}

// unhold lets a pull request go on.
var unhold = Command{
	Spec: command.Spec{
		Name: "unhold", Usage: "/unhold", Where: command.OnPullRequests, Who: []command.Right{command.Author, command.Member},
		Summary:  "lets a pull request go on that was on hold",
		Detail:   "It undoes `/hold`.",
		Examples: []string{"/unhold"},
	},
	Run: func(r *request) (answer, error) {
		if r.Memory.Hold == nil {
			return refuse("This pull request isn't on hold, so there's nothing to undo."), nil
		}
		r.Memory.Hold = nil
		return answer{}, nil
	},
}

// mute makes the bot say nothing more.
var mute = Command{
	Spec: command.Spec{
		Name: "mute", Usage: "/mute", Where: command.Anywhere, Who: []command.Right{command.Author, command.Member},
		Summary: "makes the bot say nothing more here",
		Detail: "One line takes the place of the bot's comment, and nothing more is said. Commands still work, and are answered " +
			"with a reaction alone; labels and the check go on. `/unmute` brings the bot back.",
		Examples: []string{"/mute"},
	},
	Run: func(r *request) (answer, error) {
		if r.Memory.Mute == nil {
			r.Memory.Mute = &ledger.Mute{By: r.Asked.Asker.Login, At: r.Now}
		}
		return answer{}, nil
	},
}

// unmute makes the bot speak again.
var unmute = Command{
	Spec: command.Spec{
		Name: "unmute", Usage: "/unmute", Where: command.Anywhere, Who: []command.Right{command.Author, command.Member},
		Summary:  "lets the bot speak again",
		Detail:   "It undoes `/mute`. The report is back at once, as things are by then.",
		Examples: []string{"/unmute"},
	},
	Run: func(r *request) (answer, error) {
		if r.Memory.Mute == nil {
			return refuse("I'm not muted here, so there's nothing to undo."), nil
		}
		r.Memory.Mute = nil
		return answer{}, nil
	},
}
