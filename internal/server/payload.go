package server

import (
	"encoding/json"
	"fmt"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/subject"
)

// payloadOf is the payload of a delivery for handlers that decode one: of a
// delivery that only says "look again" the subject alone is kept. It goes when
// handlers take the subject.
func payloadOf(d queue.Delivery) ([]byte, error) {
	if d.Edge {
		return d.Payload, nil
	}
	object := "issue"
	if d.Subject.Kind == subject.PullRequest {
		object = "pull_request"
	}
	repo := d.Subject.Repo
	payload, err := json.Marshal(map[string]any{
		"action":       d.Action,
		"installation": map[string]any{"id": repo.Installation},
		"repository":   map[string]any{"id": repo.ID, "name": repo.Name, "owner": map[string]any{"login": repo.Owner}},
		object:         map[string]any{"number": d.Subject.Number},
	})
	if err != nil {
		return nil, fmt.Errorf("payload for %s: %w", d.Subject, err)
	}
	return payload, nil
}
