package githubsim

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"
)

// clock is the simulator's time in tests; it moves only when told.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func newClock() *clock { return &clock{at: time.Now().Truncate(time.Second)} }

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) advance(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// world is a GitHub with one repository, a webhook receiver and a client.
type world struct {
	*Server
	clock *clock
	repo  *Repo
	hook  *receiver
	bot   *github.Client
}

// appKey is the App's key in all tests: making one takes as long as the rest of
// a world.
var appKey = sync.OnceValue(func() []byte {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
})

const secret = "It's a Secret to Everybody"

func newWorld(t *testing.T, change ...func(*Options)) *world {
	t.Helper()
	w := &world{clock: newClock(), hook: newReceiver(t)}
	opts := Options{Now: w.clock.now, WebhookURL: w.hook.URL, WebhookSecret: secret, PrivateKey: appKey()}
	for _, c := range change {
		c(&opts)
	}
	var err error
	if w.Server, err = New(opts); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.Close)
	for _, login := range []string{"ada", "grace", "barbara"} {
		w.AddUser(login, "")
	}
	w.repo, err = w.CreateRepo("lovelace", "book", map[string][]byte{
		"README.md":        []byte("# Book\n"),
		"src/SUMMARY.md":   []byte("# Summary\n\n- [One](./one.md)\n- [Two](./two.md)\n"),
		"src/one.md":       []byte("one\n"),
		"src/deep/two.md":  []byte("two\nlines\n"),
		"picture.png":      {0x89, 'P', 'N', 'G', 0, 1, 2},
		".github/book.yml": []byte("a: b\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	w.repo.SetRole("grace", "write")
	w.bot = w.client(t, w.transport(t))
	return w
}

func (w *world) transport(t *testing.T) http.RoundTripper {
	t.Helper()
	tr, err := ghinstallation.New(http.DefaultTransport, w.AppID(), w.InstallationID("lovelace"), w.PrivateKey())
	if err != nil {
		t.Fatal(err)
	}
	tr.BaseURL = w.URL + "/api/v3"
	return tr
}

func (w *world) client(t *testing.T, tr http.RoundTripper) *github.Client {
	t.Helper()
	c, err := github.NewClient(&http.Client{Transport: tr}).WithEnterpriseURLs(w.URL, w.URL)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (w *world) asApp(t *testing.T) *github.Client {
	t.Helper()
	tr, err := ghinstallation.NewAppsTransport(http.DefaultTransport, w.AppID(), w.PrivateKey())
	if err != nil {
		t.Fatal(err)
	}
	return w.client(t, tr)
}

// hooks waits for all deliveries and returns them.
func (w *world) hooks(t *testing.T) []received {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	if err := w.Drain(ctx); err != nil {
		t.Fatal(err)
	}
	w.hook.mu.Lock()
	defer w.hook.mu.Unlock()
	return append([]received(nil), w.hook.list...)
}

// names are event and action of all deliveries since the last call.
func (w *world) names(t *testing.T) []string {
	t.Helper()
	var names []string
	for _, r := range w.hooks(t) {
		names = append(names, r.name())
	}
	w.hook.mu.Lock()
	defer w.hook.mu.Unlock()
	w.hook.list = nil
	return names
}

type received struct {
	header http.Header
	body   []byte
}

func (r received) name() string {
	var action struct {
		Action string `json:"action"`
	}
	_ = unmarshal(r.body, &action) // push has none
	if action.Action == "" {
		return r.header.Get("X-GitHub-Event")
	}
	return r.header.Get("X-GitHub-Event") + " " + action.Action
}

// receiver is a webhook endpoint that remembers what it got.
type receiver struct {
	URL    string
	mu     sync.Mutex
	list   []received
	status int
}

// answer sets what later deliveries are answered with.
func (r *receiver) answer(status int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status = status
}

func newReceiver(t *testing.T) *receiver {
	t.Helper()
	r := &receiver{status: http.StatusAccepted}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		body, err := io.ReadAll(req.Body)
		if err != nil {
			return // the simulator was closed meanwhile
		}
		mac := hmac.New(sha256.New, []byte(secret))
		mac.Write(body)
		if req.Header.Get("X-Hub-Signature-256") != "sha256="+hex.EncodeToString(mac.Sum(nil)) {
			t.Errorf("delivery %s is not signed", req.Header.Get("X-GitHub-Delivery"))
		}
		r.mu.Lock()
		defer r.mu.Unlock()
		r.list = append(r.list, received{req.Header.Clone(), bytes.Clone(body)})
		w.WriteHeader(r.status)
	}))
	t.Cleanup(server.Close)
	r.URL = server.URL
	return r
}

func must[T any](t *testing.T) func(v T, err error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// status is the HTTP status of a go-github error.
func status(err error) int {
	var (
		plain   *github.ErrorResponse
		limited *github.RateLimitError
		abuse   *github.AbuseRateLimitError
	)
	switch {
	case err == nil:
		return 0
	case errors.As(err, &plain):
		return plain.Response.StatusCode
	case errors.As(err, &limited):
		return limited.Response.StatusCode
	case errors.As(err, &abuse):
		return abuse.Response.StatusCode
	}
	return -1
}
