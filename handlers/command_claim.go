package handlers

import (
	"context"
	"errors"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
)

// claim answers /claim: the asker becomes the assignee, or, where GitHub does
// not allow that, is remembered and told so.
func claim(ctx context.Context, r *request) (answer, error) {
	login := r.Author.GetLogin()
	if r.claimed(login) {
		return answer{}, nil
	}
	if other := r.claimant(); other != "" {
		return refuse("This idea is already taken by " + quote.Mark(other) +
			". You could offer to write it together, or propose an idea of your own."), nil
	}
	assigned, err := r.GitHub.Assign(ctx, r.Repo, r.Number, login, r.Guard(ctx))
	if err != nil && !errors.Is(err, gateway.ErrForbidden) {
		return answer{}, err
	}
	if assigned {
		r.s.Subject.Assignees = append(r.s.Subject.Assignees, login)
		return answer{}, nil
	}
	r.memory.Claimant = login
	if err := r.keepMemory(ctx, r.subject, r.memory); err != nil {
		return answer{}, err
	}
	return answer{Text: "The idea is yours. GitHub does not let me assign it to you, so this note says it instead. `/unclaim` gives it back."}, nil
}

// unclaim answers /unclaim, which undoes the asker's own claim only.
func unclaim(ctx context.Context, r *request) (answer, error) {
	login := r.Author.GetLogin()
	if !r.claimed(login) {
		return refuse("You have not claimed this idea, so there is nothing to give back."), nil
	}
	if sameLogin(login, r.memory.Claimant) {
		r.memory.Claimant = ""
		if err := r.keepMemory(ctx, r.subject, r.memory); err != nil {
			return answer{}, err
		}
	}
	for i, who := range r.s.Subject.Assignees {
		if sameLogin(who, login) {
			r.s.Subject.Assignees = append(r.s.Subject.Assignees[:i:i], r.s.Subject.Assignees[i+1:]...)
			return answer{}, r.GitHub.Unassign(ctx, r.Repo, r.Number, login, r.Guard(ctx))
		}
	}
	return answer{}, nil
}

// claimant is who claimed the idea, or "".
func (r *request) claimant() string {
	if r.memory.Claimant != "" {
		return r.memory.Claimant
	}
	if len(r.s.Subject.Assignees) > 0 {
		return r.s.Subject.Assignees[0]
	}
	return ""
}
