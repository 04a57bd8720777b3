package handlers

import (
	"context"
	"errors"
	"fmt"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/scaffold"
)

// scaffoldStory answers /scaffold. Whoever can push here, and whoever a member
// asks for, gets a branch with a draft pull request; anybody else the same
// text in an editor of their own. Asked again, it brings the draft up to date
// as long as nobody has written in it.
func scaffoldStory(ctx context.Context, r *request) (answer, error) {
	if !r.s.Subject.Open {
		return refuse("This idea is closed, so there is nothing to begin. Reopen it if its story is still to be written."), nil
	}
	shelf, err := r.book(ctx)
	if err != nil {
		return answer{}, err
	}
	begin, missing, err := r.beginning(shelf)
	if err != nil || missing.Text != "" {
		return missing, err
	}
	role, err := r.askRole(ctx)
	if err != nil {
		return answer{}, err
	}
	done, err := r.deliver(ctx, shelf, begin, role >= gateway.RoleTriage)
	if refused, ok := errors.AsType[*scaffold.Refusal](err); ok {
		return refuse(refused.Message), nil
	}
	return done, err
}

// beginning is what the story is begun from: the words of the command, and
// where they say nothing, the idea.
func (r *request) beginning(shelf report.Shelf) (scaffold.Idea, answer, error) {
	var kinds []string
	for _, kind := range shelf.Book.Conventions.Kinds {
		kinds = append(kinds, kind.ID)
	}
	asked, err := command.ParseScaffold(r.args, kinds, names(shelf))
	if err != nil {
		return scaffold.Idea{}, answer{}, err
	}
	begin := report.Beginning(r.s, report.ReadIdea(r.s, shelf))
	if asked.Kind != "" {
		begin.Kind = asked.Kind
	}
	if asked.Character != "" {
		begin.Character = asked.Character
	}
	if asked.Title != "" {
		begin.Title = idea.Title(asked.Title, shelf.Book.Conventions)
	}
	if begin.Kind == "" {
		return begin, refuse("What kind of story is it? Say `/scaffold " + kinds[0] + "` or `/scaffold " + kinds[len(kinds)-1] + "`."), nil
	}
	return begin, answer{}, nil
}

// deliver hands the begun story over.
func (r *request) deliver(ctx context.Context, shelf report.Shelf, begin scaffold.Idea, member bool) (answer, error) {
	if !member {
		return r.ownWay(ctx, shelf, begin)
	}
	draft, err := r.Texts.Draft(r.s, shelf, begin)
	if err != nil {
		return answer{}, err
	}
	if len(r.s.Drafts) > 0 {
		if done := handedOver(r.s.Drafts[0], draft.Trailer); done.Text != "" {
			return done, nil
		}
	}
	_, err = r.GitHub.Apply(ctx, r.s, gateway.Plan(r.s, gateway.State{Draft: draft}), r.Guard(ctx))
	return answer{}, err
}

// handedOver answers for a draft that is no longer ours to write; otherwise
// the answer is empty.
func handedOver(begun gateway.DraftBranch, trailer string) answer {
	switch {
	case begun.Merged:
		return refuse(fmt.Sprintf("The story of this idea is told already: #%d is merged.", begun.Number))
	case begun.Number != 0 && !begun.Open:
		return refuse(fmt.Sprintf("The story of this idea was begun in #%d, which is closed. Reopen it to go on, or delete its branch %s and ask me again for a new one.", begun.Number, quote.Code(begun.Name)))
	case gateway.WrittenBySomebody(begun, trailer):
		return answer{Text: "The draft has been written in since I began it, so I leave its text as it is: it is in good hands."}
	}
	return answer{}
}

// ownWay answers with the link, within the day's limits.
func (r *request) ownWay(ctx context.Context, shelf report.Shelf, begin scaffold.Idea) (answer, error) {
	ok, err := r.withinLimits(ctx)
	if err != nil {
		return answer{}, err
	}
	if !ok {
		return refuse("That is as many drafts as I may begin today. Please come back tomorrow, or start from the link in my first comment."), nil
	}
	text, err := r.Texts.OwnWay(r.s, shelf, begin)
	return answer{Text: text}, err
}
