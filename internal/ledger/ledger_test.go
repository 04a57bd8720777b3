package ledger_test

import (
	"context"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/storybot-app/storybot/internal/ledger"
	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/subject"
)

// noon is the time in tests, finer than what is kept.
var noon = time.Date(2026, 3, 1, 12, 0, 0, 123_456_789, time.FixedZone("", 3600))

func book(n int) subject.Subject {
	return subject.Subject{Repo: subject.Repo{ID: 42, Owner: "wg", Name: "book", Installation: 7}, Kind: subject.Issue, Number: n}
}

func openLedger(t *testing.T) (*ledger.Ledger, *store.DB, *time.Time) {
	t.Helper()
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	now := noon
	l, err := ledger.Open(t.Context(), db, func() time.Time { return now })
	if err != nil {
		t.Fatal(err)
	}
	return l, db, &now
}

func save(t *testing.T, l *ledger.Ledger, s subject.Subject, e ledger.Entry) {
	t.Helper()
	if err := l.Save(t.Context(), s, e); err != nil {
		t.Fatal(err)
	}
}

func wantMemory(t *testing.T, l *ledger.Ledger, s subject.Subject, want ledger.Memory) {
	t.Helper()
	got, err := l.Load(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("memory of %s (-want +got):\n%s", s, diff)
	}
}

// full is a memory with something of everything.
func full() ledger.Memory {
	at := noon.Truncate(time.Millisecond).UTC()
	return ledger.Memory{
		Labels:   ledger.Labels{Placed: []string{"idea", "needs work"}, Intended: []string{"idea"}},
		Claim:    &ledger.Claim{Login: "ann", At: at, Assigned: true},
		Waivers:  []ledger.Waiver{{Rule: "title", Reason: strings.Repeat("ä", 30<<10), By: "bob", At: at}, {Rule: "faq", By: "ann", At: at}},
		Check:    ledger.Check{At: at, Told: true},
		Proposal: &ledger.Proposal{Branch: "story/7-barbara", Number: 12, HeadOID: "abc"},
		Hold:     &ledger.Hold{By: "bob", Reason: "the release", At: at},
		Mute:     &ledger.Mute{By: "ann", At: at},
	}
}

func TestMemoryIsReplaced(t *testing.T) {
	l, _, _ := openLedger(t)
	wantMemory(t, l, book(1), ledger.Memory{})
	save(t, l, book(2), ledger.Entry{Memory: full()})
	steps := map[string]func(*ledger.Memory){
		"all":              func(*ledger.Memory) {},
		"labels swapped":   func(m *ledger.Memory) { m.Labels.Placed = []string{"needs work", "idea"} },
		"labels gone":      func(m *ledger.Memory) { m.Labels = ledger.Labels{} },
		"claim of other":   func(m *ledger.Memory) { m.Claim = &ledger.Claim{Login: "eve", At: m.Claim.At} },
		"claim gone":       func(m *ledger.Memory) { m.Claim = nil },
		"waiver gone":      func(m *ledger.Memory) { m.Waivers = m.Waivers[1:] },
		"waivers gone":     func(m *ledger.Memory) { m.Waivers = nil },
		"not told":         func(m *ledger.Memory) { m.Check.Told = false },
		"never checked":    func(m *ledger.Memory) { m.Check = ledger.Check{} },
		"told and no time": func(m *ledger.Memory) { m.Check = ledger.Check{Told: true} },
		"new head":         func(m *ledger.Memory) { m.Proposal = &ledger.Proposal{Branch: "b", Number: 13, HeadOID: "d"} },
		"no proposal":      func(m *ledger.Memory) { m.Proposal = nil },
		"other hold":       func(m *ledger.Memory) { m.Hold = &ledger.Hold{By: "ann", At: m.Hold.At} },
		"no hold":          func(m *ledger.Memory) { m.Hold = nil },
		"muted by other":   func(m *ledger.Memory) { m.Mute = &ledger.Mute{By: "bob", At: m.Mute.At} },
		"not muted":        func(m *ledger.Memory) { m.Mute = nil },
		"nothing":          func(m *ledger.Memory) { *m = ledger.Memory{} },
	}
	for name, change := range steps {
		t.Run(name, func(t *testing.T) {
			save(t, l, book(1), ledger.Entry{Memory: full()})
			want := full()
			change(&want)
			save(t, l, book(1), ledger.Entry{Memory: want})
			wantMemory(t, l, book(1), want)
		})
	}
	wantMemory(t, l, book(2), full())
}

