package gateway

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// roundTrip makes a function a transport.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestReadsAreTriedAgain(t *testing.T) {
	const query, mutation = `{"query":"\nquery Q { viewer { login } }"}`, `{"query":"\nmutation M { x }"}`
	tests := []struct {
		name, method, path, body string
		answers                  []int // status codes; 0 is a lost connection
		want                     int
		slept                    []time.Duration
	}{
		{"a read", "GET", "/x", "", []int{200}, 200, nil},
		{"a read after a bad gateway", "GET", "/x", "", []int{502, 200}, 200, []time.Duration{time.Second}},
		{"a read after a lost connection", "GET", "/x", "", []int{0, 0, 200}, 200, []time.Duration{time.Second, 2 * time.Second}},
		{"a read that fails and fails", "GET", "/x", "", []int{503, 503, 503}, 503, []time.Duration{time.Second, 2 * time.Second}},
		{"a refusal stands", "GET", "/x", "", []int{404}, 404, nil},
		{"a query", "POST", "/api/graphql", query, []int{504, 200}, 200, []time.Duration{time.Second}},
		{"a mutation is made once", "POST", "/api/graphql", mutation, []int{502}, 502, nil},
		{"a write is made once", "POST", "/repos/o/r/issues", query, []int{502}, 502, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			clock, asked := newFakeClock(), 0
			inner := roundTrip(func(r *http.Request) (*http.Response, error) {
				status := test.answers[asked]
				asked++
				if r.Body != nil {
					if got, _ := io.ReadAll(r.Body); string(got) != test.body {
						t.Errorf("try %d sends %q", asked, got)
					}
				}
				if got := r.Header.Get("X-GitHub-Api-Version"); got != apiVersion {
					t.Errorf("API version %q", got)
				}
				if status == 0 {
					return nil, errors.New("connection reset")
				}
				return &http.Response{StatusCode: status, Request: r, Body: http.NoBody}, nil
			})
			request, err := http.NewRequestWithContext(t.Context(), test.method, "https://host"+test.path, strings.NewReader(test.body))
			if err != nil {
				t.Fatal(err)
			}
			response, err := transport{next: inner, sleep: clock.sleep}.RoundTrip(request)
			if err != nil {
				t.Fatal(err)
			}
			_ = response.Body.Close()
			if response.StatusCode != test.want || asked != len(test.answers) {
				t.Errorf("status %d after %d tries, want %d after %d", response.StatusCode, asked, test.want, len(test.answers))
			}
			if diff := cmp.Diff(test.slept, clock.slept); diff != "" {
				t.Errorf("waits (-want +got):\n%s", diff)
			}
		})
	}
}

// TestRedirectsTakeNoCredentialsAlong goes from one host to another, and on
// within that one.
func TestRedirectsTakeNoCredentialsAlong(t *testing.T) {
	seen := map[string]string{}
	var other *httptest.Server
	other = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen["other"+r.URL.Path] = r.Header.Get("Authorization")
		if r.URL.Path == "/1" {
			http.Redirect(w, r, other.URL+"/2", http.StatusFound)
		}
	}))
	defer other.Close()
	github := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen["github"+r.URL.Path] = r.Header.Get("Authorization")
		target := "/moved"
		if r.URL.Path == "/moved" {
			target = other.URL + "/1"
		}
		http.Redirect(w, r, target, http.StatusMovedPermanently)
	}))
	defer github.Close()
	inner := transport{next: http.DefaultTransport, sleep: newFakeClock().sleep}
	client := http.Client{Transport: roundTrip(func(r *http.Request) (*http.Response, error) { // as an App's transport does
		r = r.Clone(r.Context())
		r.Header.Set("Authorization", "token secret")
		return inner.RoundTrip(r)
	})}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, github.URL+"/old", nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = response.Body.Close()
	want := map[string]string{"github/old": "token secret", "github/moved": "token secret", "other/1": "", "other/2": ""}
	if diff := cmp.Diff(want, seen); diff != "" {
		t.Errorf("credentials by request (-want +got):\n%s", diff)
	}
}

func TestAnswersAreBounded(t *testing.T) {
	for size, want := range map[int]error{10: nil, 11: ErrTooLarge} {
		body := &capped{ReadCloser: io.NopCloser(strings.NewReader(strings.Repeat("x", size))), left: 10}
		if text, err := io.ReadAll(body); !errors.Is(err, want) || err == nil && len(text) != size {
			t.Errorf("%d bytes of at most 10: read %d, %v, want %v", size, len(text), err, want)
		}
	}
}
