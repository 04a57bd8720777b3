package queue

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"
)

// errDies stands for the end of the process in the place of an answer.
var errDies = errors.New("dies")

type askedToWait struct{}

func (askedToWait) Error() string             { return "slow down" }
func (askedToWait) RetryAfter() time.Duration { return time.Hour }

// Each row is a history of one key's deliveries "a" and "b", which carry
// something of their own, or "x" and "y", which do not.
func TestDeathsAreCounted(t *testing.T) {
	for name, row := range map[string]struct {
		guids string
		runs  [][]error // what Handle answers in each run, in order
		want  string
	}{
		"once":                         {"a", [][]error{{errDies}}, "a: pending, 1 deaths, 0 attempts"},
		"twice":                        {"a", [][]error{{errDies}, {errDies}}, "a: failed, 2 deaths, 0 attempts"},
		"an error in between":          {"a", [][]error{{errDies}, {errors.New("down")}, {errDies}}, "a: failed, 2 deaths, 1 attempts"},
		"only errors":                  {"a", [][]error{{errors.New("down")}, {errors.New("down")}, {errors.New("down")}}, "a: pending, 0 deaths, 3 attempts"},
		"a wait is none":               {"a", [][]error{{askedToWait{}}, {}}, "a: pending, 0 deaths, 0 attempts"},
		"an interruption is none":      {"a", [][]error{{context.Canceled}, {context.Canceled}}, "a: pending, 0 deaths, 0 attempts"},
		"not those behind":             {"ab", [][]error{{errDies}}, "a: pending, 1 deaths, 0 attempts; b: pending, 0 deaths, 0 attempts"},
		"not those before":             {"ab", [][]error{{nil, errDies}}, "a: pending, 0 deaths, 0 attempts; b: pending, 1 deaths, 0 attempts"},
		"twice behind another":         {"ab", [][]error{{nil, errDies}, {nil, errDies}}, "a: pending, 0 deaths, 0 attempts; b: failed, 2 deaths, 0 attempts"},
		"not what stands for nothing":  {"xy", [][]error{{errDies}}, "x: pending, 0 deaths, 0 attempts; y: pending, 1 deaths, 0 attempts"},
		"those behind have their turn": {"ab", [][]error{{errDies}, {errDies}, {errDies}}, "a: failed, 2 deaths, 0 attempts; b: pending, 1 deaths, 0 attempts"},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(row.want, history(t, row.guids, row.runs)); diff != "" {
				t.Errorf("rows (-want +got):\n%s", diff)
			}
		})
	}
}

// history plays runs of one key by hand and says what is kept of its deliveries.
func history(t *testing.T, guids string, runs [][]error) string {
	t.Helper()
	var answers []error
	q, _ := openInside(t, func(context.Context, Delivery) error {
		answer := answers[0]
		answers = answers[1:]
		return answer
	})
	for guid := range strings.SplitSeq(guids, "") {
		if _, err := q.Accept(t.Context(), Delivery{GUID: guid, Subject: seven(), Edge: guid < "x"}); err != nil {
			t.Fatal(err)
		}
	}
	for _, answers = range runs {
		playRun(t, q, answers)
		if err := q.restore(t.Context()); err != nil { // as at a start
			t.Fatal(err)
		}
	}
	var rows string
	err := q.db.Reader().QueryRowContext(t.Context(), `SELECT group_concat(guid || ': ' || state || ', ' || deaths || ' deaths, '
		|| attempts || ' attempts', '; ') FROM (SELECT * FROM inbox ORDER BY id)`).Scan(&rows)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// playRun runs as a worker does, up to the death of the process if it dies.
func playRun(t *testing.T, q *Queue, answers []error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := q.take(ctx, seven().Key())
	if err != nil {
		t.Fatal(err)
	}
	if !r.pausedUntil.IsZero() {
		return
	}
	if errors.Is(answers[0], context.Canceled) {
		cancel()
	}
	out := q.handleRows(ctx, r)
	if errors.Is(answers[len(answers)-1], errDies) {
		return
	}
	if err := q.finish(ctx, nil, r, out); err == nil {
		t.Fatal("a run that has to be done again ended well")
	}
}

// Each of the keys that were worked on when the process died may be the cause:
// the next time they are handled one by one, so that the innocent are done.
func TestSuspectsAreHandledAlone(t *testing.T) {
	const keys, suspects = 12, 4
	var mu sync.Mutex
	running := map[int]bool{}
	var together []string
	q, _ := openInside(t, func(_ context.Context, d Delivery) error {
		mu.Lock()
		running[d.Subject.Number] = true
		for n := range running {
			if len(running) > 1 && n <= suspects {
				together = append(together, fmt.Sprint(running))
			}
		}
		mu.Unlock()
		time.Sleep(5 * time.Millisecond)
		mu.Lock()
		defer mu.Unlock()
		delete(running, d.Subject.Number)
		return nil
	})
	for n := range keys {
		s := seven()
		s.Number = n + 1
		if _, err := q.Accept(t.Context(), Delivery{GUID: fmt.Sprint(n + 1), Subject: s}); err != nil {
			t.Fatal(err)
		}
		if n < suspects { // begun, and never ended
			if _, err := q.take(t.Context(), s.Key()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := q.restore(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := q.count(t, `SELECT sum(deaths) FROM inbox`); n != suspects {
		t.Fatalf("%d deaths counted, want %d", n, suspects)
	}
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := q.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string(nil), together); diff != "" {
		t.Errorf("a suspect beside others (-want +got):\n%s", diff)
	}
	if n := q.count(t, `SELECT count(*) FROM inbox WHERE state = 'done'`); n != keys {
		t.Errorf("%d of %d done", n, keys)
	}
}

// A delivery that was set aside is as new when it is delivered again.
func TestSetAsideIsToldAndTakenAgain(t *testing.T) {
	q, _ := openInside(t, func(context.Context, Delivery) error { return nil })
	var log bytes.Buffer
	q.logger = zerolog.New(&log)
	d := Delivery{GUID: "deadly", Event: "issues", Subject: seven(), Edge: true, Payload: []byte("private words")}
	if _, err := q.Accept(t.Context(), d); err != nil {
		t.Fatal(err)
	}
	for range maxDeaths {
		r, err := q.take(t.Context(), seven().Key())
		if err != nil {
			t.Fatal(err)
		}
		if err := q.begin(t.Context(), r, r.rows[0]); err != nil {
			t.Fatal(err)
		}
		if err := q.restore(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if text := log.String(); !strings.Contains(text, `"error":"the process died twice while handling it"`) ||
		!strings.Contains(text, `"delivery":"deadly"`) || strings.Contains(text, "private") {
		t.Errorf("log: %s", text)
	}
	if s, err := q.Stats(t.Context()); err != nil || s.Failed != 1 || s.Pending != 0 {
		t.Errorf("stats %+v, %v; want one failed", s, err)
	}
	if fresh, err := q.Accept(t.Context(), d); err != nil || !fresh {
		t.Errorf("delivered again: fresh %v, %v", fresh, err)
	}
	if n := q.count(t, `SELECT count(*) FROM inbox WHERE state = 'pending' AND deaths = 0 AND last_error IS NULL`); n != 1 {
		t.Error("what is delivered again still carries its deaths")
	}
}
