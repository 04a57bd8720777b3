package handlers

import (
	"time"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/ledger"
)

// checkEvery is how often /check does something.
const checkEvery = time.Minute

// check looks again.
var check = Command{
	Spec: command.Spec{
		Name: "check", Usage: "/check", Where: command.Anywhere, Who: []command.Right{command.Anyone},
		Summary:  "checks again and updates the labels and the report",
		Detail:   "You rarely need it: every change is checked on its own. It works once a minute.",
		Examples: []string{"/check"},
	},
	Run: runCheck,
}

// runCheck notes when we looked; bringing things up to date comes with every
// command. Of those who ask too often the first is told why nothing happens; a
// face is enough for the rest.
func runCheck(r *request) (answer, error) {
	last := &r.Memory.Check
	if r.Now.Sub(last.At).Abs() >= checkEvery {
		*last = ledger.Check{At: r.Now}
		return answer{}, nil
	}
	if last.Told {
		return answer{Refused: true}, nil
	}
	last.Told = true
	return refuse("I looked less than a minute ago; please ask again a little later. After a change I look by myself."), nil
}
