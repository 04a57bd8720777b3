package handlers

import (
	"context"
	"errors"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/report"
)

// lookAtPull reads a pull request, judges its stories, and brings labels,
// report, check run and suggestions up to date. Doing it twice writes nothing.
func (b *bot) lookAtPull(ctx context.Context, about subject) error {
	s, err := b.open(ctx, about, b.GitHub.ReadPullRequest)
	if s == nil {
		return err
	}
	return b.reviewPull(ctx, about, s)
}

// checkAfresh looks at a pull request as if it had no check run yet: GitHub
// leaves it to the App to make another when somebody asks for it.
func (b *bot) checkAfresh(ctx context.Context, about subject) error {
	s, err := b.open(ctx, about, b.GitHub.ReadPullRequest)
	if s == nil {
		return err
	}
	for i := range s.PullRequest.Checks {
		s.PullRequest.Checks[i].Status = "requested"
	}
	return b.reviewPull(ctx, about, s)
}

// lookAtIdea reads an issue and, if it proposes a story, brings labels and
// guidance up to date.
func (b *bot) lookAtIdea(ctx context.Context, about subject) error {
	s, err := b.open(ctx, about, b.GitHub.ReadIssue)
	if s == nil {
		return err
	}
	return b.guideIdea(ctx, about, s)
}

// open reads an issue or pull request; nil without an error when there is
// nothing to look at: it is closed, or was deleted or transferred meanwhile.
func (b *bot) open(ctx context.Context, about subject, read func(context.Context, gateway.Repo, int) (*gateway.Snapshot, error)) (*gateway.Snapshot, error) {
	s, err := read(ctx, about.Repo, about.Number)
	if errors.Is(err, gateway.ErrNotFound) {
		return nil, nil
	}
	if err != nil || !s.Subject.Open {
		return nil, err
	}
	return s, nil
}

func (b *bot) reviewPull(ctx context.Context, about subject, s *gateway.Snapshot) error {
	shelf, err := b.shelfFor(ctx, s)
	if err != nil {
		return err
	}
	m, err := b.remember(ctx, about, s.Subject.Labels)
	if err != nil {
		return err
	}
	judged := report.Judge(s.PullRequest, shelf).Without(m.Waivers)
	if judged.Origin, err = b.origin(ctx, s, shelf, judged); err != nil {
		return err
	}
	want, err := b.Texts.PullRequest(s, judged, shelf.Policy, m.Placed)
	if err != nil {
		return err
	}
	_, err = b.settle(ctx, about, s, want, m)
	return err
}

func (b *bot) guideIdea(ctx context.Context, about subject, s *gateway.Snapshot) error {
	shelf, err := b.shelfFor(ctx, s)
	if err != nil {
		return err
	}
	m, err := b.remember(ctx, about, s.Subject.Labels)
	if err != nil {
		return err
	}
	near, err := b.nearIdea(ctx, s, shelf)
	if err != nil {
		return err
	}
	want, err := b.Texts.Idea(s, shelf, near, m.Placed)
	if err != nil {
		return err
	}
	_, err = b.settle(ctx, about, s, want, m)
	return err
}
