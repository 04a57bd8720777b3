package web_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/web"
)

// serveInbox is the real thing: the server on a loopback port with a database.
func serveInbox(t *testing.T, handle func(context.Context, queue.Delivery) error) (address string, q *queue.Queue) {
	t.Helper()
	metrics := web.NewMetrics(prometheus.NewRegistry())
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "inbox.db"))
	if err != nil {
		t.Fatal(err)
	}
	q, err = queue.Open(t.Context(), db, queue.Options{
		Handle: handle, Observe: metrics.ObserveHandled,
		Logger: zerolog.Nop(), Now: time.Now, Gather: 10 * time.Millisecond,
	})
	if err != nil {
		t.Fatal(err)
	}
	handler, err := web.New(web.Options{
		Routes: handlers.Routes(),
		Accept: q.Accept, Secrets: []string{secret}, Ready: q.Ready, Stats: q.Stats, Metrics: metrics, Logger: zerolog.Nop(), Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := web.NewServer(handler, zerolog.Nop())
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		ctx := context.Background()
		http.DefaultClient.CloseIdleConnections() // Shutdown waits for connections that were never used
		if err := errors.Join(server.Shutdown(ctx), q.Stop(ctx)); err != nil {
			t.Error(err)
		}
		q.Close()
		if err := db.Close(); err != nil {
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String(), q
}

func TestDeliveriesOverTheWireAreHandledOnce(t *testing.T) {
	var mu sync.Mutex
	handled := map[string]int{}
	address, q := serveInbox(t, func(_ context.Context, d queue.Delivery) error {
		mu.Lock()
		defer mu.Unlock()
		handled[d.GUID]++
		return nil
	})
	if status := get(t, address+"/readyz"); status != http.StatusServiceUnavailable {
		t.Errorf("ready before the queue is started: %d", status)
	}
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status := get(t, address+"/readyz"); status != http.StatusOK {
		t.Errorf("not ready: %d", status)
	}
	const deliveries = 60
	var wg sync.WaitGroup
	for i := range 2 * deliveries { // each twice
		wg.Go(func() {
			body := strings.Replace(opened, `"number":5`, fmt.Sprintf(`"number":%d`, 1+i%deliveries%7), 1)
			if status := send(t, address, fmt.Sprintf("guid-%d", i%deliveries), body); status != http.StatusAccepted && status != http.StatusOK {
				t.Errorf("status %d", status)
			}
		})
	}
	wg.Wait()
	if err := q.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range deliveries {
		if n := handled[fmt.Sprintf("guid-%d", i)]; n != 1 {
			t.Errorf("guid-%d handled %d times", i, n)
		}
	}
}

func TestServerRefusesHugeHeaders(t *testing.T) {
	address, _ := serveInbox(t, func(context.Context, queue.Delivery) error { return nil })
	if status := send(t, address, strings.Repeat("a", 64<<10), opened); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("status %d", status)
	}
}

func send(t *testing.T, address, guid, body string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, address+"/webhook", strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return 0
	}
	r.Header = delivery("issues", body).Header
	r.Header.Set("X-GitHub-Delivery", guid)
	return do(t, r)
}

func get(t *testing.T, address string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	return do(t, r)
}

func do(t *testing.T, r *http.Request) int {
	t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Error(err)
		return 0
	}
	if err := answer.Body.Close(); err != nil {
		t.Error(err)
	}
	return answer.StatusCode
}
