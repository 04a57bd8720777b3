package handlers

import (
	"errors"
	"fmt"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/story/idea"
	"github.com/storybot-app/storybot/story/scaffold"
)

// How many links /scaffold gives in a day to people who cannot push.
const (
	dailyPerPerson     = 3
	dailyPerRepository = 10
)

// scaffoldStory starts the story of an idea.
var scaffoldStory = Command{
	Spec: command.Spec{
		Name: "scaffold", Usage: `/scaffold [KIND] [CHARACTER] [TEMPLATE] ["TITLE"]`, Where: command.OnIdeas,
		Who:     []command.Right{command.Author, command.Claimant, command.Member},
		Summary: "starts the story: the template, filled with what the idea already says",
		Detail: "Whatever you leave out (kind, character, title) comes from the idea. They can be in any " +
			"order; put a title in quotation marks. Where a kind has several templates, name one by its file, without the ending; " +
			"otherwise it's the first. A story that's already in the issue, pasted or told in the form, goes " +
			"where it belongs, question by question.\n\n" +
			"If you can push to this repository, or a member asks, the bot creates a branch with the new file and " +
			"a draft pull request that credits the proposer and closes the idea when it's merged. Otherwise you " +
			"get a link that opens the same text in GitHub's editor, on your own fork. Ask again to update the draft, " +
			"as long as nobody has edited it.",
		Examples: []string{"/scaffold", "/scaffold grace", `/scaffold status-quo alan "Alan waits for a lock"`},
	},
	NeedsRole: true,
	Run:       runScaffold,
}

// runScaffold gives whoever can push here, and whoever a member asks for, a
// branch with a draft pull request; anybody else the same text in an editor of
// their own. Asked again, it brings the draft up to date as long as nobody has
// written in it.
func runScaffold(r *request) (answer, error) {
	if !r.Snapshot.Subject.Open {
		return refuse("This idea is closed. Reopen it if its story still needs writing."), nil
	}
	begin, missing, err := r.beginning()
	if err != nil || missing.Text != "" {
		return missing, err
	}
	if r.Asked.Asker.Unchecked {
		return refuse(command.Unchecked("scaffold")), nil
	}
	deliver := r.ownWay
	if r.Asked.Asker.IsMember {
		deliver = r.draft
	}
	done, err := deliver(begin)
	if refused, ok := errors.AsType[*scaffold.Refusal](err); ok {
		return refuse(refused.Message), nil
	}
	return done, err
}

// beginning is what the story is begun from: the words of the command, and
// where they say nothing, the idea.
func (r *request) beginning() (scaffold.Idea, answer, error) {
	kinds := r.Book.Kinds()
	asked, err := command.ParseScaffold(r.args, kinds, r.Book.Cast(), r.Book.Templates())
	if err != nil {
		return scaffold.Idea{}, answer{}, err
	}
	begin := report.Beginning(r.Case)
	if asked.Kind != "" {
		begin.Kind = asked.Kind
	}
	if asked.Character != "" {
		begin.Character = asked.Character
	}
	if begin.Template = asked.Template; asked.Template != "" && asked.Kind == "" {
		begin.Kind = r.Book.KindWith(asked.Template, begin.Kind)
	}
	if asked.Title != "" {
		begin.Title = idea.Title(asked.Title, r.Book.Conventions)
	}
	if begin.Kind == "" {
		return begin, refuse("What kind of story is it? Try `/scaffold " + kinds[0] + "` or `/scaffold " + kinds[len(kinds)-1] + "`."), nil
	}
	return begin, answer{}, nil
}

// draft wants a branch with a draft pull request.
func (r *request) draft(begin scaffold.Idea) (answer, error) {
	draft, err := r.texts.Draft(r.Case, begin)
	if err != nil {
		return answer{}, err
	}
	if begun := r.Snapshot.Begun(draft.Recorded); begun != nil {
		if done := handedOver(begun, draft.Recorded); done.Text != "" {
			return done, nil
		}
	}
	r.want.Proposal = draft
	return answer{}, nil
}

// handedOver answers for a draft that is no longer ours to write; otherwise
// the answer is empty.
func handedOver(begun *gateway.DraftBranch, recorded gateway.Recorded) answer {
	switch {
	case begun.Merged:
		return refuse(fmt.Sprintf("This idea's story has already been merged in #%d.", begun.Number))
	case begun.Number != 0 && !begun.Open:
		return refuse(fmt.Sprintf("This idea's story was started in #%d, which is closed. Reopen it to carry on, or delete its branch %s and ask me again for a new one.", begun.Number, quote.Code(begun.Name)))
	case begun.Number == 0 && begun.Taken != 0:
		return refuse(fmt.Sprintf("This idea's story is already being written in #%d.", begun.Taken))
	case begun.WrittenBySomebody(recorded):
		return answer{Text: "Someone has edited the draft since I opened it, so I've left its text alone."}
	}
	return answer{}
}

// ownWay answers with the link, within the day's limits.
func (r *request) ownWay(begin scaffold.Idea) (answer, error) {
	given := len(r.links)
	if r.Asked.Links.Person+given >= dailyPerPerson || r.Asked.Links.Repository+given >= dailyPerRepository {
		return refuse("That's as many drafts as I can start today. Please come back tomorrow, or use the link in my first comment."), nil
	}
	text, err := r.texts.OwnWay(r.Case, begin)
	if err == nil {
		r.links = append(r.links, ledger.Link{Effect: fmt.Sprintf("%s/%d", r.Asked.Effect, given), Login: r.Asked.Asker.Login})
	}
	return answer{Text: text}, err
}
