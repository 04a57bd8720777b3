package web

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"net/http"
	"time"

	"github.com/rs/zerolog"
	"github.com/tidwall/gjson"
	"golang.org/x/sync/semaphore"

	"github.com/storybot-app/storybot/internal/queue"
)

const (
	// maxBody is GitHub's own limit: it never sends more.
	maxBody = 25 << 20
	// maxAdmitted is how many bytes of signed bodies that were spooled are in
	// memory at once; who comes later waits for a moment.
	maxAdmitted = 32 << 20
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
	lobby    *lobby
	admitted *semaphore.Weighted
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
	given, no := checkHead(r)
	if no != nil {
		return no
	}
	b := i.lobby.newBody(w, r, i.secrets)
	defer b.leave()
	if no := read(w, r, b); no != nil {
		return no
	}
	if !b.signed(given) {
		return &refusal{http.StatusUnauthorized, "signature", "the signature doesn't match the webhook's secret", nil}
	}
	i.lobby.admit(b)
	event, guid := r.Header.Get("X-GitHub-Event"), r.Header.Get("X-GitHub-Delivery")
	if !isWord(event) || !isWord(guid) {
		return &refusal{http.StatusBadRequest, "headers", "X-GitHub-Event and X-GitHub-Delivery are required", nil}
	}
	v.Event, v.GUID = event, guid
	if len(b.slots) > 0 {
		if err := i.admitted.Acquire(r.Context(), int64(b.size())); err != nil {
			return unavailable(err)
		}
		defer i.admitted.Release(int64(b.size()))
	}
	payload, err := b.bytes()
	if err != nil {
		return unavailable(err)
	}
	return i.keep(r.Context(), v, payload)
}

// keep hands a genuine payload to the inbox, if it has a use.
func (i *intake) keep(ctx context.Context, v *visit, payload []byte) *refusal {
	switch {
	case nestsDeeper(payload, maxDepth):
		return &refusal{http.StatusBadRequest, "json", "the JSON of the body is nested too deeply", nil}
	case !gjson.ValidBytes(payload) || !bytes.HasPrefix(bytes.TrimLeft(payload, " \t\r\n"), []byte("{")):
		return &refusal{http.StatusBadRequest, "json", "the body is not a JSON object", nil}
	}
	d, ignored := i.dispatch(v.Event, payload)
	d.GUID, d.ReceivedAt = v.GUID, i.now()
	v.Delivery = d
	if ignored != "" {
		v.status, v.outcome = http.StatusOK, "ignored_"+ignored
		return nil
	}
	fresh, err := i.accept(ctx, d)
	switch {
	case err != nil:
		return unavailable(err)
	case fresh:
		v.status, v.outcome = http.StatusAccepted, "accepted"
	default:
		v.status, v.outcome = http.StatusOK, "known"
	}
	return nil
}

func unavailable(cause error) *refusal {
	return &refusal{http.StatusServiceUnavailable, "unavailable", "the delivery can't be stored now; redeliver it later", cause}
}

// read reads the body, at most maxBody bytes of it.
func read(w http.ResponseWriter, r *http.Request, b *body) *refusal {
	err := b.fill(http.MaxBytesReader(w, r.Body, maxBody))
	var limit *http.MaxBytesError
	var disk *fs.PathError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &limit):
		return tooLarge()
	case errors.Is(err, errPutOut) || b.out():
		w.Header().Set("Connection", "close") // its reading is over for good
		return &refusal{http.StatusServiceUnavailable, "busy", "too many deliveries at once, and this one came too slowly", nil}
	case errors.As(err, &disk):
		return unavailable(err)
	}
	return &refusal{http.StatusBadRequest, "body", "the body could not be read", err}
}
