package config

import (
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Server is the settings of the server process. LoadServer makes it; every
// field of the result has been checked.
type Server struct {
	// Listen is the address to listen on, HOST:PORT or :PORT.
	Listen string
	// PublicURL is where people and GitHub reach the server; may be empty.
	PublicURL string
	// GitHub says which GitHub to talk to, and as whom.
	GitHub GitHub
	// DatabaseURL names the database, "sqlite:PATH".
	DatabaseURL string
	// Gather is how long the first event of an issue or pull request waits for
	// others to join it.
	Gather time.Duration
	// LogLevel is trace, debug, info, warn or error.
	LogLevel string
}

// GitHub is the part of Server about GitHub.
type GitHub struct {
	// APIURL and GraphQLURL are the base addresses, without a slash at the end.
	APIURL, GraphQLURL string
	// AppID is the number of the App.
	AppID int64
	// PrivateKey is the App's RSA key in PEM form.
	PrivateKey Secret
	// WebhookSecrets are the accepted webhook secrets, at least one.
	WebhookSecrets []Secret
	// WriteInterval is the least time between two writes to one installation.
	WriteInterval time.Duration

	privateKeyFile string
}

// LoadServer reads the settings from the YAML file at path, if path is not
// empty, and from STORYBOT_… variables in environ ("NAME=value", as os.Environ
// gives it), which win. The error has one line for each setting that is
// missing or wrong, and each line begins with the setting's key.
func LoadServer(path string, environ []string) (*Server, error) {
	values := map[string]value{}
	var problems []error
	if path != "" {
		text, err := readBounded(path)
		if err != nil {
			return nil, fmt.Errorf("read settings: %w", err)
		}
		values, problems = readFile(path, text)
	}
	readEnvironment(values, environ)

	s := &Server{}
	for _, setting := range serverSettings() {
		v, given := values[setting.key]
		if !given && setting.fallback != "" {
			v, given = value{items: []string{setting.fallback}}, true
		}
		if !given {
			continue
		}
		if err := setting.set(s, v); err != nil {
			problems = append(problems, fmt.Errorf("%s: %w%s", setting.key, err, v.where()))
		}
	}
	if len(problems) == 0 {
		problems = s.complete(values)
	}
	if err := errors.Join(problems...); err != nil {
		return nil, err
	}
	return s, nil
}

// DataDir is the directory of the database.
func (s *Server) DataDir() string {
	_, path, _ := strings.Cut(s.DatabaseURL, ":")
	return filepath.Dir(strings.TrimPrefix(path, "//"))
}

// complete checks what no setting can check alone, and fills in what follows
// from others.
func (s *Server) complete(given map[string]value) []error {
	var problems []error
	missing := func(key, what string) {
		problems = append(problems, fmt.Errorf("%s: missing; set %s in the file or as %s", key, what, variable(key)))
	}
	if s.GitHub.AppID == 0 {
		missing("github.app_id", "the App's number")
	}
	if len(s.GitHub.WebhookSecrets) == 0 {
		missing("github.webhook_secrets", "the App's webhook secret")
	}
	_, inline := given["github.private_key"]
	switch {
	case inline && s.GitHub.privateKeyFile != "":
		problems = append(problems, errors.New("github.private_key: given together with github.private_key_file; keep one of them"))
	case s.GitHub.privateKeyFile != "":
		if err := s.readPrivateKey(); err != nil {
			problems = append(problems, fmt.Errorf("github.private_key_file: %w", err))
		}
	case !inline:
		missing("github.private_key", "the App's private key (or its path as github.private_key_file)")
	}
	if s.GitHub.GraphQLURL == "" {
		s.GitHub.GraphQLURL = graphQLBeside(s.GitHub.APIURL)
	}
	return problems
}

// graphQLBeside is where a GitHub has its GraphQL API: Enterprise Server has
// /api/graphql beside /api/v3, the others /graphql below the API's address.
func graphQLBeside(apiURL string) string {
	if base, found := strings.CutSuffix(apiURL, "/api/v3"); found {
		return base + "/api/graphql"
	}
	return apiURL + "/graphql"
}

func (s *Server) readPrivateKey() error {
	text, err := readBounded(s.GitHub.privateKeyFile)
	if err != nil {
		return fmt.Errorf("can't be read: %w", err)
	}
	if err := checkPrivateKey(string(text)); err != nil {
		return err
	}
	s.GitHub.PrivateKey = NewSecret(string(text))
	return nil
}

// checkPrivateKey accepts what GitHub hands out (PKCS #1) and what tools
// convert it to (PKCS #8). It never quotes what it was given.
func checkPrivateKey(text string) error {
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return errors.New("not a PEM file; want the .pem that GitHub offers under \"Private keys\"")
	}
	if _, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return nil
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if _, isRSA := key.(*rsa.PrivateKey); err != nil || !isRSA {
		return errors.New("not an RSA private key; want the .pem that GitHub offers under \"Private keys\"")
	}
	return nil
}
