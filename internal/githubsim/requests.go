package githubsim

import (
	"bytes"
	"context"
	"maps"
	"net/http"
	"slices"
	"sync"
	"time"
)

// Request is one API request the simulator has seen, for tests of budgets.
type Request struct {
	Method    string
	Path      string // relative to the API root: "repos/o/r/issues/1", "graphql"
	Operation string // GraphQL operation name; empty for REST
	Status    int    // 0 when the answer was dropped
	Token     string // "jwt", "installation" or "" when anonymous
	At        time.Time
}

// maxRequests bounds the log; the oldest half goes when it is full.
const maxRequests = 50_000

// requestLog has a mutex of its own: it is written outside Server.mu.
type requestLog struct {
	mu   sync.Mutex
	list []Request
}

func (l *requestLog) add(r Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.list) >= maxRequests {
		l.list = slices.Clone(l.list[maxRequests/2:])
	}
	l.list = append(l.list, r)
}

// Requests lists the API requests since the start or the last ResetRequests,
// oldest first; at most 50,000 are kept.
func (s *Server) Requests() []Request {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return slices.Clone(s.log.list)
}

// ResetRequests empties the request log.
func (s *Server) ResetRequests() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	s.log.list = nil
}

type noteKey struct{}

// note carries what the log wants to know up from the handlers.
type note struct{ operation, token string }

// setOperation puts a GraphQL operation's name into the request log.
func setOperation(ctx context.Context, name string) {
	if n, ok := ctx.Value(noteKey{}).(*note); ok {
		n.operation = name
	}
}

func setTokenKind(ctx context.Context, tok *token) {
	if n, ok := ctx.Value(noteKey{}).(*note); ok && tok != nil {
		n.token = tok.kind
	}
}

// recorder keeps an answer until it is decided whether it reaches the caller.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func newRecorder() *recorder { return &recorder{header: http.Header{}} }

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) send(w http.ResponseWriter) {
	maps.Copy(w.Header(), r.header)
	w.WriteHeader(max(r.status, 200))
	_, _ = w.Write(r.body.Bytes()) // the caller went away: nothing to do
}
