package gateway

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// fakeClock stands still but for those who sleep.
type fakeClock struct {
	mu    sync.Mutex
	at    time.Time
	slept []time.Duration
}

func newFakeClock() *fakeClock { return &fakeClock{at: time.Unix(1_700_000_000, 0)} }

func (c *fakeClock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *fakeClock) sleep(_ context.Context, wait time.Duration) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(wait)
	c.slept = append(c.slept, wait)
	return nil
}

func free(context.Context) error { return nil }

// clocked is a gateway without network: its writes are recorded by the test.
func clocked(clock *fakeClock) *Gateway {
	return &Gateway{now: clock.now, sleep: clock.sleep, interval: time.Second, paces: make(map[int64]*pace)}
}

// writesFor makes n writes of an installation.
func (g *Gateway) writesFor(t *testing.T, installation int64, n int) {
	t.Helper()
	err := g.paced(Repo{Installation: installation}, free, func(ready func(context.Context) error) error {
		for range n {
			if err := ready(t.Context()); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestWritesKeepTheirPace(t *testing.T) {
	clock := newFakeClock()
	g := clocked(clock)
	g.writesFor(t, 1, 3)
	g.writesFor(t, 2, 2) // another installation has a pace of its own
	clock.at = clock.at.Add(300 * time.Millisecond)
	g.writesFor(t, 1, 1)
	clock.at = clock.at.Add(time.Hour)
	g.writesFor(t, 1, 1)
	if diff := cmp.Diff([]time.Duration{time.Second, time.Second, time.Second}, clock.slept); diff != "" {
		t.Errorf("waits (-want +got):\n%s", diff)
	}
}

func TestWritesOfAnInstallationTakeTurns(t *testing.T) {
	g := clocked(newFakeClock())
	began, leave := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- g.paced(Repo{Installation: 1}, free, func(ready func(context.Context) error) error {
			err := ready(t.Context())
			close(began)
			<-leave
			return err
		})
	}()
	<-began
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	err := g.paced(Repo{Installation: 1}, free, func(ready func(context.Context) error) error { return ready(ctx) })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("waiting for the turn ended with %v, want that of its context", err)
	}
	g.writesFor(t, 2, 1) // another installation need not wait
	close(leave)
	if err := <-done; err != nil {
		t.Error(err)
	}
	g.writesFor(t, 1, 1)
}

func TestBlockedInstallationDoesNotWrite(t *testing.T) {
	clock := newFakeClock()
	g := clocked(clock)
	g.pace(1).blockUntil(clock.at.Add(time.Minute))
	g.pace(1).blockUntil(clock.at.Add(time.Second)) // a shorter wait does not end a longer one
	if got := g.Blocked(1); got != time.Minute {
		t.Errorf("blocked for %s, want a minute", got)
	}
	try := func() error {
		return g.paced(Repo{Installation: 1}, free, func(ready func(context.Context) error) error { return ready(t.Context()) })
	}
	var limit *RateLimitError
	if err := try(); !errors.As(err, &limit) || limit.RetryAfter() != time.Minute {
		t.Errorf("a write while blocked: %v, want to wait for a minute", err)
	}
	if len(clock.slept) != 0 || g.Blocked(2) != 0 {
		t.Errorf("slept %v, another installation blocked for %s", clock.slept, g.Blocked(2))
	}
	clock.at = clock.at.Add(time.Minute)
	if err := try(); err != nil || g.Blocked(1) != 0 {
		t.Errorf("after the wait: %v, blocked for %s", err, g.Blocked(1))
	}
}

func TestGuardIsAskedLast(t *testing.T) {
	clock := newFakeClock()
	g := clocked(clock)
	g.writesFor(t, 1, 1)
	start, lost := clock.now(), errors.New("another run has it")
	guard := func(context.Context) error {
		if clock.now().Equal(start) {
			t.Error("the guard was asked before the wait: it may change meanwhile")
		}
		return lost
	}
	err := g.paced(Repo{Installation: 1}, guard, func(ready func(context.Context) error) error { return ready(t.Context()) })
	if !errors.Is(err, lost) {
		t.Errorf("got %v, want the guard's error", err)
	}
}

// TestAFloodLetsOthersWrite has one subject write 250 times, and ten seconds
// later another of the same installation twice.
func TestAFloodLetsOthersWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g := &Gateway{now: time.Now, sleep: sleep, interval: time.Second, paces: make(map[int64]*pace)}
		start := time.Now()
		var flood, idea []time.Duration
		write := func(n int, at *[]time.Duration) error {
			return g.paced(Repo{Installation: 1}, free, func(ready func(context.Context) error) error {
				for range n {
					if err := ready(t.Context()); err != nil {
						return err
					}
					*at = append(*at, time.Since(start))
				}
				return nil
			})
		}
		var flooding sync.WaitGroup
		flooding.Go(func() {
			if err := write(250, &flood); err != nil {
				t.Error(err)
			}
		})
		time.Sleep(10*time.Second + time.Millisecond)
		if err := write(2, &idea); err != nil {
			t.Error(err)
		}
		if last := idea[len(idea)-1]; last > 15*time.Second {
			t.Errorf("the idea was written to at %v, want within a few writes of 10 s", idea)
		}
		flooding.Wait()
		if last := flood[len(flood)-1]; len(flood) != 250 || last != 251*time.Second {
			t.Errorf("%d writes of the flood, the last at %s: the pace was not kept", len(flood), last)
		}
	})
}
