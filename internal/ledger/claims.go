package ledger

import (
	"context"
	"fmt"
	"time"

	"github.com/storybot-app/storybot/internal/subject"
)

// IdleClaim is a claim and what is claimed.
type IdleClaim struct {
	Subject subject.Subject
	Claim   Claim
}

// IdleClaims lists the claims made before a moment, the oldest first.
func (l *Ledger) IdleClaims(ctx context.Context, before time.Time) ([]IdleClaim, error) {
	claims, err := l.idleClaims(ctx, before)
	if err != nil {
		return nil, fmt.Errorf("list idle claims: %w", err)
	}
	return claims, nil
}

func (l *Ledger) idleClaims(ctx context.Context, before time.Time) (claims []IdleClaim, err error) {
	rows, err := l.db.Reader().QueryContext(ctx, sqlIdle, before.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var c IdleClaim
		var at int64
		s, repo := &c.Subject, &c.Subject.Repo
		if err := rows.Scan(&c.Claim.Login, &at, &c.Claim.Assigned, &s.Kind, &s.Number,
			&repo.ID, &repo.Owner, &repo.Name, &repo.Installation); err != nil {
			return nil, err
		}
		c.Claim.At = storedTime(time.UnixMilli(at))
		claims = append(claims, c)
	}
	return claims, rows.Err()
}
