package queue_test

import (
	"bufio"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/store"
)

const (
	victimEnv        = "STORYBOT_QUEUE_TEST_VICTIM"
	deadlyEnv        = "STORYBOT_QUEUE_TEST_DEADLY"
	victimDeliveries = 500 / scale
	victimKeys       = 20
)

// TestMain turns the test binary into the process that gets killed.
func TestMain(m *testing.M) {
	for env, run := range map[string]func(dir string) error{victimEnv: victim, deadlyEnv: deadly} {
		if dir := os.Getenv(env); dir != "" {
			if err := run(dir); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
			return
		}
	}
	os.Exit(m.Run())
}

// victim accepts deliveries as fast as it can, prints the GUID of each that it
// accepted, writes the GUID of each that it handled to a file, and then waits
// for its end.
func victim(dir string) error {
	ctx := context.Background()
	handled, err := os.OpenFile(filepath.Join(dir, "handled"), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	db, err := store.Open(ctx, "sqlite:"+filepath.Join(dir, "inbox.db"))
	if err != nil {
		return err
	}
	q, err := queue.Open(ctx, db, queue.Options{
		Handle: func(_ context.Context, d queue.Delivery) error {
			time.Sleep(2 * time.Millisecond)
			_, err := fmt.Fprintln(handled, d.GUID)
			return err
		},
		Logger: zerolog.Nop(), Now: time.Now, Gather: 10 * time.Millisecond,
	})
	if err != nil {
		return err
	}
	if err := q.Start(ctx); err != nil {
		return err
	}
	var wg sync.WaitGroup
	for w := range 16 {
		wg.Go(func() {
			for i := w; i < victimDeliveries; i += 16 {
				d := queue.Delivery{GUID: fmt.Sprintf("d-%03d", i), Subject: about(1, 1+i%victimKeys), Edge: true, Payload: make([]byte, 24<<10)}
				if _, err := q.Accept(ctx, d); err == nil {
					fmt.Println(d.GUID)
				}
			}
		})
	}
	wg.Wait()
	select {} // until killed
}

func TestKilledProcessLosesNothing(t *testing.T) {
	for _, killAt := range []int{1, 120 / scale, 400 / scale} {
		t.Run(fmt.Sprint("after ", killAt), func(t *testing.T) { killAndRecover(t, killAt) })
	}
}

func killAndRecover(t *testing.T, killAt int) {
	dir := t.TempDir()
	accepted := runVictim(t, victimEnv, dir, killAt)
	if len(accepted) < killAt {
		t.Fatalf("the victim accepted %d, want at least %d", len(accepted), killAt)
	}
	doneBefore := doneRows(t, filepath.Join(dir, "inbox.db"))

	second := &recorder{}
	begin := time.Now()
	q := startOn(t, database(t, filepath.Join(dir, "inbox.db")), options(t, second))
	if took := time.Since(begin); took > 12*time.Second { // a dead leader would be waited for 15 s
		t.Errorf("start after a kill took %v", took)
	}
	waitIdle(t, q)

	handled := map[string]int{}
	for _, guid := range second.handled() {
		if doneBefore[guid] {
			t.Errorf("%s was marked done and is done again", guid)
		}
		handled[guid]++
	}
	for guid, n := range handled {
		if n > 1 {
			t.Errorf("%s handled %d times after the restart", guid, n)
		}
	}
	for _, guid := range readLines(t, filepath.Join(dir, "handled")) {
		handled[guid]++
	}
	var lost []string
	for _, guid := range accepted {
		if handled[guid] == 0 {
			lost = append(lost, guid)
		}
	}
	if diff := cmp.Diff([]string(nil), lost); diff != "" {
		t.Errorf("accepted and never handled (-want +got):\n%s", diff)
	}
}

// runVictim starts the child, kills it once it has printed killAt lines, and
// returns them.
func runVictim(t *testing.T, env, dir string, killAt int) []string {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), env+"="+dir)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	var accepted []string
	for lines := bufio.NewScanner(out); lines.Scan(); {
		accepted = append(accepted, lines.Text())
		if len(accepted) == killAt {
			if err := child.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := child.Wait(); err == nil {
		t.Fatal("the victim ended by itself")
	}
	return accepted
}

// doneRows reads the killed process's database from the side.
func doneRows(t *testing.T, path string) map[string]bool {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.QueryContext(t.Context(), `SELECT guid FROM inbox WHERE state = 'done'`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	done := map[string]bool{}
	for rows.Next() {
		var guid string
		if err := rows.Scan(&guid); err != nil {
			t.Fatal(err)
		}
		done[guid] = true
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return done
}

// readLines tolerates a missing file: a victim may die before it handled anything.
func readLines(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return strings.Fields(string(text))
}
