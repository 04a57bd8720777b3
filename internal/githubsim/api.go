package githubsim

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
)

const (
	restRoot    = "/api/v3/"
	graphqlPath = "/api/graphql"
	maxBody     = 50 << 20
)

func (s *Server) buildHandler() http.Handler {
	rest, graphql := http.Handler(http.HandlerFunc(s.serveREST)), http.Handler(http.HandlerFunc(s.serveGraphQL))
	if s.opts.Referee != nil {
		rest, graphql = s.opts.Referee.Middleware(rest), s.opts.Referee.Middleware(graphql)
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		path := r.URL.EscapedPath()
		switch {
		case strings.HasPrefix(path, restRoot):
			s.serveAPI(w, r, strings.TrimPrefix(path, restRoot), rest)
		case path == graphqlPath:
			s.serveAPI(w, r, "graphql", graphql)
		default:
			s.serveGit(w, r)
		}
	})
}

// serveAPI wraps one API request: faults, the request log, lost answers.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request, path string, next http.Handler) {
	rec, info := newRecorder(), &note{}
	r = r.WithContext(context.WithValue(r.Context(), noteKey{}, info))
	fault := s.takeFault(r)
	if fault != nil && !pause(r.Context(), fault.Delay) {
		return
	}
	if fault != nil && fault.Status != 0 {
		rec.strike(fault)
	} else {
		next.ServeHTTP(rec, r)
	}
	entry := Request{
		Method: r.Method, Path: path, Operation: info.operation,
		Status: rec.status, Token: info.token, At: s.opts.Now(),
	}
	if fault != nil && fault.DropAnswer {
		entry.Status = 0
		s.log.add(entry)
		panic(http.ErrAbortHandler) // cuts the connection
	}
	s.log.add(entry)
	rec.send(w)
}

func (r *recorder) strike(f *Fault) {
	maps.Copy(r.header, f.Header)
	if r.header.Get("Content-Type") == "" {
		r.header.Set("Content-Type", "application/json; charset=utf-8")
	}
	r.WriteHeader(f.Status)
	r.body.WriteString(f.Body)
}

// pause waits in real time; false when the caller went away meanwhile.
func pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	select {
	case <-ctx.Done():
		return false
	case <-time.After(d):
		return true
	}
}

func (s *Server) serveGraphQL(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	tok, err := s.authenticate(r)
	s.mu.Unlock()
	setTokenKind(r.Context(), tok)
	if err == nil && (tok == nil || tok.kind == "jwt") {
		err = fail(http.StatusUnauthorized, "This endpoint requires you to be authenticated.")
	}
	if err != nil {
		writeError(w, err)
		return
	}
	s.graphqlHandler(tok).ServeHTTP(w, r)
}

func (s *Server) serveREST(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil || len(body) > maxBody {
		writeError(w, fail(http.StatusRequestEntityTooLarge, "Request body is too large"))
		return
	}
	c := &call{s: s, req: r, body: body, headers: w.Header()}
	w.Header().Set("X-GitHub-Request-Id", uuid.NewString())
	w.Header().Set("X-GitHub-Media-Type", "github.v3; format=json")
	w.Header().Set("X-GitHub-Api-Version-Selected", "2022-11-28")
	s.mu.Lock()
	status, answer, err := s.run(c)
	s.mu.Unlock()
	if err != nil {
		writeError(w, err)
		return
	}
	if s.unchanged(c, status, answer) {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	writeJSON(w, status, answer)
}

// unchanged answers a conditional request: an authenticated one is free.
// GitHub's tags depend on the token, so a fresh token never sees a 304.
func (s *Server) unchanged(c *call, status int, answer []byte) bool {
	if c.req.Method != http.MethodGet || status != http.StatusOK {
		return false
	}
	sum := sha256.Sum256(append([]byte(c.req.Header.Get("Authorization")+"\n"), answer...))
	tag := fmt.Sprintf(`"%x"`, sum)
	c.headers.Set("ETag", tag)
	if c.req.Header.Get("If-None-Match") != tag {
		return false
	}
	if c.tok != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		limit, remaining, reset, _ := s.takePoints(c.tok, "core", -1)
		setLimitHeaders(c.headers, "core", limit, remaining, reset)
	}
	return true
}

// run authenticates, counts, checks permission and calls the route. It holds
// the answer's JSON before the state can change again.
func (s *Server) run(c *call) (status int, body []byte, err error) {
	if c.tok, err = s.authenticate(c.req); err != nil {
		return 0, nil, err
	}
	setTokenKind(c.req.Context(), c.tok)
	path := strings.TrimPrefix(c.req.URL.EscapedPath(), restRoot)
	c.route, c.args = match(s.routes, c.req.Method, path)
	if c.route == nil || c.route.pattern != "rate_limit" {
		if err := s.spend(c); err != nil {
			return 0, nil, err
		}
	}
	if c.route == nil || c.route.do == nil {
		return 0, nil, unknown("the route %s %s", c.req.Method, path)
	}
	if c.route.needs != "" && c.route.needs != "app" {
		c.headers.Set("X-Accepted-GitHub-Permissions", c.route.needs)
	}
	if err := s.admit(c); err != nil {
		return 0, nil, err
	}
	if err := c.checkFilters(); err != nil {
		return 0, nil, err
	}
	if err := c.chooseMedia(); err != nil {
		return 0, nil, err
	}
	result, err := c.route.do(c)
	if err != nil {
		return 0, nil, err
	}
	status = http.StatusOK
	if a, ok := result.(answer); ok {
		status, result = a.status, a.body
	}
	if result == nil {
		return status, nil, nil
	}
	if plain, ok := result.(text); ok {
		c.media.describe(c.headers)
		return status, plain, nil
	}
	if c.media.form != "" {
		return 0, nil, unknown("%s of this", c.media.name)
	}
	body, err = json.Marshal(result)
	return status, body, err
}

func writeJSON(w http.ResponseWriter, status int, body []byte) {
	if body != nil && w.Header().Get("Content-Type") == "" {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
	}
	w.WriteHeader(status)
	_, _ = io.Copy(w, bytes.NewReader(body)) // into a recorder: cannot fail
}

func writeError(w http.ResponseWriter, err error) {
	var e *apiError
	if !errors.As(err, &e) {
		e = fail(http.StatusInternalServerError, "githubsim: %s", err)
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	if e.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(e.retry))
	}
	w.WriteHeader(e.status)
	_ = json.NewEncoder(w).Encode(e.body()) // into a recorder: cannot fail
}