// Whatever a repository is called meanwhile, what is remembered of it is found.
func TestMemoryOutlivesARename(t *testing.T) {
	l, _, _ := openLedger(t)
	save(t, l, book(1), ledger.Entry{Memory: full()})
	moved := book(1)
	moved.Repo.Owner, moved.Repo.Name, moved.Repo.Installation = "other", "stories", 8
	wantMemory(t, l, moved, full())
	save(t, l, moved, ledger.Entry{Memory: full()})
	want := []ledger.IdleClaim{{Subject: moved, Claim: *full().Claim}}
	got, err := l.IdleClaims(t.Context(), noon.Add(time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("idle claims (-want +got):\n%s", diff)
	}
}

// changes counts what the writer has changed in its life.
func changes(t *testing.T, db *store.DB) int {
	t.Helper()
	var n int
	if err := db.Writer().QueryRowContext(t.Context(), `SELECT total_changes()`).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestWhatIsAsItWasIsNotWritten(t *testing.T) {
	l, db, _ := openLedger(t)
	written := func(e ledger.Entry) int {
		before := changes(t, db)
		save(t, l, book(1), e)
		return changes(t, db) - before
	}
	m := full()
	m.Claim.At = noon // finer, and in another zone, than what is kept
	if n := written(ledger.Entry{Memory: m}); n == 0 {
		t.Error("nothing was written")
	}
	if n := written(ledger.Entry{Memory: m}); n != 0 {
		t.Errorf("%d rows written for what was there", n)
	}
	m.Check.At = m.Check.At.Add(time.Minute)
	if n := written(ledger.Entry{Memory: m}); n > 2 {
		t.Errorf("%d rows written for one that changed", n)
	}
	if n := written(ledger.Entry{Memory: m, Done: []string{"a"}}); n != 1 {
		t.Errorf("%d rows written for one effect", n)
	}
	if n := written(ledger.Entry{Memory: m, Done: []string{"a"}}); n != 0 {
		t.Errorf("%d rows written for an effect that was done", n)
	}
}

func TestSaveIsAllOrNothing(t *testing.T) {
	l, db, _ := openLedger(t)
	save(t, l, book(1), ledger.Entry{Memory: full()})
	if _, err := db.Writer().ExecContext(t.Context(), `CREATE TRIGGER refuse BEFORE INSERT ON link BEGIN SELECT RAISE(ABORT, 'no'); END`); err != nil {
		t.Fatal(err)
	}
	err := l.Save(t.Context(), book(1), ledger.Entry{
		Memory: ledger.Memory{}, Done: []string{"comment-1"}, Links: []ledger.Link{{Effect: "comment-1", Login: "ann"}},
	})
	if err == nil || !strings.Contains(err.Error(), "wg/book#1") {
		t.Errorf("got %v, want an error that names what was to be saved", err)
	}
	wantMemory(t, l, book(1), full())
	if done, err := l.Done(t.Context(), "comment-1"); err != nil || done {
		t.Errorf("done: %v, %v", done, err)
	}
}

func TestEffectsAreDoneOnce(t *testing.T) {
	l, _, now := openLedger(t)
	if done, err := l.Done(t.Context(), "comment-1"); err != nil || done {
		t.Errorf("done before: %v, %v", done, err)
	}
	for range 2 {
		save(t, l, book(1), ledger.Entry{Done: []string{"comment-1", "comment-2"}})
	}
	for after, want := range map[time.Duration]bool{0: true, 364 * 24 * time.Hour: true} {
		*now = noon.Add(after)
		if err := l.Prune(t.Context()); err != nil {
			t.Fatal(err)
		}
		if done, err := l.Done(t.Context(), "comment-2"); err != nil || done != want {
			t.Errorf("after %v: done %v, %v", after, done, err)
		}
	}
	*now = noon.Add(366 * 24 * time.Hour)
	if err := l.Prune(t.Context()); err != nil {
		t.Fatal(err)
	}
	if done, err := l.Done(t.Context(), "comment-2"); err != nil || done {
		t.Errorf("after more than a year: done %v, %v", done, err)
	}
}

func TestLinksAreCounted(t *testing.T) {
	l, _, now := openLedger(t)
	give := func(repo int64, effect, login string) {
		s := book(1)
		s.Repo.ID = repo
		save(t, l, s, ledger.Entry{Links: []ledger.Link{{Effect: effect, Login: login}}})
	}
	give(42, "old", "ann")
	*now = noon.Add(24 * time.Hour)
	give(42, "a", "ann")
	give(42, "a", "ann") // tried again
	give(42, "b", "Ann")
	give(42, "c", "bob")
	give(43, "d", "ann")
	for name, row := range map[string]struct {
		login       string
		since       time.Time
		person, all int
	}{
		"today":        {"ANN", noon.Add(time.Hour), 2, 3},
		"all":          {"ann", noon, 3, 4},
		"nobody":       {"eve", noon, 0, 4},
		"in no moment": {"ann", noon.Add(48 * time.Hour), 0, 0},
	} {
		person, all, err := l.LinksSince(t.Context(), book(1).Repo, row.login, row.since)
		if err != nil || person != row.person || all != row.all {
			t.Errorf("%s: %d of %d, %v; want %d of %d", name, person, all, err, row.person, row.all)
		}
	}
	*now = noon.Add(31 * 24 * time.Hour)
	if err := l.Prune(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, all, err := l.LinksSince(t.Context(), book(1).Repo, "ann", noon); err != nil || all != 3 {
		t.Errorf("%d left after a month, %v; want 3", all, err)
	}
}

func TestSettings(t *testing.T) {
	l, _, _ := openLedger(t)
	repo := book(1).Repo
	if text, err := l.Settings(t.Context(), repo); err != nil || text != nil {
		t.Errorf("of an unknown repository: %q, %v", text, err)
	}
	save(t, l, book(1), ledger.Entry{Memory: full()}) // the repository is known now, its settings are not
	if text, err := l.Settings(t.Context(), repo); err != nil || text != nil {
		t.Errorf("never saved: %q, %v", text, err)
	}
	for _, want := range []string{"a: 1\n", strings.Repeat("# \xff\n", 300<<10), ""} {
		if err := l.SaveSettings(t.Context(), repo, []byte(want)); err != nil {
			t.Fatal(err)
		}
		if text, err := l.Settings(t.Context(), repo); err != nil || text == nil || string(text) != want {
			t.Errorf("got %d bytes (nil: %v), %v; want %d", len(text), text == nil, err, len(want))
		}
	}
	other := repo
	other.ID++
	if text, err := l.Settings(t.Context(), other); err != nil || text != nil {
		t.Errorf("of another repository: %q, %v", text, err)
	}
}

func TestIdleClaims(t *testing.T) {
	l, _, _ := openLedger(t)
	day := func(n int) time.Time { return time.UnixMilli(int64(n) * 86_400_000).UTC() }
	var want []ledger.IdleClaim
	for i, n := range []int{3, 1, 2, 9} {
		s, claim := book(i+1), ledger.Claim{Login: "ann", At: day(n), Assigned: i == 0}
		save(t, l, s, ledger.Entry{Memory: ledger.Memory{Claim: &claim}})
		want = append(want, ledger.IdleClaim{Subject: s, Claim: claim})
	}
	save(t, l, book(3), ledger.Entry{}) // given back
	want = []ledger.IdleClaim{want[1], want[0]}
	got, err := l.IdleClaims(t.Context(), day(4))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("idle claims (-want +got):\n%s", diff)
	}
}

func TestOldEffectsAreAdopted(t *testing.T) {
	db, err := store.Open(t.Context(), "sqlite:"+filepath.Join(t.TempDir(), "x.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
	if _, err := db.Writer().ExecContext(t.Context(), `
		CREATE TABLE effect (id TEXT PRIMARY KEY, done_at INTEGER NOT NULL) WITHOUT ROWID;
		INSERT INTO effect (id, done_at) VALUES ('comment-1', 5);
		CREATE TABLE memory (key TEXT PRIMARY KEY, data BLOB NOT NULL) WITHOUT ROWID`); err != nil {
		t.Fatal(err)
	}
	l, err := ledger.Open(t.Context(), db, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	if done, err := l.Done(t.Context(), "comment-1"); err != nil || !done {
		t.Errorf("done: %v, %v", done, err)
	}
}

func TestErrorsNameWhatFailed(t *testing.T) {
	l, _, _ := openLedger(t)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	s := book(1)
	calls := map[string]func() error{
		"wg/book#1": func() error { _, err := l.Load(ended, s); return err },
		"comment-1": func() error { _, err := l.Done(ended, "comment-1"); return err },
		"wg/book":   func() error { return l.SaveSettings(ended, s.Repo, nil) },
		"settings":  func() error { _, err := l.Settings(ended, s.Repo); return err },
		"links":     func() error { _, _, err := l.LinksSince(ended, s.Repo, "ann", noon); return err },
		"claims":    func() error { _, err := l.IdleClaims(ended, noon); return err },
		"effects":   func() error { return l.Prune(ended) },
	}
	for want, call := range calls {
		if err := call(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want an error that names %s", err, want)
		}
	}
}

// TestEmpty: whatever is remembered is something.
func TestEmpty(t *testing.T) {
	if !(ledger.Memory{}).Empty() {
		t.Error("nothing is remembered, and that is not empty")
	}
	whole := reflect.ValueOf(full())
	for i := range whole.NumField() {
		m := reflect.New(whole.Type()).Elem()
		m.Field(i).Set(whole.Field(i))
		if m.Interface().(ledger.Memory).Empty() {
			t.Errorf("%s is remembered, and that is empty", whole.Type().Field(i).Name)
		}
	}
}
