package githubsim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Delivery is one attempt to deliver a webhook.
type Delivery struct {
	ID         int64
	GUID       string
	Event      string
	Action     string
	Status     string // "OK", "pending", "timed out", or what went wrong
	StatusCode int    // 0 while there is no answer
	Redelivery bool
	Payload    []byte
}

// SetWebhook changes where deliveries go and how they are signed. An empty
// URL stops them; what happens meanwhile is never delivered.
func (s *Server) SetWebhook(url, secret string) {
	h := s.hooks
	h.mu.Lock()
	defer h.mu.Unlock()
	h.url, h.secret, h.appID, h.hookID = url, secret, s.app.id, s.app.id+1
}

// SetDeliveryMode changes how later deliveries travel; delay is for Late.
func (s *Server) SetDeliveryMode(mode DeliveryMode, delay time.Duration) {
	s.hooks.mu.Lock()
	defer s.hooks.mu.Unlock()
	s.hooks.mode, s.hooks.late = mode, delay
}

// Deliveries lists all attempts, oldest first.
func (s *Server) Deliveries() []Delivery {
	s.hooks.mu.Lock()
	defer s.hooks.mu.Unlock()
	list := make([]Delivery, len(s.hooks.log))
	for i, d := range s.hooks.log {
		list[i] = Delivery{d.id, d.guid, d.event, d.action, d.status, d.statusCode, d.redelivery, d.payload}
	}
	return list
}

// Redeliver sends a delivery again with the same GUID, as the button in the
// App's settings does.
func (s *Server) Redeliver(guid string) error {
	s.hooks.mu.Lock()
	defer s.hooks.mu.Unlock()
	for _, d := range s.hooks.log {
		if d.guid == guid {
			s.hooks.again(d)
			return nil
		}
	}
	return fmt.Errorf("githubsim: redeliver %s: %w", guid, errUnknownDelivery)
}

var errUnknownDelivery = errors.New("no such delivery")

func (h *hookSender) again(d *delivery) {
	h.enqueue(&delivery{
		guid: d.guid, event: d.event, action: d.action, install: d.install, repo: d.repo,
		payload: d.payload, redelivery: true,
	})
	h.wake.Broadcast()
}

// Drain waits until no delivery is waiting or on its way.
func (s *Server) Drain(ctx context.Context) error {
	h := s.hooks
	stop := context.AfterFunc(ctx, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.wake.Broadcast()
	})
	defer stop()
	h.mu.Lock()
	defer h.mu.Unlock()
	for (len(h.queue) > 0 || h.busy) && !h.closed {
		if err := ctx.Err(); err != nil {
			return fmt.Errorf("githubsim: drain deliveries: %w", err)
		}
		h.wake.Wait()
	}
	return nil
}

// emit fires one webhook for a repository where the App is installed.
func (s *Server) emit(r *Repo, event, action string, actor *user, payload obj) {
	in := r.installed()
	if in == nil || !in.suspended.IsZero() || !slices.Contains(s.opts.Events, event) {
		return
	}
	if action != "" {
		payload["action"] = action
	}
	if payload["repository"] == nil {
		payload["repository"] = r.json()
	}
	payload["sender"] = actor.json()
	payload["installation"] = obj{"id": in.id, "node_id": in.nodeID}
	if r.owner.kind == "Organization" {
		payload["organization"] = s.orgJSON(r.owner)
	}
	s.queueHook(&delivery{event: event, action: action, install: in.id, repo: r.id}, payload)
}

func (s *Server) emitInstallation(in *installation, action string) {
	repos := []obj{}
	for _, r := range s.reposOf(in.account) {
		repos = append(repos, obj{"id": r.id, "node_id": r.nodeID, "name": r.name, "full_name": r.fullName(), "private": r.private})
	}
	s.queueHook(&delivery{event: "installation", action: action, install: in.id}, obj{
		"action": action, "installation": s.installationJSON(in), "repositories": repos, "sender": in.account.json(),
	})
}

func (s *Server) queueHook(d *delivery, payload obj) {
	raw, err := json.Marshal(payload)
	if err != nil {
		panic("githubsim: " + d.event + ": " + err.Error()) // a payload is maps of plain values
	}
	d.guid, d.payload = uuid.NewString(), raw
	s.hooks.add(d)
}
