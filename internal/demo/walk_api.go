package demo

import (
	"context"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v4"
)

// apiClient reads through the REST API with a token of its own.
type apiClient struct {
	base  string // of the repository
	token string
}

// newAPIClient signs in as the App does.
func newAPIClient(ctx context.Context, d *Demo, now time.Time) (*apiClient, error) {
	key, err := jwt.ParseRSAPrivateKeyFromPEM(d.sim.PrivateKey())
	if err != nil {
		return nil, fmt.Errorf("read the App's key: %w", err)
	}
	signed, err := appToken(key, d.sim.AppID(), now)
	if err != nil {
		return nil, err
	}
	c := &apiClient{base: d.sim.APIURL() + "repos/" + owner + "/" + repoName + "/", token: signed}
	var granted struct{ Token string }
	address := d.sim.APIURL() + "app/installations/" + strconv.FormatInt(d.sim.InstallationID(owner), 10) + "/access_tokens"
	if err := c.call(ctx, http.MethodPost, address, &granted); err != nil {
		return nil, err
	}
	c.token = granted.Token
	return c, nil
}

func appToken(key *rsa.PrivateKey, app int64, now time.Time) (string, error) {
	claims := jwt.RegisteredClaims{
		Issuer: strconv.FormatInt(app, 10), IssuedAt: jwt.NewNumericDate(now.Add(-time.Minute)), ExpiresAt: jwt.NewNumericDate(now.Add(5 * time.Minute)),
	}
	signed, err := jwt.NewWithClaims(jwt.SigningMethodRS256, claims).SignedString(key)
	if err != nil {
		return "", fmt.Errorf("sign the App's token: %w", err)
	}
	return signed, nil
}

// get reads one resource of the repository.
func (c *apiClient) get(ctx context.Context, path string, into any) error {
	return c.call(ctx, http.MethodGet, c.base+path, into)
}

func (c *apiClient) call(ctx context.Context, method, address string, into any) error {
	request, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, address, err)
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	request.Header.Set("Accept", "application/vnd.github+json")
	request.Header.Set("X-GitHub-Api-Version", "2022-11-28")
	request.Header.Set("User-Agent", "storybot-walkthrough")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, address, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(io.LimitReader(response.Body, maxPage))
	if err != nil {
		return fmt.Errorf("%s %s: %w", method, address, err)
	}
	if response.StatusCode >= http.StatusBadRequest {
		return fmt.Errorf("%s %s: %s", method, address, response.Status)
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("%s %s: %w", method, address, err)
	}
	return nil
}

// file reads a file of a branch of the repository or of a fork of it.
func (c *apiClient) file(ctx context.Context, repo, branch, name string) (string, error) {
	fork := *c
	fork.base = strings.TrimSuffix(c.base, owner+"/"+repoName+"/") + repo + "/"
	var answer struct{ Content string }
	if err := fork.get(ctx, "contents/"+escapePath(name)+"?ref="+url.QueryEscape(branch), &answer); err != nil {
		return "", err
	}
	text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(answer.Content, "\n", ""))
	if err != nil {
		return "", fmt.Errorf("read %s: %w", name, err)
	}
	return string(text), nil
}
