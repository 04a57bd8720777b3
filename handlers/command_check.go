package handlers

import (
	"cmp"
	"fmt"
	"time"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/report"
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
// command. Of those who ask again at once the first is told where to look; a
// reaction is enough for the rest.
func runCheck(r *request) (answer, error) {
	last := &r.Memory.Check
	if r.Now.Sub(last.At).Abs() >= checkEvery {
		*last = ledger.Check{At: r.Now}
		return answer{}, nil
	}
	if last.Told {
		return answer{}, nil
	}
	last.Told = true
	text := "Already up to date: I checked at " + last.At.UTC().Format("15:04") + " UTC."
	if mine := cmp.Or(r.Snapshot.Find(report.ReportMarker), r.Snapshot.Find(report.IdeaMarker)); mine != nil {
		text += fmt.Sprintf(" It's all in [my first comment](%s/issues/%d#issuecomment-%d).", r.Snapshot.HTMLURL, r.Snapshot.Subject.Number, mine.ID)
	}
	return answer{Text: text}, nil
}
