package queue_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/storybot-app/storybot/internal/queue"
)

func TestAcceptedBeforeStartIsHandledAfterReopen(t *testing.T) {
	r := &recorder{}
	o := options(t, r)
	db := database(t, filepath.Join(t.TempDir(), "inbox.db"))
	q := openOn(t, db, o)
	if err := q.Ready(t.Context()); err == nil {
		t.Error("ready before Start")
	}
	accept(t, q, queue.Delivery{GUID: "kept"})
	q.Close()
	waitIdle(t, startOn(t, db, o))
	wantHandled(t, r, "kept")
}

func TestStatsTellTheOldest(t *testing.T) {
	q := open(t, options(t, &recorder{}))
	if s, err := q.Stats(t.Context()); err != nil || s != (queue.Stats{}) {
		t.Errorf("empty inbox: %+v, %v", s, err)
	}
	old := time.UnixMilli(1_700_000_000_000)
	accept(t, q, queue.Delivery{GUID: "old", ReceivedAt: old})
	accept(t, q, queue.Delivery{GUID: "new", Subject: about(1, 2)})
	if s, err := q.Stats(t.Context()); err != nil || s.Pending != 2 || !s.OldestPending.Equal(old) {
		t.Errorf("stats %+v, %v; want 2 pending since %v", s, err, old)
	}
}

func TestAcceptNeedsGUIDAndSubject(t *testing.T) {
	q := open(t, options(t, &recorder{}))
	for _, d := range []queue.Delivery{{Subject: about(1, 1)}, {GUID: "g"}} {
		if _, err := q.Accept(t.Context(), d); err == nil {
			t.Errorf("accepted %+v", d)
		}
	}
}
