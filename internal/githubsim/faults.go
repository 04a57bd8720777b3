package githubsim

import (
	"net/http"
	"strconv"
	"time"
)

// Fault makes matching API requests fail. A fault with a Status answers
// instead of the simulator; one without lets the request through, late when
// Delay is set, and with its answer lost when DropAnswer is.
type Fault struct {
	// Match picks requests; nil picks all. It must not read the body.
	Match func(*http.Request) bool
	// Times is how often the fault strikes; 0 means once.
	Times int
	// Status, Header and Body are the answer given instead of the real one.
	Status int
	Header http.Header
	Body   string
	// Delay passes before anything else happens, in real time.
	Delay time.Duration
	// DropAnswer does the work, then cuts the connection without an answer.
	DropAnswer bool
}

// Inject adds a fault. Faults are tried in the order they were added; one
// request meets at most one.
func (s *Server) Inject(f Fault) {
	f.Times = max(f.Times, 1)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// ClearFaults forgets all faults that have not struck yet.
func (s *Server) ClearFaults() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = nil
}

// takeFault uses up one strike of the first fault that matches.
func (s *Server) takeFault(r *http.Request) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	for i, f := range s.faults {
		if f.Match != nil && !f.Match(r) {
			continue
		}
		struck := *f
		if f.Times--; f.Times == 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return &struck
	}
	return nil
}

// PrimaryLimit is what GitHub answers when the hourly budget is used up until
// reset. status is 403 or 429.
func PrimaryLimit(status int, reset time.Time) Fault {
	h := http.Header{}
	setLimitHeaders(h, "core", 5000, 0, reset)
	return Fault{
		Status: status, Header: h,
		Body: `{"message":"API rate limit exceeded for installation.","documentation_url":"` + docs + `/overview/rate-limits-for-the-rest-api"}`,
	}
}

// SecondaryLimit is what GitHub answers to a burst. A zero wait leaves out
// Retry-After, as GitHub sometimes does. status is 403 or 429.
func SecondaryLimit(status int, wait time.Duration) Fault {
	e := secondaryError(status, wait)
	h := http.Header{}
	if wait > 0 {
		h.Set("Retry-After", strconv.Itoa(e.retry))
	}
	return Fault{
		Status: status, Header: h,
		Body: `{"message":"` + e.message + `","documentation_url":"` + e.docs + `"}`,
	}
}
