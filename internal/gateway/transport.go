package gateway

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"time"
)

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
	if first(request).URL.Host != request.URL.Host {
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
	if err == nil {
		response.Body = &capped{ReadCloser: response.Body, left: maxAnswer}
	}
	return response, err
}

// first is the request that a chain of redirects began with.
func first(request *http.Request) *http.Request {
	for request.Response != nil && request.Response.Request != nil {
		request = request.Response.Request
	}
	return request
}

// capped is a body that fails with ErrTooLarge where it goes over a limit.
type capped struct {
	io.ReadCloser
	left int
}

// Read implements io.Reader.
func (c *capped) Read(into []byte) (int, error) {
	n, err := c.ReadCloser.Read(into)
	if c.left -= n; c.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}

// body is a fresh copy of a request's body.
func body(request *http.Request) (io.ReadCloser, error) {
	if request.GetBody == nil {
		return nil, nil
	}
	return request.GetBody()
}

// repeatable reports whether a request only reads: a GET, or a GraphQL query.
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

// passing reports whether a failure may be gone a moment later.
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
