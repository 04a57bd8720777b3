package gateway

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"github.com/google/go-github/v60/github"
)

const (
	// defaultWait is how long to wait when GitHub limits us without saying.
	defaultWait = time.Minute
	// longestWait caps what an answer may make us wait.
	longestWait = time.Hour
)

// RateLimitError says that GitHub wants us to wait.
type RateLimitError struct{ Wait time.Duration }

// Error names the wait.
func (e *RateLimitError) Error() string {
	return "GitHub asks us to wait for " + e.Wait.Round(time.Second).String()
}

// RetryAfter is how long to wait.
func (e *RateLimitError) RetryAfter() time.Duration { return e.Wait }

// tokens matches installation tokens, of the old and the new form.
var tokens = regexp.MustCompile(`gh[a-z]_[A-Za-z0-9._-]{16,}`)

// redactedError hides tokens in the text of the error it wraps.
type redactedError struct{ error }

func (e redactedError) Error() string { return tokens.ReplaceAllString(e.error.Error(), "[token]") }
func (e redactedError) Unwrap() error { return e.error }

// statusError makes go-github's error of an answer, whose body it reads.
func statusError(response *http.Response) error {
	return github.CheckResponse(response)
}

// failed turns an error of a request into one a caller can match, and
// remembers a limit for the whole installation.
func (g *Gateway) failed(repo Repo, err error) error {
	var answer *github.ErrorResponse
	var rate *github.RateLimitError
	var abuse *github.AbuseRateLimitError
	switch {
	case errors.As(err, &rate) && rate.Response != nil:
		return g.limited(repo, rate.Response.Header)
	case errors.As(err, &abuse) && abuse.Response != nil:
		return g.limited(repo, abuse.Response.Header)
	case !errors.As(err, &answer) || answer.Response == nil:
		return redactedError{err}
	}
	header := answer.Response.Header
	switch answer.Response.StatusCode {
	case http.StatusTooManyRequests:
		return g.limited(repo, header)
	case http.StatusForbidden:
		if header.Get("Retry-After") != "" || header.Get("X-RateLimit-Remaining") == "0" {
			return g.limited(repo, header)
		}
		if needs := header.Get("X-Accepted-GitHub-Permissions"); needs != "" {
			return fmt.Errorf("%w, it needs %s: %w", ErrForbidden, needs, redactedError{err})
		}
		return fmt.Errorf("%w: %w", ErrForbidden, redactedError{err})
	case http.StatusNotFound, http.StatusGone:
		return fmt.Errorf("%w: %w", ErrNotFound, redactedError{err})
	}
	return redactedError{err}
}

// limited reads how long to wait (GitHub's order: Retry-After, then the reset
// of an empty budget, then a minute) and makes the installation wait.
func (g *Gateway) limited(repo Repo, header http.Header) error {
	wait := defaultWait
	if seconds, err := strconv.Atoi(header.Get("Retry-After")); err == nil && seconds >= 0 {
		wait = time.Duration(seconds) * time.Second
	} else if reset, err := strconv.ParseInt(header.Get("X-RateLimit-Reset"), 10, 64); err == nil &&
		header.Get("X-RateLimit-Remaining") == "0" {
		wait = time.Unix(reset, 0).Sub(g.now()) + time.Second
	}
	wait = min(max(wait, time.Second), longestWait)
	g.pace(repo.Installation).blockUntil(g.now().Add(wait))
	return &RateLimitError{Wait: wait}
}

// apiVersion is sent with every request; without it the answers may change.
const apiVersion = "2022-11-28"

// maxAnswer bounds the body of any answer, in bytes.
const maxAnswer = 25 << 20

// transport covers what the client libraries of these versions lack: the API
// version, a cap on answers, no credentials to another host, and a bounded
// retry of reads that met a passing failure.
type transport struct {
	next  http.RoundTripper
	sleep func(context.Context, time.Duration) error
}

// retries is how often a read is tried again, with waits of 1 and 2 seconds.
const retries = 2

// RoundTrip implements http.RoundTripper.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	request = request.Clone(request.Context())
	request.Header.Set("X-GitHub-Api-Version", apiVersion)
	if from := request.Response; from != nil && from.Request.URL.Host != request.URL.Host {
		request.Header.Del("Authorization")
	}
	response, err := t.next.RoundTrip(request)
	for try := 1; try <= retries && repeatable(request) && passing(response, err); try++ {
		if response != nil {
			_ = response.Body.Close()
		}
		if err := t.sleep(request.Context(), time.Duration(try)*time.Second); err != nil {
			return nil, err
		}
		if request.Body, err = body(request); err != nil {
			return nil, err
		}
		response, err = t.next.RoundTrip(request)
	}
	if response != nil {
		response.Body = struct {
			io.Reader
			io.Closer
		}{io.LimitReader(response.Body, maxAnswer), response.Body}
	}
	return response, err
}

// body is a fresh copy of a request's body.
func body(request *http.Request) (io.ReadCloser, error) {
	if request.GetBody == nil {
		return nil, nil
	}
	return request.GetBody()
}

// repeatable tells whether a request only reads: a GET, or a GraphQL query.
func repeatable(request *http.Request) bool {
	if request.Method == http.MethodGet {
		return true
	}
	if request.Method != http.MethodPost || request.GetBody == nil || !isGraphQL(request) {
		return false
	}
	copied, err := request.GetBody()
	if err != nil {
		return false
	}
	defer func() { _ = copied.Close() }()
	start, err := io.ReadAll(io.LimitReader(copied, 4096))
	return err == nil && !bytes.Contains(start, []byte("mutation "))
}

func isGraphQL(request *http.Request) bool {
	path := request.URL.Path
	return len(path) >= len("/graphql") && path[len(path)-len("/graphql"):] == "/graphql"
}

// passing tells whether a failure may be gone a moment later.
func passing(response *http.Response, err error) bool {
	if err != nil {
		return !errors.Is(err, context.Canceled) && !errors.Is(err, context.DeadlineExceeded)
	}
	switch response.StatusCode {
	case http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// sleep waits, or ends early with ctx.
func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
