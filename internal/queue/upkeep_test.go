package queue

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/riverqueue/river/rivertype"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/subject"
)

func seven() subject.Subject {
	return subject.Subject{Repo: subject.Repo{ID: 42, Owner: "o", Name: "r", Installation: 1}, Kind: subject.Issue, Number: 7}
}

func openInside(t *testing.T, handle func(context.Context, Delivery) error) (*Queue, *time.Time) {
	t.Helper()
	now := time.Now()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "inbox.db"))
	if err != nil {
		t.Fatal(err)
	}
	q, err := Open(t.Context(), db, Options{
		Handle: handle, Logger: zerolog.Nop(),
		Now:    func() time.Time { return now },
		Gather: time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := q.Stop(context.Background())
		q.Close()
		if err := errors.Join(err, db.Close()); err != nil {
			t.Error(err)
		}
	})
	return q, &now
}

func (q *Queue) count(t *testing.T, query string) int {
	t.Helper()
	var n int
	if err := q.db.Reader().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPruneRemovesWhatIsOld(t *testing.T) {
	q, now := openInside(t, func(context.Context, Delivery) error { return nil })
	begin := *now
	insert := `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)
		INSERT INTO inbox (guid, key, event, action, installation, repository, owner, name, kind, number,
			edge, received_at, state, finished_at)
		SELECT ?2 || i, '42#7', 'e', 'a', 1, 42, 'o', 'r', 'issue', 7, 0, 0, ?2, ?3 FROM n`
	for state, n := range map[string]int{"done": 1200, "superseded": 1, "failed": 1} {
		if _, err := q.db.Writer().ExecContext(t.Context(), insert, n, state, begin.UnixMilli()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := q.Accept(t.Context(), Delivery{GUID: "waits", Subject: seven()}); err != nil {
		t.Fatal(err)
	}

	type left struct{ finished, failed, pending int }
	for _, row := range []struct {
		after time.Duration
		want  left
	}{
		{keepDone - time.Hour, left{1202, 1, 1}},
		{keepDone + time.Hour, left{1, 1, 1}},
		{keepFailed + time.Hour, left{0, 0, 1}},
	} {
		*now = begin.Add(row.after)
		if err := q.prune(t.Context()); err != nil {
			t.Fatal(err)
		}
		got := left{
			q.count(t, `SELECT count(*) FROM inbox WHERE state <> 'pending'`),
			q.count(t, sqlFailedStats),
			q.count(t, `SELECT count(*) FROM inbox WHERE state = 'pending'`),
		}
		if diff := cmp.Diff(row.want, got, cmp.AllowUnexported(left{})); diff != "" {
			t.Errorf("after %v (-want +got):\n%s", row.after, diff)
		}
	}
}

func TestHandledPayloadIsNotKept(t *testing.T) {
	q, _ := openInside(t, func(context.Context, Delivery) error { return nil })
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := q.Accept(t.Context(), Delivery{GUID: "g", Subject: seven(), Edge: true, Payload: []byte("private")}); err != nil {
		t.Fatal(err)
	}
	if err := q.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := q.count(t, `SELECT count(*) FROM inbox WHERE state = 'done' AND payload IS NULL`); n != 1 {
		t.Error("the payload of a handled delivery is still there")
	}
}

// A run that stalls while another takes its key over must neither write nor
// record anything.
func TestFenceStopsAStalledRun(t *testing.T) {
	var q *Queue
	var guarded error
	q, _ = openInside(t, func(ctx context.Context, _ Delivery) error {
		guard := Guard(ctx)
		if err := guard(ctx); err != nil {
			return fmt.Errorf("guard refuses the holder: %w", err)
		}
		if guarded == nil {
			if _, err := q.take(ctx, seven().Key()); err != nil {
				return err
			}
			guarded = guard(ctx)
		}
		return nil
	})
	if err := Guard(t.Context())(t.Context()); err != nil {
		t.Errorf("guard outside of a run: %v", err)
	}
	if _, err := q.Accept(t.Context(), Delivery{GUID: "g", Subject: seven()}); err != nil {
		t.Fatal(err)
	}
	r, err := q.take(t.Context(), seven().Key())
	if err != nil {
		t.Fatal(err)
	}
	out := q.handleRows(t.Context(), r)
	if !errors.Is(guarded, errLostLease) {
		t.Errorf("guard after another run took over: %v", guarded)
	}
	if err := q.finish(t.Context(), nil, r, out); !errors.Is(err, errLostLease) {
		t.Errorf("finish after another run took over: %v", err)
	}
	if n := q.count(t, `SELECT count(*) FROM inbox WHERE state = 'pending'`); n != 1 {
		t.Error("the stalled run recorded its row")
	}
}

// A job that was removed by hand must not strand its rows.
func TestRestoreAdoptsOrphans(t *testing.T) {
	q, _ := openInside(t, func(context.Context, Delivery) error { return nil })
	if _, err := q.Accept(t.Context(), Delivery{GUID: "g", Subject: seven()}); err != nil {
		t.Fatal(err)
	}
	if _, err := q.db.Writer().ExecContext(t.Context(), `DELETE FROM river_job`); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := q.restore(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if n := q.count(t, `SELECT count(*) FROM river_job`); n != 1 {
		t.Errorf("%d jobs for one key", n)
	}
}

func TestDefaultBackoffIsCapped(t *testing.T) {
	for attempt, want := range map[int]time.Duration{0: 2 * time.Second, 1: 2 * time.Second, 2: 4 * time.Second, 9: 512 * time.Second, 10: 15 * time.Minute, 1 << 20: 15 * time.Minute} {
		if got := doubling(attempt); got != want {
			t.Errorf("attempt %d waits %v, want %v", attempt, got, want)
		}
	}
}

// A failed run's job goes into backoff a moment after the failure is recorded;
// what arrived in between must not wait there.
func TestWakeLooksForNewerDeliveries(t *testing.T) {
	q, _ := openInside(t, func(context.Context, Delivery) error { return nil })
	keep := func(guid string) {
		t.Helper()
		if _, err := q.Accept(t.Context(), Delivery{GUID: guid, Subject: seven()}); err != nil {
			t.Fatal(err)
		}
	}
	keep("seen by the failed run")
	if _, err := q.take(t.Context(), seven().Key()); err != nil {
		t.Fatal(err)
	}
	wake := func() string {
		t.Helper()
		if _, err := q.db.Writer().ExecContext(t.Context(), `UPDATE river_job SET state = 'retryable', scheduled_at = '2999-01-01 00:00:00.000'`); err != nil {
			t.Fatal(err)
		}
		job := &rivertype.JobRow{EncodedArgs: []byte(`{"key":"42#7"}`)}
		if err := q.db.Reader().QueryRowContext(t.Context(), `SELECT id FROM river_job`).Scan(&job.ID); err != nil {
			t.Fatal(err)
		}
		if err := q.wake(job); err != nil {
			t.Fatal(err)
		}
		var state string
		if err := q.db.Reader().QueryRowContext(t.Context(), `SELECT state FROM river_job`).Scan(&state); err != nil {
			t.Fatal(err)
		}
		return state
	}
	if state := wake(); state != "retryable" {
		t.Errorf("nothing new: the job is %s, want it to wait", state)
	}
	if _, err := q.db.Writer().ExecContext(t.Context(), `UPDATE river_job SET state = 'running'`); err != nil {
		t.Fatal(err)
	}
	keep("arrived in between")
	if state := wake(); state != "available" {
		t.Errorf("something new: the job is %s, want it to run now", state)
	}
}
