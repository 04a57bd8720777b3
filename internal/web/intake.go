package web

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"mime"
	"net/http"
	"strings"
	"time"

	"github.com/rs/zerolog"
	"github.com/tidwall/gjson"

	"github.com/storybot-app/storybot/internal/queue"
)

const (
	// maxBody is GitHub's own limit: it never sends more.
	maxBody = 25 << 20
	// largeBody is where a body counts as large, and maxLarge how many of those
	// are read at once, so that strangers cannot make us hold gigabytes.
	largeBody = 1 << 20
	maxLarge  = 8
)

// intake is the webhook endpoint.
type intake struct {
	accept   func(context.Context, queue.Delivery) (bool, error)
	secrets  [][]byte
	botLogin func() string
	logger   zerolog.Logger
	now      func() time.Time
	metrics  *Metrics
	routes   map[string]Route
	large    chan struct{}
}

// refusal is an answer that is not a success. Its text is for the sender.
type refusal struct {
	status  int
	outcome string // one word for log and metrics
	text    string
	cause   error // for the log
}

// visit is what one request comes to, for the log line and the metrics.
type visit struct {
	queue.Delivery
	status  int
	outcome string
}

func (i *intake) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	start := i.now()
	v := visit{}
	no := i.receive(w, r, &v)
	if no != nil {
		v.status, v.outcome = no.status, no.outcome
		if no.status == http.StatusServiceUnavailable {
			w.Header().Set("Retry-After", "10")
		}
		if no.status == http.StatusMethodNotAllowed {
			w.Header().Set("Allow", http.MethodPost)
		}
		http.Error(w, no.text, no.status)
	} else {
		w.WriteHeader(v.status)
	}
	took := i.now().Sub(start)
	i.metrics.received(i.eventLabel(v.Event), v.outcome, took)
	i.log(r, v, no, took)
}

// receive takes one request as far as it goes.
func (i *intake) receive(w http.ResponseWriter, r *http.Request, v *visit) *refusal {
	if no := checkHead(r); no != nil {
		return no
	}
	body, no := i.read(w, r)
	if no != nil {
		return no
	}
	if no := i.checkSignature(r.Header.Get("X-Hub-Signature-256"), body); no != nil {
		return no
	}
	event, guid := r.Header.Get("X-GitHub-Event"), r.Header.Get("X-GitHub-Delivery")
	if !isWord(event) || !isWord(guid) {
		return &refusal{http.StatusBadRequest, "headers", "X-GitHub-Event and X-GitHub-Delivery are required", nil}
	}
	v.Event, v.GUID = event, guid
	if !gjson.ValidBytes(body) || !bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) {
		return &refusal{http.StatusBadRequest, "json", "the body is not a JSON object", nil}
	}
	d, ignored := i.dispatch(event, body)
	d.GUID, d.ReceivedAt = guid, i.now()
	v.Delivery = d
	if ignored != "" {
		v.status, v.outcome = http.StatusOK, "ignored_"+ignored
		return nil
	}
	fresh, err := i.accept(r.Context(), d)
	switch {
	case err != nil:
		return &refusal{http.StatusServiceUnavailable, "unavailable", "cannot keep the delivery now; deliver it again", err}
	case fresh:
		v.status, v.outcome = http.StatusAccepted, "accepted"
	default:
		v.status, v.outcome = http.StatusOK, "known"
	}
	return nil
}

// checkHead refuses what can be refused without reading the body.
func checkHead(r *http.Request) *refusal {
	if r.Method != http.MethodPost {
		return &refusal{http.StatusMethodNotAllowed, "method", "deliveries are sent with POST", nil}
	}
	if r.ContentLength > maxBody {
		return tooLarge()
	}
	switch kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind {
	case "application/json":
	case "application/x-www-form-urlencoded":
		return &refusal{
			http.StatusUnsupportedMediaType, "content_type",
			"the webhook sends forms: set its content type to application/json", nil,
		}
	default:
		return &refusal{http.StatusUnsupportedMediaType, "content_type", "want Content-Type application/json", nil}
	}
	if r.Header.Get("X-Hub-Signature-256") == "" {
		text := "the delivery is not signed: set the webhook's secret"
		if r.Header.Get("X-Hub-Signature") != "" {
			text = "the delivery is signed with SHA-1 only; want X-Hub-Signature-256"
		}
		return &refusal{http.StatusUnauthorized, "unsigned", text, nil}
	}
	return nil
}

func tooLarge() *refusal {
	return &refusal{http.StatusRequestEntityTooLarge, "too_large", "a delivery has at most 25 MB", nil}
}

// read reads the body, at most maxBody bytes of it, and only a few large ones at once.
func (i *intake) read(w http.ResponseWriter, r *http.Request) ([]byte, *refusal) {
	if r.ContentLength < 0 || r.ContentLength > largeBody {
		select {
		case i.large <- struct{}{}:
			defer func() { <-i.large }()
		default:
			return nil, &refusal{http.StatusServiceUnavailable, "busy", "too many large deliveries at once", nil}
		}
	}
	// The declared length is only a hint: what is not sent is not allocated.
	var body bytes.Buffer
	body.Grow(int(min(max(r.ContentLength, 0), largeBody)) + bytes.MinRead)
	_, err := body.ReadFrom(http.MaxBytesReader(w, r.Body, maxBody))
	var limit *http.MaxBytesError
	switch {
	case errors.As(err, &limit):
		return nil, tooLarge()
	case err != nil:
		return nil, &refusal{http.StatusBadRequest, "body", "the body could not be read", err}
	}
	return body.Bytes(), nil
}

// checkSignature accepts a SHA-256 signature made with any of the secrets, so
// that a secret can be replaced without losing deliveries.
func (i *intake) checkSignature(header string, body []byte) *refusal {
	digits, found := strings.CutPrefix(header, "sha256=")
	var given [sha256.Size]byte
	if n, err := hex.Decode(given[:], []byte(digits[:min(len(digits), 2*sha256.Size)])); !found || err != nil || n != sha256.Size || len(digits) != 2*sha256.Size {
		return &refusal{http.StatusUnauthorized, "signature", "the signature is not one of SHA-256", nil}
	}
	for _, secret := range i.secrets {
		mac := hmac.New(sha256.New, secret)
		mac.Write(body)
		if hmac.Equal(given[:], mac.Sum(nil)) {
			return nil
		}
	}
	return &refusal{http.StatusUnauthorized, "signature", "the signature does not fit the webhook's secret", nil}
}
