package queue

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/store"
	"github.com/storybot-app/storybot/internal/subject"
)

const placed = `"repository":{"id":42,"name":"book","owner":{"login":"wg"}}`

// oldInbox makes a database as the first version left it.
func oldInbox(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	schema, err := os.ReadFile("testdata/schema1.sql")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), string(schema)+`; PRAGMA user_version = 1;
		INSERT INTO effect (id, done_at) VALUES ('comment-1', 5);
		INSERT INTO entity (key, generation, fence) VALUES ('7/wg/book#5', 3, 2)`); err != nil {
		t.Fatal(err)
	}
	for _, row := range []struct {
		guid, key, event, state string
		edge                    bool
		payload                 string
	}{
		{"done", "7/wg/book#5", "issues", "done", true, ""},
		{"opened", "7/wg/book#5", "issues", "pending", true, `{"a":"\u0000",` + placed + `}`},
		{"comment", "7/wg/book#5", "issue_comment", "pending", true, `{"issue":{"pull_request":{}},` + placed + `}`},
		{"level", "7/wg/book#6", "pull_request", "pending", false, `{` + placed + `}`},
		{"click", "7/wg/book#6", "check_run", "pending", false, `{` + placed + `}`},
		{"suite", "7/wg/book#0", "check_suite", "pending", true, `{` + placed + `}`},
		{"no id", "7/wg/book#6", "pull_request", "pending", true, `{"repository":{"name":"book","owner":{"login":"wg"}}}`},
		{"no JSON", "7/wg/book#6", "pull_request", "pending", true, `{{`},
		{"no payload", "7/wg/book#6", "pull_request", "pending", true, ``},
	} {
		if _, err := db.ExecContext(t.Context(), `INSERT INTO inbox (guid, key, event, action, installation, edge, received_at, state, payload)
			VALUES (?, ?, ?, '', 7, ?, 1, ?, ?)`, row.guid, row.key, row.event, row.edge, row.state, []byte(row.payload)); err != nil {
			t.Fatal(err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestDeliveriesOfAnEarlierVersionAreHandled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "inbox.db")
	oldInbox(t, path)
	var mu sync.Mutex
	var got []Delivery
	db, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	q, err := Open(t.Context(), db, Options{
		Handle: func(_ context.Context, d Delivery) error {
			mu.Lock()
			defer mu.Unlock()
			got = append(got, d)
			return nil
		},
		Logger: zerolog.Nop(), Now: time.Now,
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		err := q.Stop(context.Background())
		q.Close()
		if err := errors.Join(err, db.Close()); err != nil {
			t.Error(err)
		}
	})
	if err := q.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := q.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	about := func(kind subject.Kind, number int) subject.Subject {
		return subject.Subject{Repo: subject.Repo{ID: 42, Owner: "wg", Name: "book", Installation: 7}, Kind: kind, Number: number}
	}
	want := []Delivery{
		{GUID: "click", Event: "check_run", Subject: about(subject.PullRequest, 6), Edge: true, Payload: []byte(`{` + placed + `}`)},
		{GUID: "comment", Event: "issue_comment", Subject: about(subject.PullRequest, 5), Edge: true, Payload: []byte(`{"issue":{"pull_request":{}},` + placed + `}`)},
		{GUID: "level", Event: "pull_request", Subject: about(subject.PullRequest, 6)},
		{GUID: "opened", Event: "issues", Subject: about(subject.Issue, 5), Edge: true, Payload: []byte(`{"a":"\u0000",` + placed + `}`)},
		{GUID: "suite", Event: "check_suite", Subject: about(subject.Repository, 0), Edge: true, Payload: []byte(`{` + placed + `}`)},
	}
	slices.SortFunc(got, func(a, b Delivery) int { return bytes.Compare([]byte(a.GUID), []byte(b.GUID)) })
	if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Delivery{}, "ReceivedAt")); diff != "" {
		t.Errorf("handled (-want +got):\n%s", diff)
	}
	if n := q.count(t, `SELECT count(*) FROM inbox WHERE state = 'failed' AND guid IN ('no id', 'no JSON', 'no payload')
		AND last_error LIKE '%does not say which repository%' AND finished_at > 1700000000000`); n != 3 {
		t.Errorf("%d of the 3 without a repository are marked failed", n)
	}
	if fresh, err := q.Accept(t.Context(), Delivery{GUID: "done", Subject: about(subject.Issue, 5)}); err != nil || fresh {
		t.Errorf("a delivery that was done is fresh: %v, %v", fresh, err)
	}
	if n := q.count(t, `SELECT count(*) FROM effect WHERE id = 'comment-1' AND done_at = 5`); n != 1 {
		t.Error("an effect that was done is forgotten")
	}
}

func TestNewerTablesAreRefused(t *testing.T) {
	q, _ := openInside(t, func(context.Context, Delivery) error { return nil })
	if _, err := q.db.Writer().ExecContext(t.Context(), `UPDATE tenant SET version = 99 WHERE name = 'queue'`); err != nil {
		t.Fatal(err)
	}
	if err := q.migrate(t.Context()); err == nil {
		t.Error("migrated the tables of a newer program")
	}
}
