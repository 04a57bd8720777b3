package handlers

import (
	"context"
	"errors"

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
}

// reconcile is the life of a delivery after the queue: all that must be known is
// gathered, what should be is decided, and the difference is written. Doing it
// twice writes nothing, except for commands: each text's run once.
func (b *bot) reconcile(ctx context.Context, t trigger) error {
	asked, err := b.asked(ctx, t)
	if err != nil || asked == nil && !t.look {
		return err
	}
	c, err := b.gather(ctx, t, asked)
	if err != nil || c == nil {
		return err
	}
	out, err := b.decide(*c)
	if err != nil {
		return err
	}
	return b.apply(ctx, t.Subject, *c, out)
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
func (b *bot) apply(ctx context.Context, about subject.Subject, c review.Case, out review.Outcome) error {
	writes, before := gateway.Plan(c.Snapshot, out.State), out.Intending(c.Memory, c.Snapshot.Subject.Labels)
	if len(writes) > 0 && !b.GitHub.IsDryRun() {
		if err := b.Ledger.Save(ctx, about, ledger.Entry{Memory: before}); err != nil {
			return err
		}
	}
	result, err := b.GitHub.Apply(ctx, c.Snapshot, writes, b.Guard(ctx))
	if result.Locked {
		b.Logger.Info().Stringer("subject", about).Msg("the conversation is locked, so nothing was said")
	}
	if b.GitHub.IsDryRun() {
		return err
	}
	// What happened is remembered even if time is up.
	ctx = context.WithoutCancel(ctx)
	if err != nil {
		return errors.Join(err, b.Ledger.Save(ctx, about, ledger.Entry{Memory: review.Made(before, result)}))
	}
	entry := ledger.Entry{Memory: out.Memory, Links: out.Links}
	if len(writes) > 0 {
		entry.Memory = out.Written(c.Snapshot.Subject.Labels, result)
	}
	if c.Asked != nil {
		entry.Done = []string{c.Asked.Effect}
	}
	return b.Ledger.Save(ctx, about, entry)
}
