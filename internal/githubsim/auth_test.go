package githubsim

import (
	"crypto/rand"
	"crypto/rsa"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v4"
	"github.com/google/go-github/v60/github"
)

func TestJWTIsChecked(t *testing.T) {
	w := newWorld(t)
	other, err := rsa.GenerateKey(rand.Reader, 2048)
	check(t, err)
	iss := strconv.FormatInt(w.AppID(), 10)
	now := w.clock.now()
	for name, row := range map[string]struct {
		issuer       string
		issued, ends time.Duration
		method       jwt.SigningMethod
		key          any
		want         int
	}{
		"good":           {iss, -time.Minute, 9 * time.Minute, jwt.SigningMethodRS256, w.key, 200},
		"by client id":   {w.app.clientID, -time.Minute, 9 * time.Minute, jwt.SigningMethodRS256, w.key, 200},
		"other issuer":   {"1", -time.Minute, 9 * time.Minute, jwt.SigningMethodRS256, w.key, 401},
		"expired":        {iss, -time.Hour, -time.Minute, jwt.SigningMethodRS256, w.key, 401},
		"too long":       {iss, 0, 11 * time.Minute, jwt.SigningMethodRS256, w.key, 401},
		"from tomorrow":  {iss, 2 * time.Minute, 9 * time.Minute, jwt.SigningMethodRS256, w.key, 401},
		"other key":      {iss, -time.Minute, 9 * time.Minute, jwt.SigningMethodRS256, other, 401},
		"other method":   {iss, -time.Minute, 9 * time.Minute, jwt.SigningMethodRS512, w.key, 401},
		"shared secret":  {iss, -time.Minute, 9 * time.Minute, jwt.SigningMethodHS256, []byte("x"), 401},
		"not signed yet": {iss, -time.Minute, 9 * time.Minute, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, 401},
	} {
		text, err := jwt.NewWithClaims(row.method, jwt.RegisteredClaims{
			Issuer: row.issuer, IssuedAt: jwt.NewNumericDate(now.Add(row.issued)), ExpiresAt: jwt.NewNumericDate(now.Add(row.ends)),
		}).SignedString(row.key)
		check(t, err)
		if got := w.get(t, "app", text).StatusCode; got != row.want {
			t.Errorf("%s: status %d, want %d", name, got, row.want)
		}
	}
}

// TestIssuerMayBeANumber: Octokit and Probot send the App's id as one.
func TestIssuerMayBeANumber(t *testing.T) {
	w := newWorld(t)
	now := w.clock.now()
	for name, row := range map[string]struct {
		issuer any
		want   int
	}{
		"number":       {w.AppID(), 200},
		"other number": {w.AppID() + 1, 401},
		"fraction":     {float64(w.AppID()) + 0.5, 401},
		"list":         {[]int64{w.AppID()}, 401},
		"nothing":      {nil, 401},
	} {
		text, err := jwt.NewWithClaims(jwt.SigningMethodRS256, jwt.MapClaims{
			"iss": row.issuer, "iat": now.Add(-time.Minute).Unix(), "exp": now.Add(9 * time.Minute).Unix(),
		}).SignedString(w.key)
		check(t, err)
		if got := w.get(t, "app", text).StatusCode; got != row.want {
			t.Errorf("%s: status %d, want %d", name, got, row.want)
		}
	}
}

// get makes one bare request.
func (w *world) get(t *testing.T, path, token string) *http.Response {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.APIURL()+path, nil)
	check(t, err)
	if token != "" {
		req.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := http.DefaultClient.Do(req)
	check(t, err)
	check(t, resp.Body.Close())
	return resp
}

func (w *world) token(t *testing.T, opts *github.InstallationTokenOptions) (*github.InstallationToken, error) {
	t.Helper()
	tok, _, err := w.asApp(t).Apps.CreateInstallationToken(t.Context(), w.InstallationID("lovelace"), opts)
	return tok, err
}

