package main

import (
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/report"
)

// TestKilledServerLosesNothing kills the server with SIGKILL, three times,
// while 320 deliveries come in. Whatever it answered must be worked on after
// the last start, and nothing be said twice.
func TestKilledServerLosesNothing(t *testing.T) {
	const ideas = 160 // each is opened and then edited
	none := githubsim.Limits{Core: -1, GraphQL: -1, Points: -1, ContentPerMinute: -1, ContentPerHour: -1}
	sim, err := githubsim.New(githubsim.Options{Now: time.Now, Limits: none, Events: handlers.Events()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	sim.AddUser("book", "The book's people")
	sim.AddUser("ada", "A writer")
	repo, err := sim.CreateRepo("book", "vision", map[string][]byte{
		"book.toml": []byte("[book]\ntitle = \"A book\"\n"), "src/SUMMARY.md": []byte("# Summary\n"),
	})
	if err != nil {
		t.Fatal(err)
	}
	child := newChild(t, sim)
	child.start(t)
	filed := make(chan error, 1)
	var up sync.Mutex // held while the server is being started again
	go func() {
		filed <- fileIdeas(t.Context(), sim, repo, ideas, &up)
	}()
	for _, after := range []int{40, 80, 120} {
		waitFor(t, fmt.Sprintf("answers for %d ideas", after), func() bool { return len(answered(sim)) >= after })
		child.kill(t)
		up.Lock()
		child.start(t)
		up.Unlock()
	}
	if err := <-filed; err != nil {
		t.Fatal(err)
	}
	if err := sim.Drain(t.Context()); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "an answer to every idea that was answered for", func() bool {
		for number := range answered(sim) {
			if said(repo, number) == 0 {
				return false
			}
		}
		return true
	})
	child.kill(t)
	for _, issue := range repo.Issues() {
		if n := said(repo, issue.Number); n > 1 {
			t.Errorf("idea %d was welcomed %d times", issue.Number, n)
		}
	}
	if n := len(answered(sim)); n < 120 {
		t.Errorf("only %d ideas were answered for: the test shows too little", n)
	}
}

// fileIdeas opens ideas and edits each of them, while the server is not being
// started.
func fileIdeas(ctx context.Context, sim *githubsim.Server, repo *githubsim.Repo, n int, up *sync.Mutex) error {
	for i := range n {
		up.Lock()
		up.Unlock() //nolint:staticcheck // only waits
		number, err := repo.OpenIssue("ada", fmt.Sprintf("Status quo story: Grace waits for build %d", i), "She waits.", "status-quo")
		if err != nil {
			return err
		}
		if err := repo.EditBody("ada", number, "She waits a long time."); err != nil {
			return err
		}
		if i%10 == 9 { // GitHub would not run ahead of its deliveries either
			if err := sim.Drain(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// answered counts, by idea, the deliveries that got a good answer.
func answered(sim *githubsim.Server) map[int]int {
	counts := map[int]int{}
	for _, d := range sim.Deliveries() {
		var number int
		if d.Event != "issues" || d.StatusCode/100 != 2 || d.Action != "opened" && d.Action != "edited" {
			continue
		}
		if i := bytes.Index(d.Payload, []byte(`"number":`)); i >= 0 {
			if _, err := fmt.Sscanf(string(d.Payload[i:min(i+24, len(d.Payload))]), `"number":%d`, &number); err == nil {
				counts[number]++
			}
		}
	}
	return counts
}

// said counts our welcomes on an idea.
func said(repo *githubsim.Repo, number int) int {
	n := 0
	for _, comment := range repo.View(number).Comments {
		if strings.HasPrefix(comment.Body, report.IdeaMarker) {
			n++
		}
	}
	return n
}

// child is a server in a process of its own.
type child struct {
	address string
	env     []string
	process *exec.Cmd
	log     *bytes.Buffer
}

func newChild(t *testing.T, sim *githubsim.Server) *child {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	sim.SetWebhook("http://"+address+"/webhook", "secret")
	return &child{address: address, log: &bytes.Buffer{}, env: []string{
		"STORYBOT_SERVER_LISTEN=" + address,
		"STORYBOT_GITHUB_API_URL=" + sim.APIURL(),
		"STORYBOT_GITHUB_GRAPHQL_URL=" + sim.GraphQLURL(),
		fmt.Sprintf("STORYBOT_GITHUB_APP_ID=%d", sim.AppID()),
		"STORYBOT_GITHUB_PRIVATE_KEY=" + string(sim.PrivateKey()),
		"STORYBOT_GITHUB_WEBHOOK_SECRETS=secret",
		"STORYBOT_GITHUB_WRITE_INTERVAL=0s",
		"STORYBOT_QUEUE_GATHER=20ms",
		"STORYBOT_DATABASE_URL=sqlite:" + filepath.Join(t.TempDir(), "bot.db"),
	}}
}

// start starts the server and waits until it is ready.
func (c *child) start(t *testing.T) {
	t.Helper()
	c.process = exec.Command("storybot", "serve")
	c.process.Env, c.process.Stderr = c.env, c.log
	if err := c.process.Start(); err != nil {
		t.Fatal(err)
	}
	process := c.process
	t.Cleanup(func() { _ = process.Process.Kill() })
	waitFor(t, "the server to be ready", func() bool {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+c.address+"/readyz", nil)
		if err != nil {
			return false
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			return false
		}
		_ = response.Body.Close()
		return response.StatusCode == http.StatusOK
	})
}

// kill ends the server as a power cut would.
func (c *child) kill(t *testing.T) {
	t.Helper()
	if err := c.process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := c.process.Wait(); err == nil {
		t.Error("a killed server ended well")
	}
}

// waitFor waits for a condition, at most a minute and a half.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(90 * time.Second); !done(); time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain for %s", what)
		}
	}
}
