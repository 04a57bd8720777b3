package handlers

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/storybot-app/storybot/internal/command"
	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/subject"
)

// undo takes back what /scaffold made.
var undo = Command{
	Spec: command.Spec{
		Name: "undo", Usage: "/undo", Where: command.Anywhere,
		Who:     []command.Right{command.Author, command.Claimant, command.Member},
		Summary: "takes back what `/scaffold` made: closes the draft and deletes its branch",
		Detail: "It works on the idea and on the draft, as long as nobody else has committed to the draft, reviewed it or " +
			"commented on it. Then `/scaffold` can start afresh.",
		Examples: []string{"/undo"},
	},
	Run: runUndo,
}

// runUndo closes our draft and deletes its branch, if nobody but us did anything
// there.
func runUndo(r *request) (answer, error) {
	d := r.Draft
	if d == nil && (r.want.Proposal != nil || r.Memory.Proposal != nil) {
		// Of a /scaffold in the same text, or done before we were cut off.
		r.want.Proposal, r.Memory.Proposal = nil, nil
		return answer{}, nil
	}
	if d == nil || !d.Mine || d.Branch != "" && !gateway.IsDraftBranch(d.Branch) {
		return refuse("I haven't started a draft here, so there's nothing to undo."), nil
	}
	if why := r.inUse(d); why != "" {
		return refuse(why), nil
	}
	r.want.Proposal, r.want.Withdraw = nil, &gateway.Withdrawal{Number: d.Number, Branch: d.Branch, HeadOID: d.HeadOID}
	r.Memory.Proposal = nil
	r.foresee(func(now *gateway.Snapshot) {
		now.Subject.Open = now.Subject.Open && !r.IsPull()
		now.Drafts = slices.DeleteFunc(slices.Clone(now.Drafts), func(b gateway.DraftBranch) bool { return b.Name == d.Branch })
	})
	return answer{}, nil
}

// inUse says why a draft must stay, "" if it need not.
func (r *request) inUse(d *gateway.Draft) string {
	number := "#" + strconv.Itoa(d.Number)
	others := func(c gateway.Comment) bool {
		here := r.Asked.Target.Kind == gateway.OnComment && c.ID == r.Asked.Target.ID
		return !here && !c.Mine && !c.Author.Bot && strings.TrimSpace(r.registry.Without(c.Body)) != ""
	}
	theirs := func(c gateway.Commit) bool {
		return !(c.Mine || c.OID == report.Recorded(r.Memory.Proposal).HeadOID) || !report.Begins(c.Message)
	}
	switch {
	case d.Merged:
		return number + " is merged, so there's nothing left to undo."
	case d.Branch == "":
		return number + " is closed and its branch is gone, so there's nothing left to undo."
	case slices.ContainsFunc(d.Commits, theirs):
		return "There's more in " + number + " by now than what I started it with, so I've left it alone. If nobody needs it, you can still close it."
	case d.Reviewed || slices.ContainsFunc(d.Comments, others):
		return "People have commented on " + number + ", so I've left it alone. If nobody needs it, you can still close it."
	case !d.Whole:
		return "There's too much in " + number + " for me to be sure that nobody needs it, so I've left it alone. You can still close it."
	}
	return ""
}

// tellIdeas has a look at the ideas whose draft was taken back on its own page:
// what our comments there say is no longer true.
func (b *bot) tellIdeas(ctx context.Context, t trigger, c review.Case, out review.Outcome) error {
	if out.State.Withdraw == nil || !c.IsPull() {
		return nil
	}
	for _, idea := range c.Snapshot.PullRequest.Closes {
		err := b.HandOn(ctx, queue.Delivery{
			GUID: fmt.Sprintf("%s/idea-%d", c.Asked.Effect, idea.Number), Event: "issues", Action: "edited",
			Subject: subject.Subject{Repo: t.Repo, Kind: subject.Issue, Number: idea.Number},
		})
		if err != nil {
			return fmt.Errorf("look at the idea #%d of a draft that was undone: %w", idea.Number, err)
		}
	}
	return nil
}
