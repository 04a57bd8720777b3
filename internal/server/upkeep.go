package server

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/review"
)

// Upkeep is what the server does once an hour, by itself: what is too old is
// forgotten, and claims that nothing happened to for long are looked at again.
func (s *Server) Upkeep(ctx context.Context) error {
	return errors.Join(s.ledger.Prune(ctx), s.lookAtClaims(ctx, s.now()))
}

// lookAtClaims looks at each idea with an old claim, once a day. Reading it tells
// whether anything has happened since.
func (s *Server) lookAtClaims(ctx context.Context, now time.Time) error {
	claims, err := s.ledger.IdleClaims(ctx, now.Add(-review.RemindAfter))
	if err != nil {
		return err
	}
	for _, c := range claims {
		err := s.handOn(ctx, queue.Delivery{
			GUID:  fmt.Sprintf("claim:%s:%d:%s", c.Subject.Key(), c.Claim.At.Unix(), now.UTC().Format(time.DateOnly)),
			Event: "issues", Action: "idle", Subject: c.Subject,
		})
		if err != nil {
			return fmt.Errorf("look at the claim of %s: %w", c.Subject, err)
		}
	}
	return nil
}
