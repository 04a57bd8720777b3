package handlers

import (
	"fmt"
	"strings"

	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/gateway"
)

// subject is the issue or pull request an event is about.
type subject struct {
	Repo   gateway.Repo
	Number int
}

// key names the subject in the ledger.
func (s subject) key() string {
	return fmt.Sprintf("%d/%s#%d", s.Repo.Installation, strings.ToLower(s.Repo.String()), s.Number)
}

// aboutNumber names the subject of a payload.
func aboutNumber(installation *github.Installation, repo *github.Repository, number int) subject {
	return subject{
		Repo: gateway.Repo{
			Owner: repo.GetOwner().GetLogin(), Name: repo.GetName(), Installation: installation.GetID(),
		},
		Number: number,
	}
}

// decode reads a payload into the event's type. A payload that does not fit is
// an error that no retry will mend; it names the event and not the content.
func decode[E any](eventType string, payload []byte) (*E, error) {
	parsed, err := github.ParseWebHook(eventType, payload)
	if err != nil {
		return nil, fmt.Errorf("decode a delivery of %s: %w", eventType, err)
	}
	event, ok := parsed.(*E)
	if !ok {
		return nil, fmt.Errorf("decode a delivery of %s: it is a %T", eventType, parsed)
	}
	return event, nil
}
