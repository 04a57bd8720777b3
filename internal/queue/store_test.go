package queue_test

import (
	"context"
	"encoding/json"
	"errors"
	"path/filepath"
	"strings"
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

func TestOnce(t *testing.T) {
	q := open(t, options(t, &recorder{}))
	runs := 0
	fails := func(context.Context) error { runs++; return errors.New("lost") }
	works := func(context.Context) error { runs++; return nil }
	if err := q.Once(t.Context(), "comment-1", fails); err == nil {
		t.Error("the error of run is lost")
	}
	for range 3 {
		if err := q.Once(t.Context(), "comment-1", works); err != nil {
			t.Fatal(err)
		}
	}
	if runs != 2 {
		t.Errorf("ran %d times, want the failed run and one more", runs)
	}
	if err := q.Once(t.Context(), "comment-2", works); err != nil || runs != 3 {
		t.Errorf("another id: %d runs, %v", runs, err)
	}
}

func TestMemory(t *testing.T) {
	q := open(t, options(t, &recorder{}))
	if got, err := q.Memory(t.Context(), "k"); got != nil || err != nil {
		t.Errorf("memory of an unknown key: %q, %v", got, err)
	}
	for _, want := range []string{`["a"]`, `{"labels":["b"]}`} {
		if err := q.SetMemory(t.Context(), "k", json.RawMessage(want)); err != nil {
			t.Fatal(err)
		}
		if got, err := q.Memory(t.Context(), "k"); string(got) != want || err != nil {
			t.Errorf("got %q, %v, want %q", got, err, want)
		}
	}
	for name, bad := range map[string]string{"no JSON": `{`, "too large": `"` + strings.Repeat("x", 64<<10) + `"`} {
		if err := q.SetMemory(t.Context(), "k", json.RawMessage(bad)); err == nil {
			t.Errorf("%s is kept", name)
		}
	}
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
