package demo

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// The repository of the demo.
const (
	owner    = "larder"
	repoName = "vision"
)

// writeInterval is the pause between two writes of the bot. GitHub asks for a
// second; the demo hurries, and shortens the simulator's minutes to match.
const writeInterval = 15 * time.Millisecond

// Options says what demo to start. Now and Logger are required.
type Options struct {
	// Repo is a directory with the book to show; "" is the sample book.
	Repo string
	// Addr is where to listen, HOST:PORT. HOST must be a loopback address;
	// port 0 is any free one.
	Addr   string
	Now    func() time.Time
	Logger zerolog.Logger

	judge judge // of the bot's requests; nil for none
}

// A bot is what the demo needs of the product.
type bot interface {
	Handler() http.Handler
	Start(ctx context.Context) error
	Stop(ctx context.Context) error
	Close() error
	WaitIdle(ctx context.Context) error
}

// newBot makes the bot of a demo.
type newBot func(ctx context.Context, settings *config.Server, opts Options) (bot, error)

// Demo is a running demo. Make one with New, end it with Close.
type Demo struct {
	// URL is the page's address.
	URL string

	sim    *githubsim.Server
	repo   *githubsim.Repo
	bot    bot
	web    *http.Server
	served chan error
	secret string
	dir    string // of the database
}

// A judge sees every request to the simulator's API.
type judge interface {
	Middleware(next http.Handler) http.Handler
}

// New starts simulator, bot and page. ctx bounds the start alone.
func New(ctx context.Context, opts Options) (*Demo, error) { return start(ctx, opts, product) }

func start(ctx context.Context, opts Options, make newBot) (d *Demo, err error) {
	files, err := openBook(opts.Repo)
	if err != nil {
		return nil, err
	}
	listener, err := listen(ctx, opts.Addr)
	if err != nil {
		return nil, err
	}
	d = &Demo{URL: "http://" + listener.Addr().String()}
	defer func() {
		if err != nil {
			err = errors.Join(err, listener.Close(), d.Close(context.WithoutCancel(ctx)))
		}
	}()
	if err := d.simulate(opts, files); err != nil {
		return nil, err
	}
	if err := d.employ(ctx, opts, make); err != nil {
		return nil, err
	}
	d.serve(listener, newPages(d.sim, d.repo, readForms(files)).handler())
	if err := d.bot.Start(context.WithoutCancel(ctx)); err != nil {
		return nil, fmt.Errorf("start the bot: %w", err)
	}
	return d, nil
}

// listen opens the port; everything there is for this machine only.
func listen(ctx context.Context, addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, fmt.Errorf("listen on %s: the demo has no passwords, so it listens on a loopback address such as 127.0.0.1 only", addr)
	}
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen: %w", err)
	}
	return listener, nil
}

// simulate makes the GitHub, its people and the repository.
func (d *Demo) simulate(opts Options, files map[string][]byte) error {
	var err error
	if d.secret, err = newSecret(); err != nil {
		return err
	}
	d.sim, err = githubsim.New(githubsim.Options{
		Now: opts.Now, URL: d.URL, WebhookURL: d.URL + "/webhook", WebhookSecret: d.secret, Referee: opts.judge,
		// As many writes in a simulated minute as GitHub grants in a real one.
		Limits: githubsim.Limits{Minute: 60 * writeInterval},
	})
	if err != nil {
		return err
	}
	for _, p := range People() {
		d.sim.AddUser(p.Login, p.Login)
	}
	d.repo, err = d.sim.CreateRepo(owner, repoName, files)
	if err != nil {
		return err
	}
	for _, p := range People() {
		d.repo.SetRole(p.Login, p.Role)
	}
	return d.label(readForms(files))
}

// label makes the labels that the issue forms put on. On GitHub too a form
// does not make them; whoever sets the forms up does.
func (d *Demo) label(forms []issueForm) error {
	for _, form := range forms {
		for _, name := range form.Labels {
			if err := d.repo.CreateLabel(name, "c2e0c6", "An idea for a story, filed with the form"); err != nil {
				return err
			}
		}
	}
	return nil
}

