package handlers

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
	"github.com/storybot-app/storybot/internal/review"
	"github.com/storybot-app/storybot/internal/subject"
	"github.com/storybot-app/storybot/story/related"
)

// gather reads all that a decision needs. It is nil without an error when there
// is nothing to decide: the subject is closed, nobody asks for anything and there
// is no comment of ours on an idea to be brought up to date, or it was deleted or
// transferred meanwhile.
func (b *bot) gather(ctx context.Context, t trigger, asked *review.Asked) (*review.Case, error) {
	read := b.GitHub.ReadIssue
	if t.Kind == subject.PullRequest {
		read = b.GitHub.ReadPullRequest
	}
	s, err := read(ctx, t.Repo, t.Number)
	if errors.Is(err, gateway.ErrNotFound) {
		return nil, nil
	}
	if err != nil || !s.Subject.Open && asked == nil && s.Find(report.IdeaMarker) == nil {
		return nil, err
	}
	c := &review.Case{Snapshot: s, Now: b.Now(), Afresh: t.afresh, Asked: asked}
	if c.Book, c.Policy, err = b.book(ctx, s); err != nil {
		return nil, err
	}
	m, err := b.Ledger.Load(ctx, t.Subject)
	if err != nil {
		return nil, err
	}
	c.Memory = review.Recalled(report.Recovered(m, s), s.Subject.Labels)
	if err := b.compare(ctx, c); err != nil {
		return nil, err
	}
	if c.Asks("undo") {
		if err := b.undoable(ctx, c); err != nil {
			return nil, err
		}
	}
	return c, b.standing(ctx, t.Repo, c)
}

// undoable reads who worked on the draft that a case is about, if there is one.
func (b *bot) undoable(ctx context.Context, c *review.Case) (err error) {
	number := c.Snapshot.Subject.Number
	if !c.IsPull() {
		begun := c.Snapshot.Begun(report.Recorded(c.Memory.Proposal))
		if begun == nil || begun.Number == 0 {
			return nil
		}
		number = begun.Number
	} else if !c.Snapshot.PullRequest.Mine {
		return nil
	}
	c.Draft, err = b.GitHub.ReadDraft(ctx, c.Snapshot.Repo, number)
	return err
}

// compare finds out what the case is about, and reads what may be near to it.
func (b *bot) compare(ctx context.Context, c *review.Case) error {
	wantsStories, wantsIdeas := false, false
	if s := c.Snapshot; c.IsPull() {
		var added bool
		c.About, added, c.Comparable = review.FirstStory(s.PullRequest, c.Book)
		wantsStories = c.Comparable && c.Asks("related")
		wantsIdeas = wantsStories || !b.commands.onlyAnswer(c.Asked) && added && len(s.PullRequest.Closes) == 0
	} else {
		c.Proposed = c.Book.ReadIdea(s.Subject.Title, b.registry.Without(s.Subject.Body), s.Subject.Labels)
		c.About, c.Comparable = review.IdeaDoc(s.Subject.Number, c.Proposed), c.Proposed.IsIdea
		wantsStories = c.Comparable && (!b.commands.onlyAnswer(c.Asked) || c.Asks("related"))
		wantsIdeas = wantsStories
	}
	var err error
	if wantsIdeas {
		if c.Ideas, err = b.ideas(ctx, c); err != nil {
			return err
		}
	}
	if wantsStories || len(c.Ideas) > 0 {
		c.Stories, err = b.stories(ctx, c.Snapshot, c.Book)
	}
	return err
}

// ideas are the open ideas but for the one that was read.
func (b *bot) ideas(ctx context.Context, c *review.Case) ([]related.Doc, error) {
	labels := report.IdeaLabels(c.Book, c.Snapshot.RepoLabels)
	issues, err := b.GitHub.OpenIssues(ctx, c.Snapshot, labels)
	if err != nil {
		return nil, err
	}
	var docs []related.Doc
	for _, issue := range issues {
		docs = append(docs, review.IdeaDoc(issue.Number, c.Book.ReadIdea(issue.Title, b.registry.Without(issue.Body), labels)))
	}
	return docs, nil
}

// standing finds out what whoever gave the commands may do. GitHub is asked only
// where a command depends on it.
func (b *bot) standing(ctx context.Context, repo subject.Repo, c *review.Case) error {
	if c.Asked == nil {
		return nil
	}
	asked := c.Asked
	asked.Asker = review.Standing(*c, asked.Asker.Login)
	if !b.commands.needRole(asked) {
		return nil
	}
	var err error
	asked.Role, err = b.GitHub.Role(ctx, repo, asked.Asker.Login)
	if _, wait := errors.AsType[*gateway.RateLimitError](err); wait {
		return err
	}
	asked.Asker.Unchecked = err != nil // to be said, and nothing else done
	asked.Asker.IsMember = asked.Role >= gateway.RoleTriage
	if asked.Asker.IsMember || !c.Asks("scaffold") {
		return nil
	}
	year, month, day := c.Now.UTC().Date()
	midnight := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if asked.Links.Person, asked.Links.Repository, err = b.Ledger.LinksSince(ctx, repo, asked.Asker.Login, midnight); err != nil {
		return fmt.Errorf("count the links of %s: %w", repo, err)
	}
	return nil
}