func TestTokensAreScopedAndEnd(t *testing.T) {
	w := newWorld(t)
	must[*Repo](t)(w.CreateRepo("lovelace", "other", map[string][]byte{"a": []byte("a")}))
	w.repo.SetPrivate(true)
	n := must[int](t)(w.repo.OpenIssue("grace", "x", ""))
	tok, err := w.token(t, &github.InstallationTokenOptions{
		Repositories: []string{"other"}, Permissions: &github.InstallationPermissions{Issues: github.String("read")},
	})
	check(t, err)
	if text := tok.GetToken(); !strings.HasPrefix(text, "ghs_") || strings.Count(text, ".") != 2 || len(text) < 480 {
		t.Errorf("token = %s", text)
	}
	if got := w.get(t, "repos/lovelace/book", tok.GetToken()).StatusCode; got != http.StatusNotFound {
		t.Errorf("outside the scope: %d, want 404", got)
	}
	if got := w.get(t, "repos/lovelace/book", "").StatusCode; got != http.StatusNotFound {
		t.Errorf("anonymous: %d, want 404", got)
	}
	client := github.NewClient(nil).WithAuthToken(tok.GetToken())
	client.BaseURL = w.bot.BaseURL
	_, resp, err := client.Issues.Create(t.Context(), "lovelace", "other", &github.IssueRequest{Title: github.String("x")})
	if status(err) != http.StatusForbidden || resp.Header.Get("X-Accepted-GitHub-Permissions") != "issues=write" || !strings.Contains(err.Error(), "not accessible by integration") {
		t.Errorf("write with read: %v", err)
	}
	for name, opts := range map[string]*github.InstallationTokenOptions{
		"wider":        {Permissions: &github.InstallationPermissions{Workflows: github.String("write")}},
		"unknown repo": {Repositories: []string{"none"}},
	} {
		if _, err := w.token(t, opts); status(err) != http.StatusUnprocessableEntity {
			t.Errorf("%s: %v, want 422", name, err)
		}
	}
	full, err := w.token(t, nil)
	check(t, err)
	issue := "repos/lovelace/book/issues/" + strconv.Itoa(n)
	if got := w.get(t, issue, full.GetToken()).StatusCode; got != http.StatusOK {
		t.Errorf("good token: %d, want 200", got)
	}
	w.clock.advance(time.Hour)
	if got := w.get(t, issue, full.GetToken()).StatusCode; got != http.StatusUnauthorized {
		t.Errorf("after an hour: %d, want 401", got)
	}
}

func TestAppRoutes(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	app, _, err := w.asApp(t).Apps.Get(ctx, "")
	check(t, err)
	if app.GetID() != w.AppID() || app.GetSlug() != "storybot" {
		t.Errorf("app = %v", app)
	}
	installs, _, err := w.asApp(t).Apps.ListInstallations(ctx, nil)
	check(t, err)
	found, _, err := w.asApp(t).Apps.FindRepositoryInstallation(ctx, "lovelace", "book")
	check(t, err)
	byUser, _, err := w.asApp(t).Apps.FindUserInstallation(ctx, "lovelace")
	check(t, err)
	byID, _, err := w.asApp(t).Apps.GetInstallation(ctx, found.GetID())
	check(t, err)
	if byUser.GetID() != found.GetID() || byID.GetAccount().GetLogin() != "lovelace" {
		t.Errorf("by user = %v, by id = %v", byUser, byID)
	}
	if len(installs) != 1 || installs[0].GetID() != found.GetID() || found.GetID() != w.InstallationID("lovelace") {
		t.Errorf("installations = %v, found = %v", installs, found)
	}
	bot, _, err := w.bot.Users.Get(ctx, "storybot%5Bbot%5D")
	check(t, err)
	if bot.GetLogin() != "storybot[bot]" || bot.GetType() != "Bot" || bot.GetID() == w.AppID() {
		t.Errorf("bot = %v", bot)
	}
	if _, _, err := w.bot.Apps.Get(ctx, ""); status(err) != http.StatusUnauthorized {
		t.Errorf("GET /app with an installation token: %v, want 401", err)
	}
	if got := w.get(t, "repos/lovelace/book/milestones", "").StatusCode; got != http.StatusNotImplemented {
		t.Errorf("unknown route: %d, want 501", got)
	}
	repos, _, err := w.bot.Apps.ListRepos(ctx, nil)
	check(t, err)
	if repos.GetTotalCount() != 1 {
		t.Errorf("repositories = %v", repos)
	}
}

func TestAnonymousMayReadButNotWrite(t *testing.T) {
	w := newWorld(t)
	n := must[int](t)(w.repo.OpenIssue("ada", "x", ""))
	client := w.client(t, http.DefaultTransport)
	_, _, err := client.Issues.Get(t.Context(), "lovelace", "book", n)
	check(t, err)
	_, _, err = client.Issues.CreateComment(t.Context(), "lovelace", "book", n, &github.IssueComment{Body: github.String("x")})
	if status(err) != http.StatusUnauthorized {
		t.Errorf("anonymous comment: %v, want 401", err)
	}
}
