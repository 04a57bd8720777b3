package githubsim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v4"
)

// authenticate finds out who makes a request; a nil token is anonymous.
func (s *Server) authenticate(r *http.Request) (*token, error) {
	header := r.Header.Get("Authorization")
	if header == "" {
		return nil, nil
	}
	scheme, value, _ := strings.Cut(header, " ")
	value = strings.TrimSpace(value)
	if !strings.EqualFold(scheme, "bearer") && !strings.EqualFold(scheme, "token") {
		return nil, fail(http.StatusUnauthorized, "Bad credentials")
	}
	if tok := s.tokens[value]; tok != nil {
		if !s.now().Before(tok.expires) || !tok.install.suspended.IsZero() {
			return nil, fail(http.StatusUnauthorized, "Bad credentials")
		}
		return tok, nil
	}
	if strings.Count(value, ".") == 2 && !strings.HasPrefix(value, "ghs_") && strings.EqualFold(scheme, "bearer") {
		if err := s.checkJWT(value); err != nil {
			return nil, err
		}
		return &token{kind: "jwt"}, nil
	}
	return nil, fail(http.StatusUnauthorized, "Bad credentials")
}

// checkJWT verifies the App's own token as GitHub does, by the simulator's
// clock.
func (s *Server) checkJWT(value string) error {
	var claims appClaims
	parser := jwt.NewParser(jwt.WithValidMethods([]string{"RS256"}), jwt.WithoutClaimsValidation())
	if _, err := parser.ParseWithClaims(value, &claims, func(*jwt.Token) (any, error) { return &s.key.PublicKey, nil }); err != nil {
		return fail(http.StatusUnauthorized, "A JSON web token could not be decoded")
	}
	now, problem := s.opts.Now(), ""
	switch {
	case claims.IssuedAt == nil:
		problem = "Missing 'issued at' claim ('iat') in assertion"
	case claims.ExpiresAt == nil:
		problem = "Missing 'expiration time' claim ('exp') in assertion"
	case claims.IssuedAt.After(now.Add(time.Minute)):
		problem = "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued"
	case !claims.ExpiresAt.After(now):
		problem = "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires"
	case claims.ExpiresAt.After(now.Add(10*time.Minute + time.Second)):
		problem = "'Expiration time' claim ('exp') is too far in the future"
	case string(claims.Issuer) != strconv.FormatInt(s.app.id, 10) && string(claims.Issuer) != s.app.clientID:
		problem = "Integration not found"
	}
	if problem != "" {
		return fail(http.StatusUnauthorized, "%s", problem)
	}
	return nil
}

// appClaims are what a JWT of the App says.
type appClaims struct {
	jwt.RegisteredClaims
	Issuer issuer `json:"iss"`
}

// issuer is the App's id or client id. Octokit and Probot send the id as a
// number, which GitHub takes like the same digits in quotes.
type issuer string

// UnmarshalJSON reads a text or a whole number.
func (i *issuer) UnmarshalJSON(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		*i = issuer(text)
		return nil
	}
	id, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil {
		return fmt.Errorf("iss is neither text nor a whole number: %w", err)
	}
	*i = issuer(strconv.FormatInt(id, 10))
	return nil
}

// admit finds the repository and the issue a call names and checks that the
// token may make it.
func (s *Server) admit(c *call) error {
	if c.route.needs == "app" {
		if c.tok == nil || c.tok.kind != "jwt" {
			return fail(http.StatusUnauthorized, "A JSON web token could not be decoded")
		}
		return s.findRepo(c)
	}
	if c.tok != nil && c.tok.kind == "jwt" {
		return fail(http.StatusUnauthorized, "This endpoint does not accept a JSON web token")
	}
	if err := s.findRepo(c); err != nil || c.repo == nil {
		return err
	}
	if n, ok := c.args["number"]; ok {
		number, err := strconv.Atoi(n)
		if err != nil || c.repo.issue(number) == nil {
			return notFound()
		}
		c.issue = c.repo.issue(number)
		if c.issue.pull == nil && strings.Contains(c.route.pattern, "/pulls/{number}") {
			return notFound()
		}
	}
	if strings.Contains(c.route.pattern, "/issues/comments/") {
		if cm, err := c.comment(); err == nil {
			c.issue = cm.issue
		}
	}
	if !c.permitted() {
		e := fail(http.StatusForbidden, "Resource not accessible by integration")
		if c.tok == nil {
			e = fail(http.StatusUnauthorized, "Requires authentication")
		}
		return e
	}
	return nil
}

func (s *Server) findRepo(c *call) error {
	owner, ok := c.args["owner"]
	if !ok {
		return nil
	}
	c.repo = s.repo(owner, c.args["repo"])
	if c.repo == nil || (c.route.needs != "app" && !s.visible(c.tok, c.repo)) {
		return notFound()
	}
	return nil
}

// permitted reports whether one of the route's alternatives is granted. Pull
// request permissions count on an issue's route only if it is a pull request.
func (c *call) permitted() bool {
	if c.route.needs == "" {
		return true
	}
	for alternative := range strings.SplitSeq(c.route.needs, "; ") {
		permission, level, _ := strings.Cut(alternative, "=")
		if permission == "pull_requests" && c.issue != nil && c.issue.pull == nil {
			continue
		}
		if c.s.may(c.tok, c.repo, permission, level) {
			return true
		}
	}
	return false
}

// visible reports whether a token can see that r exists.
func (s *Server) visible(tok *token, r *Repo) bool {
	return !r.private || (tok != nil && tok.covers(r))
}

// covers reports whether an installation token reaches r.
func (t *token) covers(r *Repo) bool {
	return t.install != nil && r.owner == t.install.account && (t.repos == nil || t.repos[r.id])
}

// may reports whether a token has a permission ("issues", "contents", …) at a
// level ("read" or "write") on r. Anyone may read what is public.
func (s *Server) may(tok *token, r *Repo, permission, level string) bool {
	if tok != nil && tok.covers(r) {
		granted := tok.perms[permission]
		if granted == "write" || (granted == level && level == "read") {
			return true
		}
		return false
	}
	return level == "read" && !r.private && permission != "administration"
}
