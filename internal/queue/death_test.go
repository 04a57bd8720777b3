package queue_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/store"
)

// deadly accepts three deliveries, prints the GUID of each that it begins with,
// and never ends with the one that is to kill it.
func deadly(dir string) error {
	ctx := context.Background()
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "inbox.db"))
	if err != nil {
		return err
	}
	q, err := queue.Open(ctx, db, queue.Options{
		Handle: func(_ context.Context, d queue.Delivery) error {
			if d.GUID == "deadly" {
				fmt.Println(d.GUID)
				select {} // until killed
			}
			return nil
		},
		Logger: zerolog.Nop(), Now: time.Now, Gather: 10 * time.Millisecond,
	})
	if err != nil {
		return err
	}
	for i, guid := range []string{"first", "deadly", "behind"} { // known ones the second time
		d := queue.Delivery{GUID: guid, Subject: about(1, 1), Edge: i != 2}
		if _, err := q.Accept(ctx, d); err != nil {
			return err
		}
	}
	if err := q.Start(ctx); err != nil {
		return err
	}
	select {}
}

func TestWhatKillsTheProcessTwiceIsSetAside(t *testing.T) {
	dir := t.TempDir()
	for range 2 {
		if diff := cmp.Diff([]string{"deadly"}, runVictim(t, deadlyEnv, dir, 1)); diff != "" {
			t.Fatalf("begun before the kill (-want +got):\n%s", diff)
		}
	}
	r := &recorder{}
	q := startOn(t, database(t, filepath.Join(dir, "inbox.db")), options(t, r))
	waitIdle(t, q)
	if got := r.handled(); slices.Contains(got, "deadly") || !slices.Contains(got, "behind") {
		t.Errorf("handled %v, want what waited behind the deadly one and not itself", got)
	}
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 1 || s.Pending != 0 {
		t.Errorf("stats %+v, %v; want one failed", s, err)
	}
}
