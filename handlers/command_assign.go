package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
)

// assign makes somebody else the one who writes the idea up.
var assign = Command{
	Spec: command.Spec{
		Name: "assign", Usage: "/assign @NAME", Where: command.OnIdeas, NeedsArgs: true,
		Who:     []command.Right{command.Member},
		Summary: "says who else will write this idea up",
		Detail: "It's `/claim` for somebody else. They're added as an assignee; where GitHub doesn't allow that, a note " +
			"says that the idea is theirs. If somebody else had claimed it, it passes on.",
		Examples: []string{"/assign @niklaus"},
	},
	Run: runAssign,
}

// runAssign gives the idea to the person named. Whoever claimed it through us
// loses it; somebody assigned by hand stays, as people decided that.
func runAssign(r *request) (answer, error) {
	login, err := command.ParseLogin(r.args)
	if err != nil || r.Claimed(login) {
		return answer{}, err
	}
	if before := r.Memory.Claim; before != nil {
		r.giveBack(before.Login)
	}
	note := r.reply(":claim", "The idea is "+quote.Mark(login)+"'s to write up. GitHub won't let me assign them, so this comment says it instead.")
	r.want.Assign = []gateway.Assignment{{Login: login, Otherwise: &note}}
	r.Memory.Claim = &ledger.Claim{Login: login, At: r.Now}
	return answer{}, nil
}
