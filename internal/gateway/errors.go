package gateway

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/bradleyfalzon/ghinstallation/v2"
	"github.com/google/go-github/v60/github"

	"github.com/storybot-app/storybot/internal/lazyregexp"
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

// final is an error that trying again will not help against.
type final struct{ error }

// Final says so to the queue.
func (final) Final() bool { return true }

func (e final) Unwrap() error { return e.error }

// tooLarge is the type of ErrTooLarge.
type tooLarge struct{}

func (tooLarge) Error() string { return "it is too large to read" }

// Final tells that trying again will not help.
func (tooLarge) Final() bool { return true }

// tokens matches installation tokens, of the old and the new form.
var tokens = lazyregexp.New(`gh[a-z]_[A-Za-z0-9._-]{16,}`)

// redactedError hides tokens in the text of the error it wraps.
type redactedError struct{ error }

func (e redactedError) Error() string { return tokens().ReplaceAllString(e.error.Error(), "[token]") }
func (e redactedError) Unwrap() error { return e.error }

// statusError makes go-github's error of an answer, whose body it reads.
func statusError(response *http.Response) error {
	return github.CheckResponse(response)
}

// failed turns an error of a request into one a caller can match, and
// remembers a limit for the whole installation.
func (g *Gateway) failed(repo Repo, err error) error {
	var rate *github.RateLimitError
	var abuse *github.AbuseRateLimitError
	switch {
	case errors.As(err, &rate) && rate.Response != nil:
		header := rate.Response.Header
		if header.Get("X-RateLimit-Reset") == "" && !rate.Rate.Reset.IsZero() {
			// The library remembers the limit and did not even ask.
			return g.wait(repo, rate.Rate.Reset.Sub(g.now())+time.Second)
		}
		return g.limited(repo, header)
	case errors.As(err, &abuse) && abuse.RetryAfter != nil:
		return g.wait(repo, *abuse.RetryAfter)
	case errors.As(err, &abuse) && abuse.Response != nil:
		return g.limited(repo, abuse.Response.Header)
	}
	response := refusal(err)
	if response == nil {
		return redactedError{err}
	}
	header := response.Header
	switch response.StatusCode {
	case http.StatusTooManyRequests:
		return g.limited(repo, header)
	case http.StatusUnauthorized:
		return unknownApp(err)
	case http.StatusForbidden:
		if suspended(err) {
			return suspendedError{redactedError{err}}
		}
		if archived(err) {
			return final{fmt.Errorf("%w, the repository is archived: %w", ErrForbidden, redactedError{err})}
		}
		if header.Get("Retry-After") != "" || header.Get("X-RateLimit-Remaining") == "0" {
			return g.limited(repo, header)
		}
		if locked(err) {
			return fmt.Errorf("%w: %w", ErrLocked, redactedError{err})
		}
		if needs := header.Get("X-Accepted-GitHub-Permissions"); needs != "" {
			return fmt.Errorf("%w, it needs %s: %w", ErrForbidden, needs, redactedError{err})
		}
		return fmt.Errorf("%w: %w", ErrForbidden, redactedError{err})
	case http.StatusNotFound:
		return fmt.Errorf("%w: %w", ErrNotFound, redactedError{err})
	case http.StatusGone, http.StatusUnavailableForLegalReasons:
		return final{fmt.Errorf("%w: %w", ErrNotFound, redactedError{err})}
	case http.StatusUnprocessableEntity:
		if says(err, "submitted too quickly") {
			return g.wait(repo, defaultWait)
		}
		return final{fmt.Errorf("%w: %w", ErrRefused, redactedError{err})}
	}
	return redactedError{err}
}

// refusal is GitHub's answer to the request, or to the one for a token before
// it: it refuses those when the App was removed (404) or suspended (403).
func refusal(err error) *http.Response {
	var answer *github.ErrorResponse
	var token *ghinstallation.HTTPError
	switch {
	case errors.As(err, &answer):
		return answer.Response
	case errors.As(err, &token):
		return token.Response
	}
	return nil
}

// unknownApp words an answer of 401. Only a refusal of what the App's key
// signed speaks of the key: an installation's token ends by itself, and with
// the installation.
func unknownApp(err error) error {
	var token *ghinstallation.HTTPError
	var answer *github.ErrorResponse
	signed := errors.As(err, &token)
	if !signed && errors.As(err, &answer) && answer.Response != nil && answer.Response.Request != nil {
		signed = strings.HasSuffix(answer.Response.Request.URL.Path, "/app")
	}
	switch status := refusal(err); {
	case status == nil || status.StatusCode != http.StatusUnauthorized:
		return redactedError{err}
	case signed:
		return fmt.Errorf("GitHub doesn't know the App: check github.app_id and github.private_key: %w", redactedError{err})
	}
	return endedError{redactedError{err}}
}

// suspendedError says that the owner suspended the App: nothing helps until
// they let it go on.
type suspendedError struct{ error }

func (e suspendedError) Error() string {
	return "the installation is suspended: " + e.error.Error()
}
func (e suspendedError) Unwrap() []error { return []error{ErrForbidden, e.error} }

// RetryAfter asks to wait.
func (suspendedError) RetryAfter() time.Duration { return longestWait }

// endedError says that GitHub no longer takes the installation's token: it was
// suspended or removed, or the token is about to be made anew.
type endedError struct{ error }

func (e endedError) Error() string {
	return "GitHub does not take the installation's token, it may be suspended: " + e.error.Error()
}
func (e endedError) Unwrap() []error { return []error{ErrForbidden, e.error} }

// RetryAfter asks to wait.
func (endedError) RetryAfter() time.Duration { return defaultWait }

// suspended reports whether GitHub refused because the App is suspended. The
// error of a token request has no words: it is refused with 403 for nothing
// else.
func suspended(err error) bool {
	var token *ghinstallation.HTTPError
	return errors.As(err, &token) || says(err, "has been suspended")
}

func archived(err error) bool { return says(err, "archived") }

// locked reports whether GitHub refused a comment or reaction because somebody
// locked the conversation.
func locked(err error) bool { return says(err, "is locked") }

// says reports whether GitHub's refusal has the words, given in lower case: it
// has no code for many reasons.
func says(err error, words string) bool {
	var answer *github.ErrorResponse
	if !errors.As(err, &answer) {
		return false
	}
	said := []string{answer.Message}
	for _, one := range answer.Errors {
		said = append(said, one.Message)
	}
	return strings.Contains(strings.ToLower(strings.Join(said, "\n")), words)
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
	return g.wait(repo, wait)
}

// wait makes the installation wait, within reason.
func (g *Gateway) wait(repo Repo, wait time.Duration) error {
	wait = min(max(wait, time.Second), longestWait)
	g.pace(repo.Installation).blockUntil(g.now().Add(wait))
	return &RateLimitError{Wait: wait}
}
