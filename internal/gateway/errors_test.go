package gateway

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-github/v60/github"
)

// answered is the error go-github makes of an answer.
func answered(status int, body string, header map[string]string) error {
	request := httptest.NewRequest(http.MethodGet, "https://api.github.com/repos/o/r", nil)
	response := &http.Response{StatusCode: status, Header: http.Header{}, Request: request, Body: io.NopCloser(strings.NewReader(body))}
	for key, value := range header {
		response.Header.Set(key, value)
	}
	return statusError(response)
}

func TestLimitsMakeTheInstallationWait(t *testing.T) {
	const secondary = `{"message":"You have exceeded a secondary rate limit","documentation_url":"https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits"}`
	tests := []struct {
		name string
		err  error
		want time.Duration
	}{
		{"secondary with a time", answered(403, secondary, map[string]string{"Retry-After": "30"}), 30 * time.Second},
		{"secondary without a time", answered(403, secondary, nil), time.Minute},
		{"403 with a time", answered(403, `{}`, map[string]string{"Retry-After": "5"}), 5 * time.Second},
		{"429 with a time", answered(429, `{}`, map[string]string{"Retry-After": "7"}), 7 * time.Second},
		{"429 with a reset", answered(429, `{}`, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1700000100"}), 101 * time.Second},
		{"429 with nothing", answered(429, ``, nil), time.Minute},
		{"primary", answered(403, `{}`, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1700000010"}), 11 * time.Second},
		{"reset in the past", answered(403, `{}`, map[string]string{"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": "1600000000"}), time.Second},
		{"a wait of a year", answered(429, `{}`, map[string]string{"Retry-After": "31536000"}), time.Hour},
		{"a wait that is none", answered(429, `{}`, map[string]string{"Retry-After": "-1"}), time.Minute},
		{
			"remembered by the library", &github.RateLimitError{
				Rate: github.Rate{Reset: github.Timestamp{Time: time.Unix(1_700_000_020, 0)}}, Response: &http.Response{Header: http.Header{}},
			}, 21 * time.Second,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := clocked(newFakeClock())
			err := g.failed(Repo{Installation: 1}, test.err)
			var limit *RateLimitError
			if !errors.As(err, &limit) {
				t.Fatalf("%v is no limit", err)
			}
			if limit.RetryAfter() != test.want || g.Blocked(1) != test.want {
				t.Errorf("wait %s, blocked for %s, want %s", limit.RetryAfter(), g.Blocked(1), test.want)
			}
		})
	}
}

func TestFailuresCanBeMatched(t *testing.T) {
	tests := []struct {
		name string
		err  error
		want error
		says string
	}{
		{"forbidden", answered(403, `{"message":"Resource not accessible by integration"}`, map[string]string{"X-Accepted-GitHub-Permissions": "issues=write"}), ErrForbidden, "issues=write"},
		{"forbidden without a reason", answered(403, `{}`, map[string]string{"X-RateLimit-Remaining": "12"}), ErrForbidden, "403"},
		{"not found", answered(404, `{}`, nil), ErrNotFound, "404"},
		{"gone", answered(410, `{}`, nil), ErrNotFound, "410"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			g := clocked(newFakeClock())
			err := g.failed(Repo{Installation: 1}, test.err)
			if !errors.Is(err, test.want) || !strings.Contains(err.Error(), test.says) {
				t.Errorf("got %v, want %v with %q", err, test.want, test.says)
			}
			if g.Blocked(1) != 0 {
				t.Errorf("blocked for %s", g.Blocked(1))
			}
		})
	}
}

func TestErrorsHideTokens(t *testing.T) {
	for _, token := range []string{"ghs_16C7e42F292c6912E7710c838347Ae178B4a", "ghs_123_eyJhbGciOi.eyJpc3MiOiIx.c2lnbmF0dXJl", "ghp_16C7e42F292c6912E7710c838347Ae178B4a"} {
		err := clocked(newFakeClock()).failed(Repo{}, errors.New("Get https://x:"+token+"@host: refused"))
		if text := err.Error(); strings.Contains(text, token[4:]) || !strings.Contains(text, "refused") {
			t.Errorf("the error says %q", text)
		}
	}
}

func TestQueryErrorsCanBeMatched(t *testing.T) {
	for _, test := range []struct {
		found graphqlErrors
		want  error
	}{
		{graphqlErrors{{Type: "STALE_DATA", Message: "expected branch to point to"}}, ErrStale},
		{graphqlErrors{{Type: "OTHER"}, {Type: "NOT_FOUND"}}, ErrNotFound},
		{graphqlErrors{{Type: "FORBIDDEN"}}, ErrForbidden},
	} {
		if err := clocked(newFakeClock()).failedQuery(Repo{}, nil, test.found); !errors.Is(err, test.want) {
			t.Errorf("%v: got %v, want %v", test.found, err, test.want)
		}
	}
	for _, found := range []graphqlErrors{{{Type: "RATE_LIMITED"}}, {{Message: "You have exceeded a secondary rate limit."}}} {
		g := clocked(newFakeClock())
		var limit *RateLimitError
		err := g.failedQuery(Repo{Installation: 1}, http.Header{"Retry-After": {"9"}}, found)
		if !errors.As(err, &limit) || g.Blocked(1) != 9*time.Second {
			t.Errorf("%v: got %v, blocked for %s, want a wait of 9 s", found, err, g.Blocked(1))
		}
	}
}
