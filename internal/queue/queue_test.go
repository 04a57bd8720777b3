package queue_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/subject"
)

// recorder is a handler that remembers what it was given.
type recorder struct {
	mu    sync.Mutex
	guids []string
	do    func(ctx context.Context, d queue.Delivery) error
}

func (r *recorder) handle(ctx context.Context, d queue.Delivery) error {
	r.mu.Lock()
	r.guids = append(r.guids, d.GUID)
	r.mu.Unlock()
	if r.do == nil {
		return nil
	}
	return r.do(ctx, d)
}

func (r *recorder) handled() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.guids)
}

func options(t *testing.T, r *recorder) queue.Options {
	t.Helper()
	return queue.Options{
		Handle:  r.handle,
		Logger:  zerolog.Nop(),
		Now:     time.Now,
		Gather:  50 * time.Millisecond,
		Backoff: func(int) time.Duration { return 20 * time.Millisecond },
	}
}

func database(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	return db
}

func open(t *testing.T, o queue.Options) *queue.Queue {
	t.Helper()
	return openOn(t, database(t, filepath.Join(t.TempDir(), "inbox.db")), o)
}

func openOn(t *testing.T, db *store.DB, o queue.Options) *queue.Queue {
	t.Helper()
	q, err := queue.Open(t.Context(), db, o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
		defer cancel()
		if err := q.Stop(ctx); err != nil {
			t.Error(err)
		}
		q.Close()
	})
	return q
}

func start(t *testing.T, o queue.Options) *queue.Queue {
	t.Helper()
	return startOn(t, database(t, filepath.Join(t.TempDir(), "inbox.db")), o)
}

func startOn(t *testing.T, db *store.DB, o queue.Options) *queue.Queue {
	t.Helper()
	q := openOn(t, db, o)
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	return q
}

func accept(t *testing.T, q *queue.Queue, d queue.Delivery) bool {
	t.Helper()
	if d.Subject.Kind == "" {
		d.Subject = about(1, 1)
	}
	fresh, err := q.Accept(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	return fresh
}

func waitIdle(t *testing.T, q *queue.Queue) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	if err := q.WaitIdle(ctx); err != nil {
		t.Fatal(err)
	}
}

func wantHandled(t *testing.T, r *recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, r.handled()); diff != "" {
		t.Errorf("handled (-want +got):\n%s", diff)
	}
}

func TestBurstOfOneKeyIsLookedAtOnce(t *testing.T) {
	r := &recorder{}
	q := open(t, options(t, r))
	for i := range 10 {
		accept(t, q, queue.Delivery{GUID: fmt.Sprintf("level-%d", i)})
	}
	accept(t, q, queue.Delivery{GUID: "command", Edge: true})
	accept(t, q, queue.Delivery{GUID: "last"})
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	waitIdle(t, q)
	wantHandled(t, r, "command", "last")
}

// The wait must be what was asked for: neither skipped nor rounded up to the
// five seconds at which River's scheduler looks.
func TestFirstEventWaitsForOthersToGather(t *testing.T) {
	var at time.Time
	r := &recorder{do: func(context.Context, queue.Delivery) error { at = time.Now(); return nil }}
	o := options(t, r)
	o.Gather = 700 * time.Millisecond
	q := start(t, o)
	begin := time.Now()
	accept(t, q, queue.Delivery{GUID: "g"})
	waitIdle(t, q)
	if waited := at.Sub(begin); waited < o.Gather-time.Millisecond || waited > 4*time.Second {
		t.Errorf("waited %v, want about %v", waited, o.Gather)
	}
}

func TestPayloadAndWordsReachTheHandler(t *testing.T) {
	var got queue.Delivery
	r := &recorder{do: func(_ context.Context, d queue.Delivery) error { got = d; return nil }}
	q := start(t, options(t, r))
	want := queue.Delivery{
		GUID: "g", Event: "issues", Action: "opened", Edge: true,
		Subject: subject.Subject{
			Repo: subject.Repo{ID: 42, Owner: "o", Name: "r", Installation: 7}, Kind: subject.PullRequest, Number: 3,
		},
		Payload: []byte(`{"a":"\u0000"}`), ReceivedAt: time.UnixMilli(1_700_000_000_123),
	}
	accept(t, q, want)
	waitIdle(t, q)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("delivery (-want +got):\n%s", diff)
	}
}

func TestDuplicateIsKnown(t *testing.T) {
	r := &recorder{}
	q := start(t, options(t, r))
	d := queue.Delivery{GUID: "same", Edge: true}
	if !accept(t, q, d) || accept(t, q, d) {
		t.Error("want the first fresh and the second known")
	}
	waitIdle(t, q)
	if accept(t, q, d) {
		t.Error("a handled delivery is fresh again")
	}
	waitIdle(t, q)
	wantHandled(t, r, "same")
}

