package githubsim

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
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

func (c *call) createToken() (any, error) {
	in, err := c.installation()
	if err != nil {
		return nil, err
	}
	if !in.suspended.IsZero() {
		return nil, fail(http.StatusForbidden, "This installation has been suspended")
	}
	var body struct {
		Repositories  []string          `json:"repositories"`
		RepositoryIDs []int64           `json:"repository_ids"`
		Permissions   map[string]string `json:"permissions"`
	}
	if err := c.decode(&body); err != nil {
		return nil, err
	}
	tok := &token{kind: "installation", install: in, user: c.s.bot, perms: maps.Clone(c.s.opts.Permissions), expires: c.s.now().Add(time.Hour)}
	if tok.repos, err = c.s.narrowRepos(in, body.Repositories, body.RepositoryIDs); err != nil {
		return nil, err
	}
	if tok.perms, err = narrowPermissions(tok.perms, body.Permissions); err != nil {
		return nil, err
	}
	if tok.value, err = c.s.newTokenValue(); err != nil {
		return nil, err
	}
	maps.DeleteFunc(c.s.tokens, func(_ string, old *token) bool { return !c.s.now().Before(old.expires) })
	c.s.tokens[tok.value] = tok
	return created(c.s.tokenJSON(tok)), nil
}

func (s *Server) narrowRepos(in *installation, names []string, ids []int64) (map[int64]bool, error) {
	if len(names) == 0 && len(ids) == 0 {
		return nil, nil
	}
	if len(names)+len(ids) > 500 {
		return nil, fail(http.StatusUnprocessableEntity, "Too many repositories: at most 500 may be named.")
	}
	repos := map[int64]bool{}
	for _, name := range names {
		if r := s.repo(in.account.login, name); r != nil {
			ids = append(ids, r.id)
		} else {
			ids = append(ids, 0)
		}
	}
	for _, id := range ids {
		if r := s.repoByID(id); r == nil || r.owner != in.account {
			return nil, fail(http.StatusUnprocessableEntity, "There is at least one repository that does not exist or is not accessible to the parent installation.")
		}
		repos[id] = true
	}
	return repos, nil
}

func narrowPermissions(granted, asked map[string]string) (map[string]string, error) {
	if len(asked) == 0 {
		return granted, nil
	}
	for permission, level := range asked {
		if have := granted[permission]; have != level && (have != "write" || level != "read") {
			return nil, fail(http.StatusUnprocessableEntity, "The permissions requested are not granted to this installation.")
		}
	}
	narrowed := maps.Clone(asked)
	narrowed["metadata"] = "read"
	return narrowed, nil
}

// newTokenValue makes a token of the length and alphabet of GitHub's: some
// 520 characters with two dots. Nobody may read anything from it.
func (s *Server) newTokenValue() (string, error) {
	var parts []string
	for _, size := range []int{30, 270, 72} {
		raw := make([]byte, size)
		if _, err := rand.Read(raw); err != nil {
			return "", errors.Join(errors.New("githubsim: token"), err)
		}
		parts = append(parts, base64.RawURLEncoding.EncodeToString(raw))
	}
	return "ghs_" + strconv.FormatInt(s.app.id, 10) + "_" + strings.Join(parts, "."), nil
}

func (s *Server) tokenJSON(tok *token) obj {
	o := obj{
		"token": tok.value, "expires_at": stamp(tok.expires), "permissions": tok.perms,
		"repository_selection": "all",
	}
	if tok.repos != nil {
		var repos []obj
		for id := range tok.repos {
			repos = append(repos, s.repoByID(id).json())
		}
		o["repository_selection"], o["repositories"] = "selected", repos
	}
	return o
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
