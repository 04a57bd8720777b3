package githubsim

import (
	"net/http"
	"strconv"
	"time"
)

// Limits are GitHub's rate limits. A zero field takes GitHub's own number, a
// negative one means no limit.
type Limits struct {
	Core      int // requests an hour of one installation; default 5000
	GraphQL   int // points an hour; default 5000
	Anonymous int // requests an hour without a token; default 60
	// Points is the secondary limit: points a minute, where a read costs one
	// and a write five; default 900.
	Points int
	// ContentPerMinute and ContentPerHour limit what creates content;
	// defaults 80 and 500.
	ContentPerMinute, ContentPerHour int
	// Minute is how long a minute of these limits lasts; default a minute. A
	// demo that hurries makes it shorter.
	Minute time.Duration
	// Status is what an exceeded limit answers: 403 (default) or 429.
	Status int
}

// limiter counts what each caller has used. Windows start at first use.
type limiter struct {
	limits  Limits
	windows map[string]*window // by caller and resource
}

type window struct {
	used  int
	reset time.Time
}

func newLimiter(l Limits) *limiter {
	for field, value := range map[*int]int{
		&l.Core: 5000, &l.GraphQL: 5000, &l.Anonymous: 60, &l.Points: 900,
		&l.ContentPerMinute: 80, &l.ContentPerHour: 500, &l.Status: http.StatusForbidden,
	} {
		if *field == 0 {
			*field = value
		}
	}
	if l.Minute == 0 {
		l.Minute = time.Minute
	}
	return &limiter{limits: l, windows: map[string]*window{}}
}

// take spends cost from a window of the given length. ok is false, and nothing
// is spent, when that would exceed limit.
func (l *limiter) take(key string, cost, limit int, length time.Duration, now time.Time) (w window, ok bool) {
	cur := l.windows[key]
	if cur == nil || !now.Before(cur.reset) {
		cur = &window{reset: now.Add(length)}
		l.windows[key] = cur
	}
	if limit >= 0 && cur.used+cost > limit {
		return *cur, false
	}
	cur.used += cost
	return *cur, true
}

// caller is the account a token's limits are counted for.
func (t *token) caller() string {
	switch {
	case t == nil:
		return "anonymous"
	case t.install != nil:
		return "installation " + strconv.FormatInt(t.install.id, 10)
	}
	return t.kind
}

// takePoints spends from the hourly budget of a resource: "core" or
// "graphql". ok is false when the budget is used up.
func (s *Server) takePoints(tok *token, resource string, cost int) (limit, remaining int, reset time.Time, ok bool) {
	l := s.limits.limits
	switch {
	case tok == nil:
		limit = l.Anonymous
	case resource == "graphql":
		limit = l.GraphQL
	default:
		limit = l.Core
	}
	w, ok := s.limits.take(tok.caller()+"/"+resource, cost, limit, 60*l.Minute, s.now())
	if limit < 0 {
		limit = 1_000_000_000
	}
	remaining = max(limit-w.used, 0)
	if !ok {
		remaining = 0
	}
	return limit, remaining, w.reset, ok
}

// setLimitHeaders tells the caller about its budget.
func setLimitHeaders(h http.Header, resource string, limit, remaining int, reset time.Time) {
	h.Set("X-RateLimit-Limit", strconv.Itoa(limit))
	h.Set("X-RateLimit-Remaining", strconv.Itoa(remaining))
	h.Set("X-RateLimit-Used", strconv.Itoa(limit-remaining))
	h.Set("X-RateLimit-Reset", strconv.FormatInt(reset.Unix(), 10))
	h.Set("X-RateLimit-Resource", resource)
}

// spend counts one REST request against the primary and secondary limits.
func (s *Server) spend(c *call) error {
	limit, remaining, reset, ok := s.takePoints(c.tok, "core", 1)
	setLimitHeaders(c.headers, "core", limit, remaining, reset)
	if !ok {
		e := fail(s.limits.limits.Status, "API rate limit exceeded for %s.", c.tok.caller())
		e.docs = docs + "/overview/rate-limits-for-the-rest-api"
		return e
	}
	cost := 1
	if c.req.Method != http.MethodGet {
		cost = 5
	}
	return s.secondary(c.tok, cost, c.route != nil && c.route.content)
}

// secondary counts against the limits that are per minute. The GraphQL side
// calls it too, with content set for mutations that create content.
func (s *Server) secondary(tok *token, cost int, content bool) error {
	l, who, now := s.limits.limits, tok.caller(), s.now()
	w, ok := s.limits.take(who+"/points", cost, l.Points, l.Minute, now)
	if ok && content {
		w, ok = s.limits.take(who+"/content-minute", 1, l.ContentPerMinute, l.Minute, now)
	}
	if ok && content {
		w, ok = s.limits.take(who+"/content-hour", 1, l.ContentPerHour, 60*l.Minute, now)
	}
	if ok {
		return nil
	}
	return secondaryError(l.Status, w.reset.Sub(now))
}

func secondaryError(status int, wait time.Duration) *apiError {
	e := fail(status, "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.")
	e.docs = "https://docs.github.com/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"
	e.retry = max(int((wait+time.Second-1)/time.Second), 1)
	return e
}