// Events that arrive while a slow run of their key is under way must not be
// lost: each key's last event has to be handled after it arrived.
func TestNothingIsLostDuringRuns(t *testing.T) {
	const keys, events = 16, 100 / scale
	r := &recorder{do: func(context.Context, queue.Delivery) error {
		time.Sleep(3 * time.Millisecond)
		return nil
	}}
	o := options(t, r)
	o.Gather = time.Millisecond
	q := start(t, o)
	var wg sync.WaitGroup
	for k := range keys {
		wg.Go(func() {
			for e := range events {
				d := queue.Delivery{GUID: fmt.Sprintf("%d/%d", k, e), Subject: about(1, k+1), Edge: e%10 == 0}
				if _, err := q.Accept(t.Context(), d); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	waitIdle(t, q)

	count := map[string]int{}
	for _, guid := range r.handled() {
		count[guid]++
	}
	for k := range keys {
		for e := range events {
			guid := fmt.Sprintf("%d/%d", k, e)
			must := e%10 == 0 || e == events-1
			if n := count[guid]; n > 1 || (must && n != 1) {
				t.Errorf("%s handled %d times", guid, n)
			}
		}
	}
}

func TestOneKeyOneRunAtATime(t *testing.T) {
	var mu sync.Mutex
	running, most := 0, 0
	r := &recorder{do: func(context.Context, queue.Delivery) error {
		mu.Lock()
		running++
		most = max(most, running)
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		running--
		mu.Unlock()
		return nil
	}}
	o := options(t, r)
	o.Gather = time.Millisecond
	q := start(t, o)
	for i := range 40 {
		accept(t, q, queue.Delivery{GUID: fmt.Sprint(i), Edge: true})
	}
	waitIdle(t, q)
	if most != 1 {
		t.Errorf("%d runs of one key at once", most)
	}
	if n := len(r.handled()); n != 40 {
		t.Errorf("handled %d of 40", n)
	}
}

func TestFailureIsRetriedInOrder(t *testing.T) {
	tries := 0
	r := &recorder{}
	r.do = func(_ context.Context, d queue.Delivery) error {
		if d.GUID == "first" {
			if tries++; tries < 3 {
				return errors.New("not yet")
			}
		}
		return nil
	}
	q := start(t, options(t, r))
	accept(t, q, queue.Delivery{GUID: "first", Edge: true})
	accept(t, q, queue.Delivery{GUID: "second", Edge: true})
	waitIdle(t, q)
	wantHandled(t, r, "first", "first", "first", "second")
}

func TestPoisonIsLeftBehind(t *testing.T) {
	poisoned := true
	r := &recorder{}
	r.do = func(_ context.Context, d queue.Delivery) error {
		if d.GUID == "poison" && poisoned {
			return errors.New("never")
		}
		return nil
	}
	o := options(t, r)
	o.MaxAttempts = 3
	q := start(t, o)
	poison := queue.Delivery{GUID: "poison", Edge: true}
	accept(t, q, poison)
	accept(t, q, queue.Delivery{GUID: "later", Edge: true})
	waitIdle(t, q)
	wantHandled(t, r, "poison", "poison", "poison", "later")
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 1 || s.Pending != 0 {
		t.Errorf("stats %+v, %v; want one failed", s, err)
	}

	poisoned = false
	if !accept(t, q, poison) {
		t.Error("redelivery of a failed delivery is not taken")
	}
	waitIdle(t, q)
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 0 {
		t.Errorf("stats %+v, %v; want none failed", s, err)
	}
}

// hopeless is an error that no retry fixes.
type hopeless struct{ error }

func (hopeless) Final() bool { return true }

func TestFinalErrorIsNotTriedAgain(t *testing.T) {
	r := &recorder{}
	r.do = func(_ context.Context, d queue.Delivery) error {
		if d.GUID == "hopeless" {
			return fmt.Errorf("handle: %w", hopeless{errors.New("not that shape")})
		}
		return nil
	}
	q := start(t, options(t, r))
	accept(t, q, queue.Delivery{GUID: "hopeless", Edge: true})
	accept(t, q, queue.Delivery{GUID: "later", Edge: true})
	waitIdle(t, q)
	wantHandled(t, r, "hopeless", "later")
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 1 {
		t.Errorf("stats %+v, %v; want one failed", s, err)
	}
}

func TestPanicIsAnError(t *testing.T) {
	var log strings.Builder
	r := &recorder{}
	r.do = func(_ context.Context, d queue.Delivery) error {
		if len(r.handled()) == 1 {
			panic("user text " + string(d.Payload))
		}
		return nil
	}
	o := options(t, r)
	o.Logger = zerolog.New(zerolog.SyncWriter(&log))
	q := start(t, o)
	accept(t, q, queue.Delivery{GUID: "boom", Edge: true, Payload: []byte("s3cr3t")})
	waitIdle(t, q)
	wantHandled(t, r, "boom", "boom")
	if text := log.String(); !strings.Contains(text, "queue_test.go") || strings.Contains(text, "s3cr3t") {
		t.Errorf("want a stack and no payload in the log:\n%s", text)
	}
}

// asksToWait is a rate limit.
type asksToWait time.Duration

func (asksToWait) Error() string               { return "slow down" }
func (a asksToWait) RetryAfter() time.Duration { return time.Duration(a) }

// about is an issue in the one repository of an installation.
func about(installation int64, n int) subject.Subject {
	repo := subject.Repo{ID: 100 + installation, Owner: "o", Name: "r", Installation: installation}
	return subject.Subject{Repo: repo, Kind: subject.Issue, Number: n}
}

func TestRetryAfterHoldsTheInstallation(t *testing.T) {
	const wait = 3 * time.Second // far more than a busy machine takes for the rest
	var mu sync.Mutex
	at := map[string]time.Time{}
	r := &recorder{}
	r.do = func(_ context.Context, d queue.Delivery) error {
		mu.Lock()
		defer mu.Unlock()
		_, again := at[d.GUID]
		at[d.GUID] = time.Now()
		if d.GUID == "limited" && !again {
			return fmt.Errorf("write: %w", asksToWait(wait))
		}
		return nil
	}
	o := options(t, r)
	o.MaxAttempts = 1 // being asked to wait must not count
	q := start(t, o)
	begin := time.Now()
	accept(t, q, queue.Delivery{GUID: "limited", Subject: about(1, 1)})
	for len(r.handled()) == 0 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond) // the pause is recorded when the run ends
	accept(t, q, queue.Delivery{GUID: "neighbour", Subject: about(1, 2)})
	accept(t, q, queue.Delivery{GUID: "elsewhere", Subject: about(2, 1)})
	waitIdle(t, q)

	for guid, late := range map[string]bool{"limited": true, "neighbour": true, "elsewhere": false} {
		if got := at[guid].Sub(begin) >= wait; got != late {
			t.Errorf("%s handled after %v, wait was %v", guid, at[guid].Sub(begin), wait)
		}
	}
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 0 {
		t.Errorf("stats %+v, %v; want none failed", s, err)
	}
}

func TestNewEventDoesNotWaitBehindBackoff(t *testing.T) {
	r := &recorder{}
	r.do = func(_ context.Context, d queue.Delivery) error {
		if len(r.handled()) == 1 {
			return errors.New("down")
		}
		return nil
	}
	o := options(t, r)
	o.Backoff = func(int) time.Duration { return time.Hour }
	q := start(t, o)
	accept(t, q, queue.Delivery{GUID: "old", Edge: true})
	for len(r.handled()) == 0 {
		time.Sleep(time.Millisecond)
	}
	accept(t, q, queue.Delivery{GUID: "new", Edge: true})
	waitIdle(t, q)
	wantHandled(t, r, "old", "old", "new")
}

func TestStopDrains(t *testing.T) {
	begun, done := make(chan struct{}), false
	r := &recorder{do: func(context.Context, queue.Delivery) error {
		close(begun)
		time.Sleep(200 * time.Millisecond)
		done = true
		return nil
	}}
	q := start(t, options(t, r))
	accept(t, q, queue.Delivery{GUID: "slow"})
	<-begun
	if err := q.Ready(t.Context()); err != nil {
		t.Errorf("ready while running: %v", err)
	}
	if err := q.Stop(t.Context()); err != nil || !done {
		t.Errorf("stopped with %v, handler done: %v", err, done)
	}
	if q.Ready(t.Context()) == nil {
		t.Error("ready after Stop")
	}
}

func TestInterruptedWorkIsDoneAgain(t *testing.T) {
	begun := make(chan struct{}, 1)
	r := &recorder{do: func(ctx context.Context, _ queue.Delivery) error {
		begun <- struct{}{}
		<-ctx.Done()
		return ctx.Err()
	}}
	o := options(t, r)
	o.MaxAttempts = 1 // an interruption must not count
	db := database(t, filepath.Join(t.TempDir(), "inbox.db"))
	q := startOn(t, db, o)
	accept(t, q, queue.Delivery{GUID: "long"})
	<-begun
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if err := q.Stop(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Stop: %v", err)
	}
	q.Close()
	if _, err := q.Accept(t.Context(), queue.Delivery{GUID: "x", Subject: about(1, 1)}); !errors.Is(err, queue.ErrClosed) {
		t.Errorf("Accept after Close: %v", err)
	}

	r.do = nil
	again := startOn(t, db, o)
	waitIdle(t, again)
	wantHandled(t, r, "long", "long")
}

func TestHandlerHasADeadline(t *testing.T) {
	r := &recorder{do: func(ctx context.Context, _ queue.Delivery) error { <-ctx.Done(); return ctx.Err() }}
	o := options(t, r)
	o.Timeout, o.MaxAttempts = 20*time.Millisecond, 1
	q := start(t, o)
	accept(t, q, queue.Delivery{GUID: "stalls"})
	waitIdle(t, q)
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 1 {
		t.Errorf("stats %+v, %v; want one failed", s, err)
	}
}
