package web_test

import (
	"bufio"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/web"
)

// BenchmarkIntake sends the same signed 24 KB delivery over one loopback
// connection to the intake (without a database) and to the floor of any
// intake, bare net/http with an HMAC, in turns, and reports the ratio of their
// times. The client's share is in both, so the true ratio is a little higher.
func BenchmarkIntake(b *testing.B) {
	body := fmt.Sprintf(`{"action":"opened","number":2,"pull_request":{"number":2,"body":%q},%s`,
		strings.Repeat(`words, "links" and [more](https://example.org/a/b/c) `, 400), opened[len(`{"action":"opened",`):])
	floor := newPeer(b, http.HandlerFunc(bareIntake), body)
	ours := newPeer(b, benchHandler(b), body)
	var floorTime, ourTime time.Duration
	for b.Loop() {
		floorTime += floor.exchange(b, 20)
		ourTime += ours.exchange(b, 20)
	}
	b.ReportMetric(float64(floorTime.Microseconds())/float64(b.N)/20, "floor-µs")
	b.ReportMetric(float64(ourTime.Microseconds())/float64(b.N)/20, "intake-µs")
	b.ReportMetric(float64(ourTime)/float64(floorTime), "ratio")
}

func benchHandler(b *testing.B) http.Handler {
	handler, err := web.New(web.Options{
		Routes:  handlers.Routes(),
		Accept:  func(context.Context, queue.Delivery) (bool, error) { return true, nil },
		Secrets: []string{secret},
		Ready:   func(context.Context) error { return nil },
		Stats:   func(context.Context) (queue.Stats, error) { return queue.Stats{}, nil },
		Metrics: web.NewMetrics(prometheus.NewRegistry()),
		Logger:  zerolog.New(io.Discard),
		Now:     time.Now,
	})
	if err != nil {
		b.Fatal(err)
	}
	return handler
}

// bareIntake is the least that any intake has to do.
func bareIntake(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 25<<20))
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	given, _ := hex.DecodeString(strings.TrimPrefix(r.Header.Get("X-Hub-Signature-256"), "sha256="))
	if err != nil || !hmac.Equal(given, mac.Sum(nil)) {
		http.Error(w, "no", http.StatusUnauthorized)
		return
	}
	w.WriteHeader(http.StatusAccepted)
}

// peer is one connection to a server, with the bytes of one request.
type peer struct {
	conn    net.Conn
	answers *bufio.Reader
	request []byte
}

func newPeer(b *testing.B, handler http.Handler, body string) *peer {
	server := httptest.NewServer(handler)
	b.Cleanup(server.Close)
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	request := fmt.Sprintf("POST /webhook HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"+
		"X-GitHub-Event: pull_request\r\nX-GitHub-Delivery: 72d3162e\r\nX-Hub-Signature-256: %s\r\nContent-Length: %d\r\n\r\n%s",
		sign(secret, body), len(body), body)
	return &peer{conn: conn, answers: bufio.NewReader(conn), request: []byte(request)}
}

func (p *peer) exchange(b *testing.B, times int) time.Duration {
	start := time.Now()
	for range times {
		if _, err := p.conn.Write(p.request); err != nil {
			b.Fatal(err)
		}
		answer, err := http.ReadResponse(p.answers, nil)
		if err != nil || answer.StatusCode != http.StatusAccepted {
			b.Fatal(answer, err)
		}
		answer.Body.Close()
	}
	return time.Since(start)
}
