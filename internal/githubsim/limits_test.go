package githubsim

import (
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-github/v60/github"
)

func (w *world) comment(t *testing.T, n int) error {
	t.Helper()
	_, _, err := w.bot.Issues.CreateComment(t.Context(), "lovelace", "book", n, &github.IssueComment{Body: github.String("hello")})
	return err
}

func TestPrimaryLimit(t *testing.T) {
	for _, code := range []int{http.StatusForbidden, http.StatusTooManyRequests} {
		w := newWorld(t, func(o *Options) { o.Limits = Limits{Core: 3, Status: code, Minute: time.Second} })
		n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
		for range 3 {
			check(t, w.comment(t, n))
		}
		rate, _, err := w.bot.RateLimit.Get(t.Context())
		check(t, err)
		if rate.Core.Remaining != 0 || rate.Core.Limit != 3 {
			t.Errorf("rate = %v", rate.Core)
		}
		// A client of its own: go-github remembers the limit and would not ask.
		fresh := w.client(t, w.transport(t))
		_, resp, err := fresh.Issues.Get(t.Context(), "lovelace", "book", n)
		if status(err) != code || resp.Header.Get("X-RateLimit-Remaining") != "0" {
			t.Errorf("fourth request: %v, want %d", err, code)
		}
		w.clock.advance(time.Minute)
		fresh = w.client(t, w.transport(t))
		_, _, err = fresh.Issues.Get(t.Context(), "lovelace", "book", n)
		check(t, err)
	}
}

func TestSecondaryLimitOnContent(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Limits = Limits{ContentPerMinute: 2} })
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	check(t, w.comment(t, n))
	check(t, w.comment(t, n))
	var abuse *github.AbuseRateLimitError
	if err := w.comment(t, n); !errors.As(err, &abuse) || abuse.GetRetryAfter() != time.Minute {
		t.Errorf("third comment: %v, want a secondary limit of one minute", err)
	}
}

func TestFaults(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	posts := func(r *http.Request) bool {
		return r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/comments")
	}
	w.Inject(Fault{Match: posts, Status: http.StatusBadGateway, Body: "<html>"})
	if err := w.comment(t, n); status(err) != http.StatusBadGateway {
		t.Errorf("error = %v, want 502", err)
	}
	check(t, w.comment(t, n))
	if got := len(w.repo.View(n).Comments); got != 1 {
		t.Errorf("%d comments after a 502, want 1", got)
	}
	w.Inject(Fault{Match: posts, DropAnswer: true})
	if err := w.comment(t, n); err == nil {
		t.Error("the answer was not lost")
	}
	if got := len(w.repo.View(n).Comments); got != 2 {
		t.Errorf("%d comments after a lost answer, want 2", got)
	}
	w.Inject(Fault{Match: posts, Delay: 50 * time.Millisecond})
	start := time.Now()
	check(t, w.comment(t, n))
	if time.Since(start) < 50*time.Millisecond {
		t.Error("the answer was not slow")
	}
	var limited *github.RateLimitError
	w.Inject(PrimaryLimit(http.StatusForbidden, w.clock.now().Add(time.Hour)))
	if _, _, err := w.client(t, w.transport(t)).Issues.Get(t.Context(), "lovelace", "book", n); err == nil {
		t.Error("the token request was not limited")
	}
	w.Inject(PrimaryLimit(http.StatusForbidden, w.clock.now().Add(time.Hour)))
	if err := w.comment(t, n); !errors.As(err, &limited) {
		t.Errorf("error = %v, want a rate limit", err)
	}
}

func TestRequestLog(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	check(t, w.comment(t, n))
	log := w.Requests()
	if len(log) != 2 || log[0].Token != "jwt" || log[1].Token != "installation" || log[1].Status != 201 || log[1].Path != "repos/lovelace/book/issues/1/comments" {
		t.Errorf("requests = %+v", log)
	}
	w.ResetRequests()
	if len(w.Requests()) != 0 {
		t.Error("the log is not empty")
	}
}

func TestUnchangedAnswerIsFree(t *testing.T) {
	w := newWorld(t)
	tok, err := w.token(t, nil)
	check(t, err)
	first := w.get(t, "repos/lovelace/book", tok.GetToken())
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.APIURL()+"repos/lovelace/book", nil)
	check(t, err)
	req.Header.Set("Authorization", "Bearer "+tok.GetToken())
	req.Header.Set("If-None-Match", first.Header.Get("ETag"))
	again, err := http.DefaultClient.Do(req)
	check(t, err)
	check(t, again.Body.Close())
	if again.StatusCode != http.StatusNotModified || again.Header.Get("X-RateLimit-Used") != "1" {
		t.Errorf("status %d, used %s; want 304 and 1", again.StatusCode, again.Header.Get("X-RateLimit-Used"))
	}
}
