package web_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/web"
)

// large is a signed delivery of 20 MB.
func large() string {
	return `{"filler":"` + strings.Repeat("x", 20<<20) + `",` + opened[1:]
}

// TestSlowStrangersHoldUpNobody opens large bodies that do not end and signs
// nothing, and then delivers large bodies that are genuine.
func TestSlowStrangersHoldUpNobody(t *testing.T) {
	address := serveDiscarding(t)
	strangers(t, address, 64, 20<<20, 256<<10)
	body := large()
	statuses := make(chan int)
	for i := range 4 {
		go func() { statuses <- send(t, "http://"+address, fmt.Sprintf("guid-%d", i), body) }()
	}
	for range 4 {
		if status := <-statuses; status != http.StatusAccepted {
			t.Errorf("a genuine delivery of 20 MB is answered with %d", status)
		}
	}
}

// TestManyStrangersTakeLittleMemory has many strangers send a part of a
// body of 1 MB each and wait.
func TestManyStrangersTakeLittleMemory(t *testing.T) {
	address := serveDiscarding(t)
	before := inUse()
	strangers(t, address, 900, 1<<20, 256<<10)
	for name, body := range map[string]func() string{"small": func() string { return opened }, "large": large} {
		if status := send(t, "http://"+address, name, body()); status != http.StatusAccepted {
			t.Errorf("a genuine %s delivery is answered with %d", name, status)
		}
	}
	if taken := (inUse() - before) >> 20; taken > 64 {
		t.Errorf("900 strangers take %d MiB", taken)
	} else {
		t.Logf("900 strangers take %d MiB", taken)
	}
}

// inUse is the memory of objects and stacks, in bytes.
func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

// strangers opens connections that each declare a body of a size, send part of
// it and fall silent.
func strangers(t *testing.T, address string, count, size, sent int) {
	t.Helper()
	head := fmt.Sprintf("POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+
		"X-GitHub-Event: issues\r\nX-GitHub-Delivery: 1\r\nX-Hub-Signature-256: sha256=%s\r\nContent-Length: %d\r\n\r\n",
		strings.Repeat("0", 64), size)
	part := make([]byte, sent)
	for range count {
		conn, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = conn.Close() })
		if _, err := io.WriteString(conn, head); err != nil {
			t.Fatal(err)
		}
		_, _ = conn.Write(part) // the server may be done with it before all is sent
	}
}

// serveDiscarding is a server whose inbox takes everything and keeps nothing.
func serveDiscarding(t *testing.T) (address string) {
	t.Helper()
	handler, err := web.New(web.Options{
		Routes:  handlers.Routes(),
		Accept:  func(context.Context, queue.Delivery) (bool, error) { return true, nil },
		Secrets: []string{secret},
		Ready:   func(context.Context) error { return nil },
		Stats:   func(context.Context) (queue.Stats, error) { return queue.Stats{}, nil },
		Metrics: web.NewMetrics(prometheus.NewRegistry()),
		Logger:  zerolog.Nop(), Now: time.Now, SpoolDir: t.TempDir(),
	})
	if err != nil {
		t.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := web.NewServer(handler, zerolog.Nop())
	go func() { _ = server.Serve(listener) }() // ends with Close
	t.Cleanup(func() { _ = server.Close() })
	return listener.Addr().String()
}
