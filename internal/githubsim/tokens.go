package githubsim

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// createToken makes an installation token, narrowed as the body asks.
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
			return "", fmt.Errorf("githubsim: token: %w", err)
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
