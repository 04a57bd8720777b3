//go:build clients

package clients

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/storybot-app/storybot/internal/githubsim"
)

const secret = "It's a Secret to Everybody"

// world is a GitHub with a book, and on its branch "tale" a change to it.
type world struct {
	*githubsim.Server
	book *githubsim.Repo
	env  []string // tells a client where that GitHub is and who it may be
}

func newWorld(t *testing.T) *world {
	t.Helper()
	server, err := githubsim.New(githubsim.Options{Now: time.Now, WebhookSecret: secret})
	check(t, err)
	t.Cleanup(server.Close)
	server.AddUser("ada", "Ada")
	server.AddUser("grace", "Grace")
	book, err := server.CreateRepo("lovelace", "book", map[string][]byte{"README.md": []byte("# Book\n"), "src/one.md": []byte("one\n")})
	check(t, err)
	book.SetRole("grace", "write")
	check(t, book.Commit("grace", "tale", "Tell it", map[string][]byte{"src/tale.md": []byte("Once.\n")}))
	key := filepath.Join(t.TempDir(), "key.pem")
	check(t, os.WriteFile(key, server.PrivateKey(), 0o600))
	return &world{server, book, append(os.Environ(),
		"API="+strings.TrimSuffix(server.APIURL(), "/"), "APP_ID="+strconv.FormatInt(server.AppID(), 10), "KEY_FILE="+key,
		"INSTALLATION="+strconv.FormatInt(server.InstallationID("lovelace"), 10), "SECRET="+secret,
	)}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// command is a client with the world's environment; "make clients" installs it.
func (w *world) command(t *testing.T, name string, args ...string) *exec.Cmd {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Fatalf("%v: make clients installs it", err)
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = w.env
	return cmd
}

// run runs a client to its end and returns what it printed.
func run(t *testing.T, cmd *exec.Cmd) string {
	t.Helper()
	var out, problems bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &problems
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", cmd, err, out.String(), problems.String())
	}
	return out.String()
}

// service is a client that waits for deliveries.
type service struct {
	cmd      *exec.Cmd
	in       io.Closer
	lines    *bufio.Scanner
	problems bytes.Buffer
}

// serve starts a client that prints its port, and points the webhook at it.
func (w *world) serve(t *testing.T, script string) *service {
	t.Helper()
	s := &service{cmd: w.command(t, "node", script)}
	s.cmd.Dir, s.cmd.Stderr = "testdata", &s.problems
	in, err := s.cmd.StdinPipe()
	check(t, err)
	out, err := s.cmd.StdoutPipe()
	check(t, err)
	s.in, s.lines = in, bufio.NewScanner(out)
	check(t, s.cmd.Start())
	if !s.lines.Scan() {
		_ = s.cmd.Wait()
		t.Fatalf("%s did not start:\n%s", script, s.problems.String())
	}
	w.SetWebhook("http://127.0.0.1:"+s.lines.Text()+"/", secret)
	return s
}

// end waits until everything is delivered, ends the client and returns what
// it printed, line by line.
func (w *world) end(t *testing.T, s *service) []string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	check(t, w.Drain(ctx))
	check(t, s.in.Close())
	lines := []string{}
	for s.lines.Scan() {
		lines = append(lines, s.lines.Text())
	}
	if err := s.cmd.Wait(); err != nil {
		t.Fatalf("%v\n%s", err, s.problems.String())
	}
	return lines
}

// object reads one line of JSON.
func object(t *testing.T, line string) any {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(line), &v); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return v
}