// employ makes the bot with a database that lasts as long as the demo.
func (d *Demo) employ(ctx context.Context, opts Options, make newBot) error {
	var err error
	if d.dir, err = os.MkdirTemp("", "storybot-demo-"); err != nil {
		return fmt.Errorf("make a directory for the database: %w", err)
	}
	settings := &config.Server{
		Listen: strings.TrimPrefix(d.URL, "http://"), PublicURL: d.URL,
		DatabaseURL: "sqlite:" + filepath.Join(d.dir, "demo.db"),
		Gather:      50 * time.Millisecond,
		LogLevel:    opts.Logger.GetLevel().String(),
		GitHub: config.GitHub{
			APIURL: strings.TrimSuffix(d.sim.APIURL(), "/"), GraphQLURL: d.sim.GraphQLURL(),
			AppID: d.sim.AppID(), PrivateKey: config.NewSecret(string(d.sim.PrivateKey())),
			WebhookSecrets: []config.Secret{config.NewSecret(d.secret)},
			WriteInterval:  writeInterval,
		},
	}
	if d.bot, err = make(ctx, settings, opts); err != nil {
		return fmt.Errorf("make the bot: %w", err)
	}
	return nil
}

// serve answers on the one port: the simulator's API and git, the bot's
// endpoints, and the page for everything else.
func (d *Demo) serve(listener net.Listener, pages http.Handler) {
	api, app := d.sim.Handler(), d.bot.Handler()
	route := func(w http.ResponseWriter, r *http.Request) {
		switch {
		case strings.HasPrefix(r.URL.Path, "/api/"), strings.Contains(r.URL.Path, ".git/"):
			api.ServeHTTP(w, r)
		case r.URL.Path == "/webhook", r.URL.Path == "/healthz", r.URL.Path == "/readyz", r.URL.Path == "/metrics":
			app.ServeHTTP(w, r)
		default:
			pages.ServeHTTP(w, r)
		}
	}
	d.web = &http.Server{Handler: guard(http.HandlerFunc(route)), ReadHeaderTimeout: 10 * time.Second}
	d.served = make(chan error, 1)
	go func() { d.served <- d.web.Serve(listener) }()
}

// guard keeps web pages of others out: they may neither post here nor reach
// this port under a name of their own.
func guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.Host)
		if err != nil {
			host = r.Host
		}
		if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
			http.Error(w, "This page is for its own machine only.", http.StatusForbidden)
			return
		}
		sameOrigin.ServeHTTP(w, r)
	})
}

// WaitIdle waits until every webhook is delivered and the bot has dealt with
// all of them, also with those its own doings caused.
func (d *Demo) WaitIdle(ctx context.Context) error {
	for {
		before := len(d.sim.Deliveries())
		if err := d.sim.Drain(ctx); err != nil {
			return fmt.Errorf("wait for the webhooks: %w", err)
		}
		if err := d.bot.WaitIdle(ctx); err != nil {
			return fmt.Errorf("wait for the bot: %w", err)
		}
		if len(d.sim.Deliveries()) == before {
			return nil
		}
	}
}

// Close stops everything and removes the database.
func (d *Demo) Close(ctx context.Context) error {
	var problems []error
	if d.web != nil {
		problems = append(problems, d.web.Close())
		if err := <-d.served; !errors.Is(err, http.ErrServerClosed) {
			problems = append(problems, err)
		}
	}
	if d.sim != nil {
		d.sim.Close()
	}
	if d.bot != nil {
		problems = append(problems, d.bot.Stop(ctx), d.bot.Close())
	}
	if d.dir != "" {
		problems = append(problems, os.RemoveAll(d.dir))
	}
	return errors.Join(problems...)
}

func newSecret() (string, error) {
	random := make([]byte, 20)
	if _, err := rand.Read(random); err != nil {
		return "", fmt.Errorf("make a secret: %w", err)
	}
	return hex.EncodeToString(random), nil
}
