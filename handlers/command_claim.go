package handlers

import (
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/review"
)

// claim makes the asker the one who writes the idea up.
var claim = Command{
	Spec: command.Spec{
		Name: "claim", Usage: "/claim", Where: command.OnIdeas, Who: []command.Right{command.Anyone},
		Summary: "says that you'll write this idea up",
		Detail: "You're added as an assignee. Where GitHub doesn't allow that, a note says that the idea is " +
			"yours. Anyone can claim an idea, including whoever proposed it. If you go quiet for three weeks, you get a " +
			"reminder; a week later the idea is free again. Any comment there keeps it yours.",
		Examples: []string{"/claim"},
	},
	Run: runClaim,
}

// runClaim makes the asker the assignee, or, where GitHub does not allow that,
// says that the idea is theirs. It is remembered either way.
func runClaim(r *request) (answer, error) {
	login := r.Asked.Asker.Login
	if r.Claimed(login) {
		if r.Memory.Claim == nil { // assigned by hand, or by us before we were cut off
			r.Memory.Claim = &ledger.Claim{Login: login, At: r.Now, Assigned: true}
		}
		return answer{}, nil
	}
	if other := r.Claimant(); other != "" {
		return refuse("This idea is already taken by " + quote.Mark(other) +
			". You could offer to write it together, or propose an idea of your own."), nil
	}
	note := r.reply(":claim", "The idea is yours. GitHub won't let me assign you, so this comment says it instead. `/unclaim` gives it back.")
	r.want.Assign = append(r.want.Assign, gateway.Assignment{Login: login, Otherwise: &note})
	r.Memory.Claim = &ledger.Claim{Login: login, At: r.Now}
	r.Asked.Asker.IsClaimant = true
	return answer{}, nil
}

// unclaim gives an idea back.
var unclaim = Command{
	Spec: command.Spec{
		Name: "unclaim", Usage: "/unclaim", Where: command.OnIdeas, Who: []command.Right{command.Anyone},
		Summary:  "gives back an idea you claimed, so someone else can write it",
		Detail:   "It only undoes your own `/claim`.",
		Examples: []string{"/unclaim"},
	},
	Run: runUnclaim,
}

// runUnclaim undoes the asker's own claim only.
func runUnclaim(r *request) (answer, error) {
	login := r.Asked.Asker.Login
	noted := r.Memory.Claim != nil && review.SameLogin(r.Memory.Claim.Login, login)
	if !noted && !r.Claimed(login) {
		return refuse("You haven't claimed this idea, so there's nothing to give back."), nil
	}
	if noted {
		r.Memory.Claim = nil
	}
	r.giveBack(login)
	return answer{}, nil
}

// giveBack makes an idea nobody's that was somebody's.
func (r *request) giveBack(login string) {
	r.want.Assign = nil // of a /claim in the same text
	if r.Assigned(login) {
		r.want.Unassign = append(r.want.Unassign, login)
		r.foresee(func(now *gateway.Snapshot) {
			now.Subject.Assignees = review.WithoutLogin(now.Subject.Assignees, login)
		})
	}
	if review.SameLogin(r.Asked.Asker.Login, login) {
		r.Asked.Asker.IsClaimant = false
	}
}
