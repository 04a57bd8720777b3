package githubsim

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v4"
)

// appInfo is the one App this GitHub knows.
type appInfo struct {
	id       int64
	nodeID   string
	clientID string
	slug     string
	owner    *user
	created  time.Time
}

func (s *Server) loadKey(text []byte) error {
	if len(text) > 0 {
		key, err := jwt.ParseRSAPrivateKeyFromPEM(text)
		if err != nil {
			return fmt.Errorf("githubsim: private key: %w", err)
		}
		s.key, s.keyPEM = key, text
		return nil
	}
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		return fmt.Errorf("githubsim: private key: %w", err)
	}
	s.key = key
	s.keyPEM = pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
	return nil
}

func (s *Server) registerApp() {
	s.bot = s.ensureUser(s.opts.AppSlug+"[bot]", "", "Bot")
	owner := s.ensureUser(s.opts.AppSlug+"-maintainers", "", "Organization")
	s.app = appInfo{id: s.newID(), slug: s.opts.AppSlug, owner: owner, created: s.now()}
	s.app.nodeID = s.register("A", s.app.id, &s.app)
	s.app.clientID = fmt.Sprintf("Iv23li%014d", s.app.id)
}

// AppID is the App's id, the issuer of its JWTs.
func (s *Server) AppID() int64 { return s.app.id }

// PrivateKey is the App's RSA key in PEM (PKCS#1).
func (s *Server) PrivateKey() []byte { return slices.Clone(s.keyPEM) }

// BotLogin is the login of the App's bot as REST and webhooks show it.
func (s *Server) BotLogin() string { return s.bot.login }

// InstallationID is the id of the App's installation for an owner; 0 when
// the owner has none.
func (s *Server) InstallationID(owner string) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, in := range s.installs {
		if strings.EqualFold(in.account.login, owner) {
			return in.id
		}
	}
	return 0
}

// install gives an owner an installation for all repositories and fires
// installation created, unless there is one.
func (s *Server) install(owner *user) {
	for _, in := range s.installs {
		if in.account == owner {
			return
		}
	}
	in := &installation{id: s.newID(), account: owner, created: s.now()}
	in.nodeID = s.register("IN", in.id, in)
	s.installs = append(s.installs, in)
	s.emitInstallation(in, "created")
}

func (c *call) getApp() (any, error) { return c.s.appJSON(), nil }

func (c *call) listInstallations() (any, error) {
	return paged(c, c.s.installs, c.s.installationJSON), nil
}

func (c *call) getInstallation() (any, error) {
	in, err := c.installation()
	if err != nil {
		return nil, err
	}
	return c.s.installationJSON(in), nil
}

func (c *call) installation() (*installation, error) {
	id, err := c.id("installation")
	if err != nil {
		return nil, err
	}
	for _, in := range c.s.installs {
		if in.id == id {
			return in, nil
		}
	}
	return nil, notFound()
}

func (c *call) getRepoInstallation() (any, error) {
	in := c.repo.installed()
	if in == nil {
		return nil, notFound()
	}
	return c.s.installationJSON(in), nil
}

func (c *call) getUserInstallation() (any, error) {
	for _, in := range c.s.installs {
		if strings.EqualFold(in.account.login, c.args["user"]) {
			return c.s.installationJSON(in), nil
		}
	}
	return nil, notFound()
}

func (c *call) installationRepos() (any, error) {
	if c.tok == nil {
		return nil, fail(http.StatusUnauthorized, "Requires authentication")
	}
	repos := slices.DeleteFunc(c.s.reposOf(c.tok.install.account), func(r *Repo) bool { return !c.tok.covers(r) })
	list := paged(c, repos, (*Repo).json)
	return obj{"total_count": len(repos), "repositories": list}, nil
}

func (c *call) getUser() (any, error) {
	u := c.s.user(c.args["user"])
	if u == nil {
		return nil, notFound()
	}
	return c.s.fullUserJSON(u), nil
}

func (c *call) getRateLimit() (any, error) {
	resources := obj{}
	for _, name := range []string{"core", "graphql"} {
		limit, remaining, reset, _ := c.s.takePoints(c.tok, name, 0)
		resources[name] = obj{"limit": limit, "remaining": remaining, "used": limit - remaining, "reset": reset.Unix(), "resource": name}
	}
	resources["search"] = obj{"limit": 30, "remaining": 30, "used": 0, "reset": c.s.now().Add(time.Minute).Unix(), "resource": "search"}
	return obj{"resources": resources, "rate": resources["core"]}, nil
}
