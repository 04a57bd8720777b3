package gateway_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/storybot-app/storybot/internal/gateway"
	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/referee"
)

// hub is a simulated GitHub with one repository, and a gateway to it. All
// requests are refereed.
type hub struct {
	*githubsim.Repo
	*gateway.Gateway
	t    *testing.T
	sim  *githubsim.Server
	repo gateway.Repo
}

const latin1 = "caf\xe9 \xfcber\n"

func newHub(t *testing.T, change ...func(*gateway.ClientConfig, *gateway.Options)) *hub {
	t.Helper()
	judge := referee.New(referee.Options{Prefix: "/api/v3", Answers: true})
	sim, err := githubsim.New(githubsim.Options{Now: time.Now, Referee: judge})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		sim.Close()
		if wrong := judge.Violations(); len(wrong) > 0 {
			t.Errorf("GitHub would not have understood:\n%s", strings.Join(wrong, "\n"))
		}
	})
	for _, login := range []string{"book", "mia", "wendy"} {
		sim.AddUser(login, strings.ToUpper(login))
	}
	h := &hub{t: t, sim: sim}
	if h.Repo, err = sim.CreateRepo("book", "vision", map[string][]byte{
		"book.toml": []byte("[book]\n"), "src/SUMMARY.md": []byte("# Summary\n"), "src/old.md": []byte("one\ntwo\nthree\nfour\nfive\n"),
		"src/gone.md": []byte("gone\n"), "src/moved.md": []byte("some words\nthat stay\nas they are\n"),
		"src/latin.md": []byte(latin1), "picture.png": {0x89, 'P', 'N', 'G', 0, 1},
	}); err != nil {
		t.Fatal(err)
	}
	h.SetRole("mia", "write")
	h.repo = gateway.Repo{ID: h.Repo.ID(), Owner: "book", Name: "vision", Installation: sim.InstallationID("book")}
	config := gateway.ClientConfig{
		APIURL: sim.APIURL(), GraphQLURL: sim.GraphQLURL(), AppID: sim.AppID(), PrivateKey: sim.PrivateKey(), UserAgent: "storybot/test",
	}
	options := gateway.Options{
		GraphQLURL: sim.GraphQLURL(), Now: time.Now,
		Wants: func(path string) bool { return strings.HasSuffix(path, ".md") },
		Sleep: func(context.Context, time.Duration) error { return nil },
	}
	for _, c := range change {
		c(&config, &options)
	}
	if options.Clients, err = gateway.NewClients(config); err != nil {
		t.Fatal(err)
	}
	if h.Gateway, err = gateway.New(options); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Slug(t.Context()); err != nil {
		t.Fatal(err)
	}
	return h
}

// done ends the test at an error.
func (h *hub) done(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// pull opens a pull request with these files and reads it, forgetting the
// requests from before.
func (h *hub) pull(in githubsim.PullRequestInput) (int, *gateway.Snapshot) {
	h.t.Helper()
	number, err := h.OpenPullRequest(in)
	h.done(err)
	return number, h.read(number)
}

func (h *hub) read(number int) *gateway.Snapshot {
	h.t.Helper()
	h.sim.ResetRequests()
	read := h.ReadIssue
	if h.View(number).IsPull {
		read = h.ReadPullRequest
	}
	s, err := read(h.t.Context(), h.repo, number)
	h.done(err)
	return s
}

// asked lists the requests since they were forgotten, tokens aside.
func (h *hub) asked() []string {
	var list []string
	for _, r := range h.sim.Requests() {
		if !strings.HasSuffix(r.Path, "access_tokens") {
			list = append(list, strings.TrimSpace(r.Method+" "+strings.Split(r.Path, "/")[0]+" "+r.Operation))
		}
	}
	return list
}

func allowed(context.Context) error { return nil }

// settle plans and applies, and returns what was planned.
func (h *hub) settle(number int, want gateway.State) (planned []string, result gateway.Result) {
	h.t.Helper()
	s := h.read(number)
	writes := gateway.Plan(s, want)
	for _, write := range writes {
		planned = append(planned, write.String())
	}
	result, err := h.Apply(h.t.Context(), s, writes, allowed)
	h.done(err)
	return planned, result
}

// converged tells the test when there is something left to do.
func (h *hub) converged(number int, want gateway.State) {
	h.t.Helper()
	for _, write := range gateway.Plan(h.read(number), want) {
		h.t.Errorf("after all was done there is still to do: %s", write)
	}
}

func TestWhatIsNotThere(t *testing.T) {
	h := newHub(t)
	for _, read := range []func(context.Context, gateway.Repo, int) (*gateway.Snapshot, error){h.ReadIssue, h.ReadPullRequest} {
		if _, err := read(t.Context(), h.repo, 99); !errors.Is(err, gateway.ErrNotFound) {
			t.Errorf("got %v, want ErrNotFound", err)
		}
	}
	issue, err := h.OpenIssue("wendy", "An idea", "")
	h.done(err)
	if _, err := h.ReadPullRequest(t.Context(), h.repo, issue); !errors.Is(err, gateway.ErrNotFound) {
		t.Errorf("an issue read as pull request: %v, want ErrNotFound", err)
	}
}

func TestAppThatWasRemovedOrSuspended(t *testing.T) {
	for _, test := range []struct {
		happens func(*githubsim.Server) error
		want    error
	}{
		{func(s *githubsim.Server) error { return s.Uninstall("book") }, gateway.ErrNotFound},
		{func(s *githubsim.Server) error { return s.Suspend("book") }, gateway.ErrForbidden},
	} {
		h := newHub(t)
		h.done(test.happens(h.sim))
		if _, err := h.ReadIssue(t.Context(), h.repo, 1); !errors.Is(err, test.want) || strings.Contains(err.Error(), "private_key") {
			t.Errorf("got %v, want %v", err, test.want)
		}
	}
}
