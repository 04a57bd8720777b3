package handlers

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
)

// origin is a text that may hold commands: a description at its opening, a
// comment, a review, or a comment on a line.
type origin struct {
	subject
	Pull   bool           // it stands on a pull request
	Target gateway.Target // what to react to
	ID     string         // unique among all texts of the repository
	Author *github.User
	Text   string
	Before string // the text before an edit, "" for a new one
}

// opening is the description of an issue or pull request that was just opened.
func opening(about subject, author *github.User, text string, pull bool) origin {
	return origin{
		subject: about, Pull: pull, Author: author, Text: text, ID: "opening",
		Target: gateway.Target{Kind: gateway.OnIssue, Number: about.Number},
	}
}

// obeyOpening looks at what was opened and then obeys the commands in it.
func (b *bot) obeyOpening(ctx context.Context, o origin, look func(context.Context, subject) error) error {
	if err := look(ctx, o.subject); err != nil {
		return err
	}
	return b.obey(ctx, o)
}

// obey carries out the commands of a text, once each: a retry after a failure
// does them again, which changes nothing that was already done.
func (b *bot) obey(ctx context.Context, o origin) error {
	if o.Author.GetType() != "User" {
		return nil // bots are not obeyed, ourselves least of all
	}
	slug, err := b.GitHub.Slug(ctx)
	if err != nil {
		return err
	}
	asked := command.Parse(o.Text, slug)
	if o.Before != "" {
		asked = command.New(command.Parse(o.Before, slug), asked)
	}
	if len(asked) == 0 {
		return nil
	}
	return b.Ledger.Once(ctx, o.effect(asked), func(ctx context.Context) error {
		return b.carryOut(ctx, o, asked)
	})
}

// effect names the carrying out of commands: the text they stand in, and what
// they are, since an edit may add new ones.
func (o origin) effect(asked []command.Invocation) string {
	digest := sha256.New()
	for _, one := range asked {
		digest.Write([]byte(one.Verb + " " + one.Args + "\n"))
	}
	return o.key() + "/" + o.ID + "/" + hex.EncodeToString(digest.Sum(nil)[:8])
}

// carryOut runs commands in order and says how it went: a rocket when all was
// done, a confused face and one reply when something was refused.
func (b *bot) carryOut(ctx context.Context, o origin, asked []command.Invocation) error {
	if err := b.GitHub.React(ctx, o.Repo, o.Target, "eyes", b.Guard(ctx)); err != nil {
		return err
	}
	r, err := b.request(ctx, o)
	if errors.Is(err, gateway.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var replies []string
	refused, look := false, false
	if len(asked) > command.MaxInvocations {
		asked, refused = asked[:command.MaxInvocations], true
		replies = append(replies, fmt.Sprintf("One comment can hold %d commands. I took the first %d; please put the others into a comment of their own.",
			command.MaxInvocations, command.MaxInvocations))
	}
	for _, one := range asked {
		done, err := r.run(ctx, one)
		if no, ok := errors.AsType[*command.Refusal](err); ok {
			done, err = answer{Text: no.Text, Refused: true}, nil
		}
		if err != nil {
			return err
		}
		if done.Text != "" {
			replies = append(replies, done.Text)
		}
		refused, look = refused || done.Refused, look || done.Look
	}
	if look {
		if err := r.lookAgain(ctx); err != nil {
			return err
		}
	}
	return r.conclude(ctx, replies, refused)
}

// conclude posts the one reply, if there is anything to say, and the reaction.
func (r *request) conclude(ctx context.Context, replies []string, refused bool) error {
	guard := r.Guard(ctx)
	if len(replies) > 0 {
		marker := "<!-- storybot:reply:" + r.ID + " -->"
		if err := r.GitHub.Reply(ctx, r.s, marker, strings.Join(replies, "\n\n"), guard); err != nil {
			return err
		}
	}
	face := "rocket"
	if refused {
		face = "confused"
	}
	return r.GitHub.React(ctx, r.Repo, r.Target, face, guard)
}
