package githubsim

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// DeliveryMode is how webhooks travel; modes may be combined with |.
type DeliveryMode int

// The ways a delivery can go wrong on its way.
const (
	// Duplicate sends every delivery twice, with the same GUID.
	Duplicate DeliveryMode = 1 << iota
	// Reorder sends what is waiting newest first.
	Reorder
	// Drop loses deliveries: they are logged as timed out and never sent.
	Drop
	// Late holds every delivery back for the delay given to SetDeliveryMode.
	Late
	// InOrder is the default: once each, in order, at once.
	InOrder DeliveryMode = 0
)

// GitHub waits ten seconds for an answer and never sends more than 25 MB.
const (
	hookTimeout    = 10 * time.Second
	maxHookPayload = 25 << 20
	maxHookLog     = 100 << 20 // bytes of payload kept for redelivery
)

// delivery is one attempt to send one webhook.
type delivery struct {
	id          int64
	guid        string
	event       string
	action      string
	install     int64
	repo        int64
	payload     []byte
	redelivery  bool
	at          time.Time
	took        time.Duration
	statusCode  int // 0 until answered, or when nothing answered
	status      string
	reqHeaders  map[string]string
	respHeaders map[string]string
	respBody    string
}

// hookSender sends deliveries one after the other from a goroutine of its own.
// Its mutex stands below Server.mu: never take Server.mu while holding it.
type hookSender struct {
	mu      sync.Mutex
	wake    *sync.Cond
	queue   []*delivery
	log     []*delivery
	size    int // bytes of payload in log
	busy    bool
	closed  bool
	mode    DeliveryMode
	late    time.Duration
	url     string
	secret  string
	hookID  int64
	appID   int64
	lastID  int64
	now     func() time.Time
	client  *http.Client
	cancel  context.CancelFunc
	stopped chan struct{}
}

func newHookSender(now func() time.Time) *hookSender {
	ctx, cancel := context.WithCancel(context.Background())
	h := &hookSender{
		now: now, cancel: cancel, stopped: make(chan struct{}),
		client: &http.Client{
			Timeout:       hookTimeout,
			Transport:     &http.Transport{MaxIdleConnsPerHost: 4},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
	h.wake = sync.NewCond(&h.mu)
	go h.run(ctx)
	return h
}

func (h *hookSender) close() {
	h.mu.Lock()
	h.closed = true
	h.wake.Broadcast()
	h.mu.Unlock()
	h.cancel()
	<-h.stopped
	h.client.CloseIdleConnections()
}

// add queues a delivery; without a webhook URL it is forgotten.
func (h *hookSender) add(d *delivery) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.url == "" || len(d.payload) > maxHookPayload {
		return
	}
	h.enqueue(d)
	if h.mode&Duplicate != 0 {
		again := *d
		h.enqueue(&again)
	}
	h.wake.Broadcast()
}

func (h *hookSender) enqueue(d *delivery) {
	h.lastID++
	d.id, d.at, d.status = h.lastID, h.now().UTC(), "pending"
	h.log = append(h.log, d)
	h.size += len(d.payload)
	for h.size > maxHookLog && h.log[0].status != "pending" {
		h.size -= len(h.log[0].payload)
		h.log = h.log[1:]
	}
	if h.mode&Drop != 0 {
		d.status = "timed out"
		return
	}
	if h.mode&Reorder != 0 {
		h.queue = slices.Insert(h.queue, 0, d)
		return
	}
	h.queue = append(h.queue, d)
}

func (h *hookSender) run(ctx context.Context) {
	defer close(h.stopped)
	for {
		d, url, secret, wait := h.next()
		if d == nil {
			return
		}
		if !pause(ctx, wait) {
			return
		}
		result := h.send(ctx, d, url, secret)
		h.mu.Lock()
		result.into(d)
		h.busy = false
		h.wake.Broadcast()
		h.mu.Unlock()
	}
}

// next waits for a delivery; nil when the sender is closed. In Reorder mode it
// waits a moment so that there is something to reorder.
func (h *hookSender) next() (d *delivery, url, secret string, wait time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for len(h.queue) == 0 && !h.closed {
		h.wake.Wait()
	}
	if h.mode&Reorder != 0 && !h.closed {
		h.mu.Unlock()
		time.Sleep(20 * time.Millisecond)
		h.mu.Lock()
	}
	if h.closed || len(h.queue) == 0 {
		return nil, "", "", 0
	}
	d, h.queue, h.busy = h.queue[0], h.queue[1:], true
	if h.mode&Late != 0 {
		wait = h.late
	}
	return d, h.url, h.secret, wait
}

// sendResult is what came of one attempt.
type sendResult struct {
	code                int
	status, body        string
	headers, reqHeaders map[string]string
	took                time.Duration
}

func (r sendResult) into(d *delivery) {
	d.statusCode, d.status, d.took, d.respBody = r.code, r.status, r.took, r.body
	d.respHeaders, d.reqHeaders = r.headers, r.reqHeaders
}

func (h *hookSender) send(ctx context.Context, d *delivery, url, secret string) sendResult {
	start := time.Now() //nolint:forbidigo // measures how long a real answer took
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(d.payload))
	if err != nil {
		return sendResult{status: "invalid URL"}
	}
	h.sign(req, d, secret)
	res := sendResult{reqHeaders: flat(req.Header)}
	resp, err := h.client.Do(req)
	res.took = time.Since(start)
	if err != nil {
		res.status = "failed to connect to host"
		return res
	}
	defer resp.Body.Close()
	text, _ := io.ReadAll(io.LimitReader(resp.Body, 64<<10)) // what came is what is shown
	res.code, res.status, res.body, res.headers = resp.StatusCode, "OK", string(text), flat(resp.Header)
	if resp.StatusCode >= 300 || resp.StatusCode < 200 {
		res.status = fmt.Sprintf("Invalid HTTP Response: %d", resp.StatusCode)
	}
	return res
}

func (h *hookSender) sign(req *http.Request, d *delivery, secret string) {
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "GitHub-Hookshot/51m"+strconv.FormatInt(h.hookID%10000, 10))
	req.Header.Set("X-GitHub-Event", d.event)
	req.Header.Set("X-GitHub-Delivery", d.guid)
	req.Header.Set("X-GitHub-Hook-ID", strconv.FormatInt(h.hookID, 10))
	req.Header.Set("X-GitHub-Hook-Installation-Target-ID", strconv.FormatInt(h.appID, 10))
	req.Header.Set("X-GitHub-Hook-Installation-Target-Type", "integration")
	if secret != "" {
		req.Header.Set("X-Hub-Signature", "sha1="+sum(sha1.New, secret, d.payload))
		req.Header.Set("X-Hub-Signature-256", "sha256="+sum(sha256.New, secret, d.payload))
	}
}

func sum(kind func() hash.Hash, secret string, payload []byte) string {
	mac := hmac.New(kind, []byte(secret))
	mac.Write(payload)
	return hex.EncodeToString(mac.Sum(nil))
}

func flat(h http.Header) map[string]string {
	m := map[string]string{}
	for k := range h {
		m[k] = h.Get(k)
	}
	return m
}
