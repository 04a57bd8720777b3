package handlers

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/amend"
	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
)

// Command is one command: what its syntax, help and rights are, and what it does.
type Command struct {
	command.Spec
	// Run edits the request. It is pure: what it wants to be written it says,
	// and what it must know was gathered.
	Run func(*request) (answer, error)
	// NeedsRole: it does different things for different roles, so GitHub is
	// asked for the asker's even where nothing forbids the command.
	NeedsRole bool
	// Answers: it only answers, and leaves everything as it is.
	Answers bool
	// OfHead: it is about the text at the head of the pull request, and not run
	// once that is another than when it was written.
	OfHead bool
}

// commands is a list of commands.
type commands []Command

// Commands returns every command there is, in the order help lists them.
func Commands() []Command {
	return commands{
		help, check, explain, questions, relatedTo, claim, unclaim, assign, scaffoldStory,
		addCharacter, removeCharacter, waive, unwaive, retitle, ready, draft,
		hold, unhold, mute, unmute, undo,
		fix, moral, source, faq, take,
	}
}

// registry is what can be said of the commands without running them.
func (all commands) registry() command.Registry {
	var specs command.Registry
	for _, one := range all {
		specs = append(specs, one.Spec)
	}
	return specs
}

// find returns the command of that name.
func (all commands) find(name string) Command {
	return all[slices.IndexFunc(all, func(c Command) bool { return c.Name == name })]
}

// needRole reports whether GitHub must be asked what the asker may do.
func (all commands) needRole(asked *review.Asked) bool {
	return slices.ContainsFunc(asked.Commands, func(i command.Invocation) bool {
		spec, miss := all.registry().Lookup(i)
		return miss == command.Found && (all.find(spec.Name).NeedsRole || command.NeedsMembership(spec, asked.Asker))
	})
}

// onlyAnswer reports whether a text's commands do nothing but answer, so that
// nothing else need be known or decided.
func (all commands) onlyAnswer(asked *review.Asked) bool {
	return asked != nil && !asked.Look && !slices.ContainsFunc(asked.Commands, func(i command.Invocation) bool {
		spec, miss := all.registry().Lookup(i)
		return miss == command.Found && !all.find(spec.Name).Answers
	})
}

// request is a case whose commands are being run. They edit what is remembered
// of it, which is decided on afterwards, and what is wanted beyond that.
type request struct {
	review.Case
	texts    *report.Texts
	registry command.Registry
	args     string // of the command being run

	want  gateway.State // what commands want, beside what is decided
	links []ledger.Link // that were given

	amend *amend.Set // what is changed in the pull request's files, nil if nothing was
	deeds []deed     // those changes, in words
}

// foresee edits what is decided on, so that what is said is true once all that is
// wanted was done. What was read stays as it is: the plan is the difference.
func (r *request) foresee(edit func(now *gateway.Snapshot)) {
	now := *r.Snapshot
	edit(&now)
	r.Snapshot = &now
}

// answer is what came of one command.
type answer struct {
	Text    string // a reply; "" when a reaction says enough
	Refused bool
}

// refuse is an answer that says why not.
func refuse(text string) answer { return answer{Text: text, Refused: true} }

// decide runs the commands of a case in order and decides on what they made of
// it: a rocket when all was done, a confused face and one reply when something
// was refused.
func (all commands) decide(c review.Case, texts *report.Texts) (review.Outcome, error) {
	if meantForAnother(c) {
		return texts.Decide(c)
	}
	asked := *c.Asked
	r := &request{Case: c, texts: texts, registry: all.registry()}
	r.Asked = &asked
	replies, refused, err := all.run(r)
	if err != nil {
		return review.Outcome{}, err
	}
	if more := r.deliver(); more != "" {
		replies = append(replies, more)
	}
	out := review.Outcome{Memory: r.Memory}
	if !all.onlyAnswer(c.Asked) {
		if out, err = texts.Decide(r.Case); err != nil {
			return review.Outcome{}, err
		}
	}
	out.Links = r.links
	r.answer(&out.State, replies, refused)
	out.State.AddLabels, out.State.RemoveLabels = r.want.AddLabels, r.want.RemoveLabels
	out.State.Assign, out.State.Unassign = r.want.Assign, r.want.Unassign
	out.State.Proposal, out.State.Withdraw = r.want.Proposal, r.want.Withdraw
	out.State.Commit, out.State.Review = r.want.Commit, report.Joined(out.State.Review, r.want.Review)
	out.State.Title, out.State.Draft = r.want.Title, r.want.Draft
	if r.Memory.Mute != nil {
		silence(&out.State)
	}
	return out, nil
}

