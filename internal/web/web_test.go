package web_test

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/subject"
	"github.com/storybot-app/storybot/internal/web"
)

const secret = "s3cret"

// site is a handler joined to an inbox in memory.
type site struct {
	handler http.Handler
	kept    []queue.Delivery
	err     error // what Accept and Ready answer
	log     bytes.Buffer
}

func newSite(t *testing.T) *site {
	t.Helper()
	s := &site{}
	known := map[string]bool{}
	var err error
	s.handler, err = web.New(web.Options{
		Routes: handlers.Routes(),
		Accept: func(_ context.Context, d queue.Delivery) (bool, error) {
			if s.err != nil || known[d.GUID] {
				return false, s.err
			}
			known[d.GUID] = true
			s.kept = append(s.kept, d)
			return true, nil
		},
		Secrets:  []string{secret, "the one before"},
		BotLogin: func() string { return "storybot[bot]" },
		Ready:    func(context.Context) error { return s.err },
		Stats: func(context.Context) (queue.Stats, error) {
			return queue.Stats{Pending: 3, Failed: 1, OldestPending: time.Now().Add(-time.Minute)}, s.err
		},
		Metrics: web.NewMetrics(prometheus.NewRegistry()),
		Logger:  zerolog.New(&s.log),
		Now:     time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *site) serve(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	return w
}

func sign(key, body string) string {
	mac := hmac.New(sha256.New, []byte(key))
	mac.Write([]byte(body))
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

func delivery(event, body string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/webhook", strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-GitHub-Event", event)
	r.Header.Set("X-GitHub-Delivery", "72d3162e-cc78-11e3-81ab-4c9367dc0958")
	r.Header.Set("X-Hub-Signature-256", sign(secret, body))
	return r
}

// opened is a delivery that has a use.
const opened = `{"action":"opened","issue":{"number":5,"title":"private words"},` +
	`"repository":{"id":42,"name":"book","owner":{"login":"wg"}},"sender":{"login":"ann","type":"User"},"installation":{"id":7}}`

func TestAccepted(t *testing.T) {
	s := newSite(t)
	w := s.serve(delivery("issues", opened))
	if w.Code != http.StatusAccepted {
		t.Fatalf("status %d: %s", w.Code, w.Body)
	}
	want := []queue.Delivery{{
		GUID: "72d3162e-cc78-11e3-81ab-4c9367dc0958", Event: "issues", Action: "opened",
		Subject: subject.Subject{
			Repo: subject.Repo{ID: 42, Owner: "wg", Name: "book", Installation: 7}, Kind: subject.Issue, Number: 5,
		},
		Edge: true, Payload: []byte(opened),
	}}
	if diff := cmp.Diff(want, s.kept, cmpopts.IgnoreFields(queue.Delivery{}, "ReceivedAt")); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	if w := s.serve(delivery("issues", opened)); w.Code != http.StatusOK || len(s.kept) != 1 {
		t.Errorf("delivered again: status %d, kept %d", w.Code, len(s.kept))
	}
}

// GitHub's documented test vector.
func TestSignatureVector(t *testing.T) {
	if got := sign("It's a Secret to Everybody", "Hello, World!"); got != "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17" {
		t.Errorf("signature %s", got)
	}
}

func TestRefused(t *testing.T) {
	big := `"` + strings.Repeat("x", 25<<20) + `"`
	legacy := hmac.New(sha1.New, []byte(secret))
	legacy.Write([]byte(opened))
	resign := func(body string) func(*http.Request) {
		return func(r *http.Request) {
			*r = *delivery("issues", body)
		}
	}
	for name, row := range map[string]struct {
		change func(*http.Request)
		want   int
		text   string
	}{
		"GET":            {func(r *http.Request) { r.Method = http.MethodGet }, 405, "POST"},
		"PUT":            {func(r *http.Request) { r.Method = http.MethodPut }, 405, "POST"},
		"form":           {func(r *http.Request) { r.Header.Set("Content-Type", "application/x-www-form-urlencoded") }, 415, "application/json"},
		"no type":        {func(r *http.Request) { r.Header.Del("Content-Type") }, 415, "application/json"},
		"type garbage":   {func(r *http.Request) { r.Header.Set("Content-Type", ";;;") }, 415, "application/json"},
		"unsigned":       {func(r *http.Request) { r.Header.Del("X-Hub-Signature-256") }, 401, "not signed"},
		"wrong secret":   {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", sign("other", opened)) }, 401, "doesn't match"},
		"empty secret":   {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", sign("", opened)) }, 401, "doesn't match"},
		"other body":     {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", sign(secret, opened+" ")) }, 401, "doesn't match"},
		"short":          {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", "sha256=00") }, 401, "SHA-256"},
		"odd":            {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", "sha256=0") }, 401, "SHA-256"},
		"trailing":       {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", sign(secret, opened)+"00") }, 401, "SHA-256"},
		"no hex":         {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", "sha256="+strings.Repeat("zz", 32)) }, 401, "SHA-256"},
		"no prefix":      {func(r *http.Request) { r.Header.Set("X-Hub-Signature-256", sign(secret, opened)[7:]) }, 401, "SHA-256"},
		"no event":       {func(r *http.Request) { r.Header.Del("X-GitHub-Event") }, 400, "X-GitHub-Event"},
		"no guid":        {func(r *http.Request) { r.Header.Del("X-GitHub-Delivery") }, 400, "X-GitHub-Delivery"},
		"guid with line": {func(r *http.Request) { r.Header.Set("X-GitHub-Delivery", "a\nb") }, 400, "X-GitHub-Delivery"},
		"long guid":      {func(r *http.Request) { r.Header.Set("X-GitHub-Delivery", strings.Repeat("a", 129)) }, 400, "X-GitHub-Delivery"},
		"empty":          {resign(""), 400, "JSON"},
		"not JSON":       {resign("payload=%7B%7D"), 400, "JSON"},
		"cut off":        {resign(opened[:len(opened)-1]), 400, "JSON"},
		"array":          {resign("[" + opened + "]"), 400, "JSON"},
		"nested":         {resign(`{"a":` + strings.Repeat("[", 12_000_000)), 400, "nested"},
		"NUL bytes":      {resign("\x00\x00"), 400, "JSON"},
		"declared large": {func(r *http.Request) { r.ContentLength = 25<<20 + 1 }, 413, "25 MB"},
		"sent large": {func(r *http.Request) {
			*r = *delivery("issues", big)
			r.ContentLength = -1
		}, 413, "25 MB"},
		"SHA-1 only": {func(r *http.Request) {
			r.Header.Del("X-Hub-Signature-256")
			r.Header.Set("X-Hub-Signature", "sha1="+hex.EncodeToString(legacy.Sum(nil)))
		}, 401, "SHA-1 only"},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t)
			r := delivery("issues", opened)
			row.change(r)
			w := s.serve(r)
			if w.Code != row.want || !strings.Contains(w.Body.String(), row.text) {
				t.Errorf("got %d %q, want %d with %q", w.Code, w.Body, row.want, row.text)
			}
			if len(s.kept) != 0 {
				t.Error("the delivery was kept")
			}
			if lines := strings.Count(s.log.String(), "\n"); lines != 1 {
				t.Errorf("%d log lines, want 1: %s", lines, &s.log)
			}
		})
	}
}

func TestSecretsRotate(t *testing.T) {
	s := newSite(t)
	r := delivery("issues", opened)
	r.Header.Set("X-Hub-Signature-256", sign("the one before", opened))
	if w := s.serve(r); w.Code != http.StatusAccepted {
		t.Errorf("signed with the secret before: status %d", w.Code)
	}
}

func TestReadsNoMoreThanTheCap(t *testing.T) {
	s := newSite(t)
	body := &endless{}
	r := delivery("issues", "")
	r.Body, r.ContentLength = io.NopCloser(body), -1
	if w := s.serve(r); w.Code != http.StatusRequestEntityTooLarge {
		t.Errorf("status %d", w.Code)
	}
	if body.read > 27<<20 {
		t.Errorf("read %d bytes of an endless body", body.read)
	}
}

type endless struct{ read int }

func (e *endless) Read(p []byte) (int, error) {
	e.read += len(p)
	return len(p), nil
}

func TestDatabaseDown(t *testing.T) {
	s := newSite(t)
	s.err = errors.New("disk /var/lib/storybot is full")
	w := s.serve(delivery("issues", opened))
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") == "" {
		t.Errorf("status %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	ready := s.serve(httptest.NewRequest(http.MethodGet, "/readyz", nil))
	if ready.Code != http.StatusServiceUnavailable || strings.Contains(ready.Body.String(), "/var/lib") {
		t.Errorf("readyz: %d %s", ready.Code, ready.Body)
	}
	if health := s.serve(httptest.NewRequest(http.MethodGet, "/healthz", nil)); health.Code != http.StatusOK {
		t.Errorf("healthz: %d", health.Code)
	}
	// What the runtime measures is told even when the inbox cannot be looked at.
	if m := s.serve(httptest.NewRequest(http.MethodGet, "/metrics", nil)); !strings.Contains(m.Body.String(), "go_goroutines") {
		t.Errorf("metrics: %d %s", m.Code, m.Body)
	}
}

func TestLogHoldsNoContent(t *testing.T) {
	s := newSite(t)
	s.serve(delivery("issues", opened))
	text := s.log.String()
	for _, want := range []string{`"delivery":"72d3162e`, `"event":"issues"`, `"action":"opened"`, `"subject":"wg/book#5"`, `"key":"42#5"`, `"status":202`, `"took":`} {
		if !strings.Contains(text, want) {
			t.Errorf("the log line lacks %s: %s", want, text)
		}
	}
	if strings.Contains(text, "private words") || strings.Contains(text, secret) {
		t.Errorf("the log line tells too much: %s", text)
	}
}

func TestMetrics(t *testing.T) {
	s := newSite(t)
	s.serve(delivery("issues", opened))
	s.serve(delivery("made_up_event", opened))
	s.serve(httptest.NewRequest(http.MethodGet, "/webhook", nil))
	text := s.serve(httptest.NewRequest(http.MethodGet, "/metrics", nil)).Body.String()
	for _, want := range []string{
		`storybot_deliveries_total{event="issues",outcome="accepted"} 1`,
		`storybot_deliveries_total{event="other",outcome="ignored_event"} 1`,
		`storybot_deliveries_total{event="other",outcome="method"} 1`,
		`storybot_intake_seconds_count 3`,
		"storybot_queue_pending 3",
		"storybot_queue_failed 1",
		"storybot_queue_oldest_pending_seconds 6",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("metrics lack %s", want)
		}
	}
}

func TestHandledIsMeasured(t *testing.T) {
	registry := prometheus.NewRegistry()
	m := web.NewMetrics(registry)
	m.ObserveHandled(queue.Delivery{Event: "issues"}, time.Second, nil)
	m.ObserveHandled(queue.Delivery{Event: "issues"}, time.Second, errors.New("down"))
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	results := 0
	for _, f := range families {
		if f.GetName() == "storybot_handle_seconds" {
			results = len(f.GetMetric())
		}
	}
	if results != 2 {
		t.Errorf("%d series of handle durations, want ok and error", results)
	}
}

func TestNewRefuses(t *testing.T) {
	accept := func(context.Context, queue.Delivery) (bool, error) { return true, nil }
	ready := func(context.Context) error { return nil }
	stats := func(context.Context) (queue.Stats, error) { return queue.Stats{}, nil }
	for name, o := range map[string]web.Options{
		"nothing":      {},
		"no routes":    {Accept: accept, Ready: ready, Stats: stats, Now: time.Now, Secrets: []string{"a"}},
		"no secret":    {Accept: accept, Routes: handlers.Routes(), Ready: ready, Stats: stats, Now: time.Now},
		"empty secret": {Accept: accept, Routes: handlers.Routes(), Ready: ready, Stats: stats, Now: time.Now, Secrets: []string{"a", ""}},
	} {
		if o.Accept != nil {
			o.Metrics = web.NewMetrics(prometheus.NewRegistry())
		}
		if _, err := web.New(o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
