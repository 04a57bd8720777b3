package config

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// setting is one setting of the server: how it is called, what it is for, and
// how it gets into Server. set never quotes a value that is secret.
type setting struct {
	key      string
	fallback string // the default, as one would write it; "" when there is none
	about    string
	list     bool
	set      func(*Server, value) error
}

// serverSettings is every setting there is, in the order they are documented.
func serverSettings() []setting {
	return []setting{
		{
			key: "server.listen", fallback: "127.0.0.1:8080", about: "Address to listen on, `HOST:PORT`; `:8080` is every interface.",
			set: text(func(s *Server) *string { return &s.Listen }, checkListen),
		},
		{
			key: "server.public_url", about: "Where people and GitHub reach the server.",
			set: address(func(s *Server) *string { return &s.PublicURL }),
		},
		{
			key: "github.api_url", fallback: "https://api.github.com", about: "REST API. Enterprise Server: `https://HOST/api/v3`.",
			set: address(func(s *Server) *string { return &s.GitHub.APIURL }),
		},
		{
			key: "github.graphql_url", about: "GraphQL API. Without it, the one that goes with `github.api_url`.",
			set: address(func(s *Server) *string { return &s.GitHub.GraphQLURL }),
		},
		{key: "github.app_id", about: "Number of the App. Required.", set: setAppID},
		{
			key: "github.private_key", about: "The App's private key, the text of its `.pem`. This or the next is required.",
			set: setPrivateKey,
		},
		{
			key: "github.private_key_file", about: "Path of the App's `.pem`.",
			set: text(func(s *Server) *string { return &s.GitHub.privateKeyFile }, nil),
		},
		{
			key: "github.webhook_secrets", about: "Accepted webhook secrets: the current one and, while you replace it, the one before. Required.",
			list: true, set: setSecrets,
		},
		{
			key: "github.write_interval", fallback: "1s", about: "Least time between two writes to one installation.",
			set: duration(func(s *Server) *time.Duration { return &s.GitHub.WriteInterval }, 0, time.Minute),
		},
		{
			key: "database.url", fallback: "sqlite:storybot.db", about: "Database: `sqlite:PATH`.",
			set: text(func(s *Server) *string { return &s.DatabaseURL }, checkDatabase),
		},
		{
			key: "queue.gather", fallback: "2s", about: "How long the first event of an issue or pull request waits for others to join it.",
			set: duration(func(s *Server) *time.Duration { return &s.Gather }, time.Millisecond, time.Minute),
		},
		{
			key: "log.level", fallback: "info", about: "`trace`, `debug`, `info`, `warn` or `error`.",
			set: text(func(s *Server) *string { return &s.LogLevel }, checkLevel),
		},
	}
}

// docHead begins the page of settings.
const docHead = `# Settings

<!-- Made from config by ` + "`go test ./config -update`" + `. -->

` + "`storybot serve --config FILE`" + ` reads these from a YAML file, where the part of a key before the dot is a section, and from
environment variables, which win. The variables alone are enough. If settings are missing or wrong, storybot doesn't start,
and prints a line for each that names its key. [An example](../deploy/storybot.example.yml) shows the usual ones.

`

// Doc is the page docs/settings.md.
func Doc() string {
	var b strings.Builder
	b.WriteString(docHead)
	b.WriteString("| key | variable | default | what |\n|---|---|---|---|\n")
	for _, s := range serverSettings() {
		about, fallback := s.about, ""
		if s.list {
			about += " A list; the variable separates them by commas."
		}
		if s.fallback != "" {
			fallback = "`" + s.fallback + "`"
		}
		fmt.Fprintf(&b, "| `%s` | `%s` | %s | %s |\n", s.key, variable(s.key), fallback, about)
	}
	return b.String()
}

// text sets one string that passes a check, if there is one.
func text(field func(*Server) *string, check func(string) error) func(*Server, value) error {
	return func(s *Server, v value) error {
		one, err := v.one()
		if err != nil {
			return err
		}
		if check != nil {
			if err := check(one); err != nil {
				return err
			}
		}
		*field(s) = one
		return nil
	}
}

// address sets an absolute http or https address, without a slash at its end.
func address(field func(*Server) *string) func(*Server, value) error {
	return func(s *Server, v value) error {
		one, err := v.one()
		if err != nil {
			return err
		}
		u, err := url.Parse(one)
		switch {
		case err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Hostname() == "":
			return errors.New("want an absolute address such as https://github.example.org/api/v3")
		case u.User != nil || u.RawQuery != "" || u.Fragment != "":
			return errors.New("want an address without user, query and fragment")
		}
		*field(s) = strings.TrimRight(one, "/")
		return nil
	}
}

func duration(field func(*Server) *time.Duration, least, most time.Duration) func(*Server, value) error {
	return func(s *Server, v value) error {
		one, err := v.one()
		if err != nil {
			return err
		}
		d, err := time.ParseDuration(one)
		if err != nil || d < least || d > most {
			return fmt.Errorf("want a duration from %v to %v, such as 2s or 500ms", least, most)
		}
		*field(s) = d
		return nil
	}
}

func setAppID(s *Server, v value) error {
	one, err := v.one()
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(one, 10, 64)
	if err != nil || id <= 0 {
		return errors.New("want the App's number, found on its settings page as \"App ID\"")
	}
	s.GitHub.AppID = id
	return nil
}

func setPrivateKey(s *Server, v value) error {
	one, err := v.one()
	if err != nil {
		return err
	}
	if !strings.Contains(one, "\n") {
		one = strings.ReplaceAll(one, `\n`, "\n") // variables often hold it on one line
	}
	if err := checkPrivateKey(one); err != nil {
		return err
	}
	s.GitHub.PrivateKey = NewSecret(one)
	return nil
}

func setSecrets(s *Server, v value) error {
	for _, item := range v.items {
		if strings.TrimSpace(item) == "" {
			return errors.New("a secret is empty; remove it or fill it in")
		}
		s.GitHub.WebhookSecrets = append(s.GitHub.WebhookSecrets, NewSecret(item))
	}
	return nil
}

func checkListen(address string) error {
	_, port, err := net.SplitHostPort(address)
	if n, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil || n > 65535 {
		return errors.New("want HOST:PORT or :PORT, such as :8080")
	}
	return nil
}

func checkDatabase(raw string) error {
	scheme, path, _ := strings.Cut(raw, ":")
	switch {
	case scheme == "postgres" || scheme == "postgresql":
		return errors.New("PostgreSQL isn't supported yet; use sqlite:PATH")
	case scheme != "sqlite" || strings.TrimLeft(path, "/") == "" || strings.HasPrefix(path, ":"):
		return errors.New("want sqlite:PATH, such as sqlite:storybot.db")
	}
	return nil
}

func checkLevel(level string) error {
	if levels := []string{"trace", "debug", "info", "warn", "error"}; !slices.Contains(levels, level) {
		return fmt.Errorf("want one of %s", strings.Join(levels, ", "))
	}
	return nil
}