// refusedMark is in replies that say why something was not done: those go, once
// what they answer is put right.
const refusedMark = "<!-- storybot:refused -->\n"

// answer wants the reactions and the reply to the text. What an earlier version
// of the text was answered is taken back, if it says what is no longer so.
func (r *request) answer(want *gateway.State, replies []string, refused bool) {
	face, body := "rocket", strings.Join(replies, "\n\n")
	if refused {
		face, body = "confused", refusedMark+body
	}
	if on := r.Asked.Target; len(r.Asked.Commands) > 0 {
		want.Seen = []gateway.Reaction{{On: on, Content: "eyes"}}
		want.Done = []gateway.Reaction{{On: on, Content: face}}
	}
	if len(replies) > 0 {
		want.Replies = []gateway.Report{r.reply("", body)}
	}
	before := r.Snapshot.Find(replyMarker(r.Asked.ID, ""))
	if !r.Asked.Edited || refused || before == nil || !strings.Contains(before.Body, refusedMark) {
		return
	}
	want.Retract = []gateway.Reaction{{On: r.Asked.Target, Content: "confused"}}
	if len(replies) == 0 {
		want.Unsay = []string{replyMarker(r.Asked.ID, "")}
	}
}

// silence leaves out what would be said, and nothing that would be done.
func silence(want *gateway.State) {
	want.Replies = nil
	for i := range want.Assign {
		want.Assign[i].Otherwise = nil
	}
	if want.Draft != nil {
		want.Draft = &gateway.Drafting{Draft: want.Draft.Draft}
	}
}

// meantForAnother reports whether a word alone, which is no command of ours,
// stands where we have not spoken or where another bot has.
func meantForAnother(c review.Case) bool {
	if !slices.ContainsFunc(c.Asked.Commands, func(i command.Invocation) bool { return i.Alone }) {
		return false
	}
	spoken := false
	for _, comment := range c.Snapshot.Subject.Comments {
		if comment.Author.Bot && !comment.Mine {
			return true
		}
		spoken = spoken || comment.Mine
	}
	return !spoken
}

// reply is a comment that answers the text the commands are in; of tells one
// from another, where there are several.
func (r *request) reply(of, body string) gateway.Report {
	return gateway.Report{Marker: replyMarker(r.Asked.ID, of), Body: body}
}

// replyMarker marks the reply to a text.
func replyMarker(id, of string) string { return "<!-- storybot:reply:" + id + of + " -->" }

// run runs the commands, as many as one text can hold.
func (all commands) run(r *request) (replies []string, refused bool, err error) {
	asked := r.Asked.Commands
	if len(asked) > command.MaxInvocations {
		asked, refused = asked[:command.MaxInvocations], true
		replies = append(replies, fmt.Sprintf("One comment can hold %d commands. I ran the first %d; please put the rest in another comment.",
			command.MaxInvocations, command.MaxInvocations))
	}
	for _, one := range asked {
		done, err := all.one(r, one)
		if no, ok := errors.AsType[*command.Refusal](err); ok {
			done, err = refuse(no.Text), nil
		}
		if err != nil {
			return nil, false, err
		}
		if done.Text != "" {
			replies = append(replies, done.Text)
		}
		refused = refused || done.Refused
	}
	if r.want.Withdraw != nil && r.want.Proposal != nil {
		r.want.Proposal, refused = nil, true
		replies = append(replies, "The draft is gone. To start afresh, ask for `/scaffold` again in another comment.")
	}
	return replies, refused, nil
}

// one checks place, words and permission of one command, and runs it.
func (all commands) one(r *request, asked command.Invocation) (answer, error) {
	spec, miss := r.registry.Lookup(asked)
	if miss != command.Found {
		return refuse(r.registry.Unknown(asked, r.IsPull())), nil
	}
	if !spec.Where.Holds(r.IsPull()) {
		return refuse(command.Misplaced(spec)), nil
	}
	if spec.NeedsArgs && asked.Args == "" {
		return refuse(command.NeedsWords(spec)), nil
	}
	if ok, reason := command.Allowed(spec, r.Asked.Asker); !ok {
		return refuse(reason), nil
	}
	found := all.find(spec.Name)
	if found.OfHead && r.HeadMoved() {
		return refuse("This pull request has changed since you wrote `/" + spec.Name + "`, so I've left it alone. If you still want it, ask again."), nil
	}
	r.args = asked.Args
	return found.Run(r)
}
