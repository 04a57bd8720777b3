package githubsim

import (
	"context"
	"crypto/rsa"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/go-git/go-git/v5/plumbing"
)

// Options says what the simulated GitHub is like. Only Now is required.
type Options struct {
	// Now is the simulator's clock: dates, token expiry, rate limits.
	Now func() time.Time
	// URL is where Handler will be reachable, without a trailing slash. When
	// it is empty, New listens on a free loopback port by itself.
	URL string
	// AppSlug names the App; its bot is AppSlug[bot]. Default "storybot".
	AppSlug string
	// PrivateKey is the App's RSA key in PEM; one is made when it is empty.
	PrivateKey []byte
	// Permissions and Events are what the App's manifest asks for. The default
	// is the least a bot for stories needs.
	Permissions map[string]string
	Events      []string
	// WebhookURL and WebhookSecret say where deliveries go; SetWebhook changes
	// them. No deliveries are made while the URL is empty.
	WebhookURL    string
	WebhookSecret string
	// Limits are the rate limits; zero fields take GitHub's numbers.
	Limits Limits
	// Referee, when set, sees every API request before the simulator does.
	Referee interface {
		Middleware(next http.Handler) http.Handler
	}
}

// Server is the simulated GitHub. Make one with New, end it with Close.
type Server struct {
	// URL is the root of the web pages; the API is at URL/api/v3/ and the
	// GraphQL endpoint at URL/api/graphql.
	URL string

	opts    Options
	key     *rsa.PrivateKey
	keyPEM  []byte
	handler http.Handler
	routes  []route
	web     *http.Server // nil when Options.URL was given

	mu       sync.Mutex
	nextID   int64
	app      appInfo
	bot      *user
	users    map[string]*user // by lower-case login
	repos    map[string]*Repo // by lower-case owner/name
	former   map[string]*Repo // by the names they had before
	installs []*installation
	tokens   map[string]*token
	nodes    map[string]any // by node id
	faults   []*Fault
	limits   *limiter
	log      requestLog

	signed      map[plumbing.Hash]bool            // commits GitHub signed itself
	parents     map[plumbing.Hash][]plumbing.Hash // of commits that were asked for
	comparisons map[[2]plumbing.Hash]*comparison
	compared    [][2]plumbing.Hash // keys of comparisons, oldest first

	hooks *hookSender
}

// New makes a GitHub with no users and no repositories.
func New(opts Options) (*Server, error) {
	if opts.Now == nil {
		return nil, errors.New("githubsim: Options.Now is required")
	}
	opts.setDefaults()
	s := &Server{
		URL: strings.TrimSuffix(opts.URL, "/"), opts: opts, nextID: 1000,
		users: map[string]*user{}, repos: map[string]*Repo{},
		tokens: map[string]*token{}, nodes: map[string]any{},
		limits: newLimiter(opts.Limits), signed: map[plumbing.Hash]bool{},
		parents:     map[plumbing.Hash][]plumbing.Hash{},
		comparisons: map[[2]plumbing.Hash]*comparison{},
	}
	if err := s.loadKey(opts.PrivateKey); err != nil {
		return nil, err
	}
	s.hooks = newHookSender(opts.Now)
	s.routes = s.routeTable()
	s.handler = s.buildHandler()
	var ln net.Listener
	if s.URL == "" {
		var err error
		if ln, err = (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0"); err != nil {
			s.hooks.close()
			return nil, fmt.Errorf("githubsim: listen: %w", err)
		}
		s.URL = "http://" + ln.Addr().String()
	}
	s.registerApp()
	s.SetWebhook(opts.WebhookURL, opts.WebhookSecret)
	if ln != nil {
		s.web = &http.Server{Handler: s.handler, ReadHeaderTimeout: 10 * time.Second}
		go func() { _ = s.web.Serve(ln) }() // ends with ErrServerClosed
	}
	return s, nil
}

func (o *Options) setDefaults() {
	if o.AppSlug == "" {
		o.AppSlug = "storybot"
	}
	if o.Permissions == nil {
		o.Permissions = map[string]string{
			"metadata": "read", "contents": "write", "issues": "write", "pull_requests": "write", "checks": "write",
		}
	}
	if o.Events == nil {
		o.Events = []string{
			"issues", "issue_comment", "pull_request", "pull_request_review", "pull_request_review_comment",
			"pull_request_review_thread", "push", "check_run", "check_suite", "label", "repository",
		}
	}
}

// Close stops the listener and the webhook sender. Deliveries still waiting
// are not sent.
func (s *Server) Close() {
	if s.web != nil {
		_ = s.web.Close()
	}
	s.hooks.close()
}

// Handler serves the API at /api/v3/, GraphQL at /api/graphql and git over
// HTTP at /OWNER/REPO.git. Anything else is 404: web pages are not its job.
func (s *Server) Handler() http.Handler { return s.handler }

// APIURL is the base of the REST API, with a trailing slash.
func (s *Server) APIURL() string { return s.URL + "/api/v3/" }

// GraphQLURL is the GraphQL endpoint.
func (s *Server) GraphQLURL() string { return s.URL + "/api/graphql" }

// now is the simulator's time as GitHub writes it: UTC, whole seconds.
func (s *Server) now() time.Time { return s.opts.Now().UTC().Truncate(time.Second) }
