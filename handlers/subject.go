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
			ID: repo.GetID(), Owner: repo.GetOwner().GetLogin(), Name: repo.GetName(), Installation: installation.GetID(),
		},
		Number: number,
	}
}

// undecodable says that a payload is not what its event promises.
type undecodable struct {
	event string
	why   error
}

func (e undecodable) Error() string { return "decode a delivery of " + e.event + ": " + e.why.Error() }
func (e undecodable) Unwrap() error { return e.why }

// Final tells the queue that no retry will mend it.
func (undecodable) Final() bool { return true }

// decode reads a payload into the event's type. The error names the event and
// not the content.
func decode[E any](eventType string, payload []byte) (*E, error) {
	parsed, err := github.ParseWebHook(eventType, payload)
	if err != nil {
		return nil, undecodable{eventType, err}
	}
	event, ok := parsed.(*E)
	if !ok {
		return nil, undecodable{eventType, fmt.Errorf("it is a %T", parsed)}
	}
	return event, nil
}
