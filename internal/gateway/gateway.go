package gateway

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/google/go-github/v60/github"
	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/palantir/go-githubapp/githubapp"
)

// ClientConfig says how GitHub is reached and who the App is.
type ClientConfig struct {
	// APIURL is the base of REST ("https://api.github.com/", or
	// "https://HOST/api/v3/"), GraphQLURL the GraphQL address.
	APIURL, GraphQLURL string
	AppID              int64
	PrivateKey         []byte // RSA key in PEM
	UserAgent          string
	// Transport makes the requests; nil is http.DefaultTransport.
	Transport http.RoundTripper
}

// requestTimeout bounds one request, its retries included.
const requestTimeout = 60 * time.Second

// NewClients returns what makes clients for the App and its installations;
// the error names the setting that is wrong.
func NewClients(cfg ClientConfig) (githubapp.ClientCreator, error) {
	next := cfg.Transport
	if next == nil {
		next = http.DefaultTransport
	}
	delegate := githubapp.NewClientCreator(
		strings.TrimSuffix(cfg.APIURL, "/")+"/", cfg.GraphQLURL, cfg.AppID, cfg.PrivateKey,
		githubapp.WithClientUserAgent(cfg.UserAgent),
		githubapp.WithClientTimeout(requestTimeout),
		githubapp.WithTransport(transport{next: next, sleep: sleep}),
	)
	clients, err := githubapp.NewCachingClientCreator(delegate, 64)
	if err != nil {
		return nil, fmt.Errorf("make GitHub clients: %w", err)
	}
	return clients, nil
}

// Options says how a gateway works. Clients, GraphQLURL and Now are required.
type Options struct {
	Clients    githubapp.ClientCreator
	GraphQLURL string
	Now        func() time.Time
	// WriteInterval is the least time between two writes of an installation;
	// GitHub asks for a second. 0 means none.
	WriteInterval time.Duration
	// Wants reports whether the text of a changed file is worth reading.
	Wants func(path string) bool
	// DryRun, if set, is told what would be written instead of it being
	// written.
	DryRun func(repo Repo, number int, what string)
	// Sleep waits; nil waits for real.
	Sleep func(context.Context, time.Duration) error
}

// Gateway reads from and writes to GitHub. It is safe for use from several
// goroutines; writes of one installation are made one at a time.
type Gateway struct {
	clients    githubapp.ClientCreator
	graphqlURL string
	now        func() time.Time
	interval   time.Duration
	wants      func(string) bool
	sleep      func(context.Context, time.Duration) error
	dryRun     func(repo Repo, number int, what string)
	blobs      *cache[[]byte]
	trees      *cache[*Tree]
	listed     *lru.Cache[string, []string] // repository → labels of the open issues that are read with it
	refused    *lru.Cache[string, struct{}] // reviews that GitHub does not take

	mu    sync.Mutex
	paces map[int64]*pace
	app   identity
}

// New makes a gateway.
func New(o Options) (*Gateway, error) {
	if o.Clients == nil || o.Now == nil || o.GraphQLURL == "" {
		return nil, errors.New("make gateway: Clients, GraphQLURL and Now are required")
	}
	if o.Sleep == nil {
		o.Sleep = sleep
	}
	if o.Wants == nil {
		o.Wants = func(string) bool { return true }
	}
	listed, err := lru.New[string, []string](maxListed)
	if err != nil {
		return nil, fmt.Errorf("make gateway: %w", err)
	}
	refused, err := lru.New[string, struct{}](maxListed)
	if err != nil {
		return nil, fmt.Errorf("make gateway: %w", err)
	}
	return &Gateway{
		clients: o.Clients, graphqlURL: o.GraphQLURL, now: o.Now, interval: o.WriteInterval,
		wants: o.Wants, sleep: o.Sleep, dryRun: o.DryRun,
		blobs: newCache[[]byte](32 << 20), trees: newCache[*Tree](32 << 20),
		listed: listed, refused: refused,
		paces: make(map[int64]*pace),
	}, nil
}

// identity is who the App is.
type identity struct {
	slug string
	id   int64
}

// Slug is the App's name in addresses: its bot is SLUG[bot]. It is asked for
// once.
func (g *Gateway) Slug(ctx context.Context) (string, error) {
	app, err := g.identity(ctx)
	return app.slug, err
}

// KnownSlug is the App's name, "" until it was asked for.
func (g *Gateway) KnownSlug() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.app.slug
}

func (g *Gateway) identity(ctx context.Context) (identity, error) {
	g.mu.Lock()
	known := g.app
	g.mu.Unlock()
	if known.slug != "" {
		return known, nil
	}
	client, err := g.clients.NewAppClient()
	if err != nil {
		return known, fmt.Errorf("client of the App: %w", err)
	}
	app, _, err := client.Apps.Get(ctx, "")
	if err != nil {
		return known, fmt.Errorf("ask GitHub who we are: %w", unknownApp(err))
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.app = identity{app.GetSlug(), app.GetID()}
	return g.app, nil
}

// rest is the REST client of a repository's installation; while the
// installation must wait it is a RateLimitError.
func (g *Gateway) rest(repo Repo) (*github.Client, error) {
	if wait := g.pace(repo.Installation).waits(g.now()); wait > 0 {
		return nil, &RateLimitError{Wait: wait}
	}
	client, err := g.clients.NewInstallationClient(repo.Installation)
	if err != nil {
		return nil, fmt.Errorf("client of installation %d: %w", repo.Installation, err)
	}
	return client, nil
}

// pace is the pace of one installation's writes.
func (g *Gateway) pace(installation int64) *pace {
	g.mu.Lock()
	defer g.mu.Unlock()
	p, ok := g.paces[installation]
	if !ok {
		p = &pace{turn: make(chan struct{}, 1)}
		g.paces[installation] = p
	}
	return p
}

// pace serialises the writes of an installation and remembers its limits.
type pace struct {
	turn chan struct{} // holds one element while somebody writes

	mu      sync.Mutex
	last    time.Time
	blocked time.Time
}

// blockUntil makes everybody wait until the moment.
func (p *pace) blockUntil(moment time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if moment.After(p.blocked) {
		p.blocked = moment
	}
}

// waits is how long the installation is blocked, from now.
func (p *pace) waits(now time.Time) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(0, p.blocked.Sub(now))
}

// due is how long the next write must wait for the last one.
func (p *pace) due(now time.Time, interval time.Duration) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(0, p.last.Add(interval).Sub(now))
}

// wrote remembers the moment of a write.
func (p *pace) wrote(now time.Time) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = now
}
