package server_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"database/sql"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/referee"
	"github.com/storybot-app/storybot/internal/server"
	"github.com/storybot-app/storybot/templates"
)

// stage is a simulated GitHub with a book, and the whole bot, joined by HTTP.
// Every request and answer is refereed.
type stage struct {
	*githubsim.Repo
	t   *testing.T
	sim *githubsim.Server
	bot *server.Server
	log *safeBuffer
	// dryRun is for bots that start from now on.
	dryRun bool
	folder string // of the bot's database
}

// later lets time go by: everything becomes older, and the hour's upkeep is done.
func (s *stage) later(by time.Duration) {
	s.t.Helper()
	s.settle()
	s.Age(by)
	db, err := sql.Open("sqlite", filepath.Join(s.folder, "bot.db")+"?_pragma=busy_timeout(5000)")
	s.done(err)
	_, err = db.ExecContext(s.t.Context(), "UPDATE claim SET claimed_at = claimed_at - ?", by.Milliseconds())
	s.done(errors.Join(err, db.Close()))
	s.done(s.bot.Upkeep(s.t.Context()))
	s.settle()
}

// People of the stage.
const (
	owner    = "book"   // may do everything
	member   = "mia"    // may push
	writer   = "wendy"  // has no role
	outsider = "oliver" // has no role
)

// newStage sets the stage with a book of these further files. Whoever has a
// stage runs in parallel with the others: each has its own simulator, bot and
// database.
func newStage(t *testing.T, more map[string]string) *stage {
	t.Helper()
	t.Parallel()
	judge := referee.New(referee.Options{Prefix: "/api/v3", Answers: true})
	none := githubsim.Limits{Core: -1, GraphQL: -1, Points: -1, ContentPerMinute: -1, ContentPerHour: -1}
	sim, err := githubsim.New(githubsim.Options{Now: time.Now, Limits: none, Referee: judge, Events: handlers.Events(), PrivateKey: appKey()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(sim.Close)
	s := &stage{t: t, sim: sim, log: &safeBuffer{}}
	for _, login := range []string{owner, member, writer, outsider} {
		sim.AddUser(login, strings.ToUpper(login[:1])+login[1:])
	}
	if s.Repo, err = sim.CreateRepo(owner, "vision", sampleBook(t, more)); err != nil {
		t.Fatal(err)
	}
	s.SetRole(member, "write")
	s.start(t.TempDir())
	t.Cleanup(func() {
		if wrong := judge.Violations(); len(wrong) > 0 {
			t.Errorf("GitHub would not have understood:\n%s", strings.Join(wrong, "\n"))
		}
	})
	s.settle()
	sim.ResetRequests()
	return s
}

// appKey is the App's key on every stage: making one takes longer than most
// tests do.
var appKey = sync.OnceValue(func() []byte {
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		panic(err) // a machine without randomness
	}
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
})

// start starts the bot and lets the simulator deliver to it.
func (s *stage) start(folder string) {
	s.t.Helper()
	settings, err := config.LoadServer("", []string{
		"STORYBOT_GITHUB_API_URL=" + s.sim.APIURL(),
		"STORYBOT_GITHUB_GRAPHQL_URL=" + s.sim.GraphQLURL(),
		fmt.Sprintf("STORYBOT_GITHUB_APP_ID=%d", s.sim.AppID()),
		"STORYBOT_GITHUB_PRIVATE_KEY=" + string(s.sim.PrivateKey()),
		"STORYBOT_GITHUB_WEBHOOK_SECRETS=secret",
		"STORYBOT_GITHUB_WRITE_INTERVAL=0s",
		"STORYBOT_QUEUE_GATHER=10ms",
		"STORYBOT_DATABASE_URL=sqlite:" + filepath.Join(folder, "bot.db"),
	})
	if err != nil {
		s.t.Fatal(err)
	}
	s.bot, err = server.New(s.t.Context(), server.Options{Config: settings, Logger: zerolog.New(s.log), Now: time.Now, Version: "test", DryRun: s.dryRun})
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.bot.Start(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	s.folder = folder
	port := httptest.NewServer(s.bot.Handler())
	s.t.Cleanup(func() {
		port.Close()
		ctx, cancel := context.WithTimeout(context.WithoutCancel(s.t.Context()), 10*time.Second)
		defer cancel()
		if err := s.bot.Stop(ctx); err != nil {
			s.t.Error(err)
		}
		if err := s.bot.Close(); err != nil {
			s.t.Error(err)
		}
	})
	s.sim.SetWebhook(port.URL+"/webhook", "secret")
}

// sampleBook is a small book with the built-in templates; a further file
// without text takes one out.
func sampleBook(t *testing.T, more map[string]string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{
		"book.toml":      []byte("[book]\ntitle = \"The kiln\"\n"),
		"src/SUMMARY.md": []byte("# Summary\n\n- [Characters](./characters.md)\n"),
		"src/characters.md": []byte("# Characters\n\n## Alan: new here\n\n## Grace: an expert\n\n" +
			"## Niklaus: a learner\n\n## Barbara: a maintainer\n"),
	}
	for _, kind := range []string{"status_quo", "shiny_future"} {
		text, err := fs.ReadFile(templates.Stories, "stories/"+kind+".md")
		if err != nil {
			t.Fatal(err)
		}
		files["src/"+kind+"/template.md"] = text
	}
	for name, text := range more {
		if files[name] = []byte(text); text == "" {
			delete(files, name)
		}
	}
	return files
}

// settle waits until nobody has anything left to do.
func (s *stage) settle() {
	s.t.Helper()
	for range 4 {
		if err := s.sim.Drain(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
		if err := s.bot.WaitIdle(s.t.Context()); err != nil {
			s.t.Fatal(err)
		}
	}
}

// seen is an issue or pull request after everybody settled.
func (s *stage) seen(number int) githubsim.IssueView {
	s.t.Helper()
	s.settle()
	return s.View(number)
}

// done fails the test when something a person did went wrong.
func (s *stage) done(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// ours are the bodies of the bot's comments.
func ours(view githubsim.IssueView) []string {
	var bodies []string
	for _, comment := range view.Comments {
		if strings.HasSuffix(comment.Author, "[bot]") {
			bodies = append(bodies, comment.Body)
		}
	}
	return bodies
}

// labels are the names of the labels, sorted.
func labels(view githubsim.IssueView) []string {
	var names []string
	for _, label := range view.Labels {
		names = append(names, label.Name)
	}
	slices.Sort(names)
	return names
}

// verdict is the newest check run.
func verdict(view githubsim.IssueView) string {
	if len(view.Checks) == 0 {
		return ""
	}
	return view.Checks[0].Conclusion
}

// safeBuffer is a buffer several goroutines may write to.
type safeBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (s *safeBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *safeBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}
