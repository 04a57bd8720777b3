package handlers

import (
	"context"
	"errors"
	"strconv"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/subject"
)

// trigger is what makes us look, and at what.
type trigger struct {
	subject.Subject
	look   bool  // bring everything up to date
	afresh bool  // with a new check run
	text   *text // that may hold commands; nil if there is none
	made   int   // the pull request that was just made because of text, 0 if none was
}

// reconcile is the life of a delivery after the queue: all that must be known is
// gathered, what should be is decided, and the difference is written. Doing it
// twice writes nothing, except for commands: each text's run once.
func (b *bot) reconcile(ctx context.Context, t trigger) error {
	asked, err := b.asked(ctx, t)
	if err != nil || asked == nil && !t.look {
		return err
	}
	made, err := b.pass(ctx, t, asked)
	if err != nil || made == 0 {
		return err
	}
	// What was made has a number only now: it is linked from where it was asked
	// for, and from the comment that says how things are.
	t.look, t.afresh, t.made = true, false, made
	_, err = b.pass(ctx, t, nil)
	return err
}

// pass gathers, decides and applies once. It returns the pull request that was
// made, or brought up to date, because somebody asked; 0 if there is none.
func (b *bot) pass(ctx context.Context, t trigger, asked *review.Asked) (made int, err error) {
	c, err := b.gather(ctx, t, asked)
	if err != nil || c == nil {
		return 0, err
	}
	out, err := b.decide(*c)
	if err != nil {
		return 0, err
	}
	if t.made != 0 && c.Memory.Mute == nil {
		out.State.Replies = append(out.State.Replies, linkTo(t))
	}
	if made, err = b.apply(ctx, t.Subject, *c, out); err != nil {
		return made, err
	}
	return made, b.tellIdeas(ctx, t, *c, out)
}

// linkTo is the reply that links what a command made.
func linkTo(t trigger) gateway.Report {
	return gateway.Report{Marker: replyMarker(t.text.ID, ":made"), Body: "Here's the draft: #" + strconv.Itoa(t.made)}
}

// decide turns what was gathered into what should be. It is pure: no context, no
// clock, and all that is written is returned.
func (b *bot) decide(c review.Case) (review.Outcome, error) {
	if c.Asked == nil {
		return b.Texts.Decide(c)
	}
	return b.commands.decide(c, b.Texts)
}

// apply writes the difference, and remembers before and after what must be
// known should we be cut off in between. A dry run remembers nothing.
func (b *bot) apply(ctx context.Context, about subject.Subject, c review.Case, out review.Outcome) (made int, err error) {
	writes, before := gateway.Plan(c.Snapshot, out.State), out.Intending(c.Memory, c.Snapshot.Subject.Labels)
	if len(writes) > 0 && !b.GitHub.IsDryRun() {
		if err := b.Ledger.Save(ctx, about, ledger.Entry{Memory: before}); err != nil {
			return 0, err
		}
	}
	result, err := b.GitHub.Apply(ctx, c.Snapshot, writes, b.Guard(ctx))
	if result.Locked {
		b.Logger.Info().Stringer("subject", about).Msg("the conversation is locked, so nothing was said")
	}
	if b.GitHub.IsDryRun() {
		return 0, err
	}
	// What happened is remembered even if time is up.
	ctx = context.WithoutCancel(ctx)
	if err != nil {
		return 0, errors.Join(err, b.Ledger.Save(ctx, about, ledger.Entry{Memory: review.Made(before, result)}))
	}
	entry := ledger.Entry{Memory: out.Memory, Links: out.Links}
	if len(writes) > 0 {
		entry.Memory = out.Written(c.Snapshot.Subject.Labels, result)
	}
	if c.Asked != nil {
		entry.Done = []string{c.Asked.Effect}
	}
	if out.State.Proposal != nil {
		made = result.Recorded.Number
	}
	return made, b.Ledger.Save(ctx, about, entry)
}
