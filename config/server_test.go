package config_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/storybot-app/storybot/config"
)

// keys made once for the whole test: an App's key in both forms, and a wrong one.
type keys struct{ pkcs1, pkcs8, ecdsa string }

func makeKeys(t *testing.T) keys {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	curve, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	wrap := func(kind string, key any) string {
		der, err := x509.MarshalPKCS8PrivateKey(key)
		if err != nil {
			t.Fatal(err)
		}
		return string(pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}))
	}
	return keys{
		pkcs1: string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})),
		pkcs8: wrap("PRIVATE KEY", key),
		ecdsa: wrap("PRIVATE KEY", curve),
	}
}

func environ(pairs map[string]string) []string {
	var out []string
	for name, text := range pairs {
		out = append(out, "STORYBOT_"+name+"="+text)
	}
	return out
}

func enough(k keys) map[string]string {
	return map[string]string{"GITHUB_APP_ID": "7", "GITHUB_PRIVATE_KEY": k.pkcs1, "GITHUB_WEBHOOK_SECRETS": "sesame"}
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "storybot.yml")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimSpace(text), "\n", "\n    ") + "\n"
}

func compare(t *testing.T, want, got *config.Server) {
	t.Helper()
	if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(config.GitHub{}), cmp.Comparer(func(a, b config.Secret) bool { return a.Reveal() == b.Reveal() })); diff != "" {
		t.Errorf("settings (-want +got):\n%s", diff)
	}
}

func TestDefaults(t *testing.T) {
	k := makeKeys(t)
	got, err := config.LoadServer("", environ(enough(k)))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, &config.Server{
		Listen: "127.0.0.1:8080", DatabaseURL: "sqlite:storybot.db", Gather: 2 * time.Second, LogLevel: "info",
		GitHub: config.GitHub{
			APIURL: "https://api.github.com", GraphQLURL: "https://api.github.com/graphql", AppID: 7,
			PrivateKey: config.NewSecret(k.pkcs1), WebhookSecrets: []config.Secret{config.NewSecret("sesame")}, WriteInterval: time.Second,
		},
	}, got)
}

func TestFileWithEveryKey(t *testing.T) {
	k := makeKeys(t)
	path := write(t, `
server:
  listen: 127.0.0.1:9000
  public_url: https://bot.example.org/
github:
  api_url: https://ghe.example.org/api/v3
  graphql_url: https://ghe.example.org/other/graphql
  app_id: 42
  private_key: |
`+indent(k.pkcs8)+`
  webhook_secrets: [new, "the one, before"]
  write_interval: 0s
database:
  url: sqlite:/var/lib/storybot/inbox.db
queue:
  gather: 500ms
log:
  level: debug
`)
	want := &config.Server{
		Listen: "127.0.0.1:9000", PublicURL: "https://bot.example.org", DatabaseURL: "sqlite:/var/lib/storybot/inbox.db",
		Gather: 500 * time.Millisecond, LogLevel: "debug",
		GitHub: config.GitHub{
			APIURL: "https://ghe.example.org/api/v3", GraphQLURL: "https://ghe.example.org/other/graphql", AppID: 42,
			PrivateKey:     config.NewSecret(k.pkcs8),
			WebhookSecrets: []config.Secret{config.NewSecret("new"), config.NewSecret("the one, before")},
		},
	}
	got, err := config.LoadServer(path, nil)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, want, got)

	// Each variable wins over the file; an empty one does not.
	got, err = config.LoadServer(path, environ(map[string]string{
		"SERVER_LISTEN": ":1", "SERVER_PUBLIC_URL": "http://a", "GITHUB_API_URL": "http://b", "GITHUB_GRAPHQL_URL": "http://c",
		"GITHUB_APP_ID": "9", "GITHUB_PRIVATE_KEY": strings.ReplaceAll(k.pkcs1, "\n", `\n`), "GITHUB_WEBHOOK_SECRETS": "x, y",
		"GITHUB_WRITE_INTERVAL": "3s", "DATABASE_URL": "sqlite:b.db", "QUEUE_GATHER": "1s", "LOG_LEVEL": "",
	}))
	if err != nil {
		t.Fatal(err)
	}
	compare(t, &config.Server{
		Listen: ":1", PublicURL: "http://a", DatabaseURL: "sqlite:b.db", Gather: time.Second, LogLevel: "debug",
		GitHub: config.GitHub{
			APIURL: "http://b", GraphQLURL: "http://c", AppID: 9, PrivateKey: config.NewSecret(k.pkcs1),
			WebhookSecrets: []config.Secret{config.NewSecret("x"), config.NewSecret("y")}, WriteInterval: 3 * time.Second,
		},
	}, got)
}

func TestPrivateKeyFile(t *testing.T) {
	k := makeKeys(t)
	pairs := enough(k)
	delete(pairs, "GITHUB_PRIVATE_KEY")
	pairs["GITHUB_PRIVATE_KEY_FILE"] = write(t, k.pkcs1)
	got, err := config.LoadServer("", environ(pairs))
	if err != nil {
		t.Fatal(err)
	}
	if got.GitHub.PrivateKey.Reveal() != k.pkcs1 {
		t.Error("the key is not that of the file")
	}
}

func TestGraphQLGoesWithTheAPI(t *testing.T) {
	pairs := enough(makeKeys(t))
	for api, want := range map[string]string{
		"https://ghe.example.org/api/v3":  "https://ghe.example.org/api/graphql",
		"https://ghe.example.org/api/v3/": "https://ghe.example.org/api/graphql",
		"https://api.acme.ghe.com":        "https://api.acme.ghe.com/graphql",
	} {
		pairs["GITHUB_API_URL"] = api
		got, err := config.LoadServer("", environ(pairs))
		if err != nil || got.GitHub.GraphQLURL != want {
			t.Errorf("%s: got %v, %v, want %s", api, got, err, want)
		}
	}
}

// Each row changes one setting and gets one line that begins with its key.
func TestWrongSettings(t *testing.T) {
	k := makeKeys(t)
	missing := filepath.Join(t.TempDir(), "missing.pem")
	for _, row := range []struct{ name, text, want string }{
		{"SERVER_LISTEN", "8080", "server.listen: want HOST:PORT"},
		{"SERVER_LISTEN", ":http", "server.listen: want HOST:PORT"},
		{"SERVER_LISTEN", ":70000", "server.listen: want HOST:PORT"},
		{"SERVER_PUBLIC_URL", "bot.example.org", "server.public_url: want an absolute address"},
		{"SERVER_PUBLIC_URL", "javascript:alert(1)", "server.public_url: want an absolute address"},
		{"GITHUB_API_URL", "api.github.com", "github.api_url: want an absolute address"},
		{"GITHUB_API_URL", "https://", "github.api_url: want an absolute address"},
		{"GITHUB_API_URL", "https://user:pass@ghe.example.org", "github.api_url: want an address without user"},
		{"GITHUB_GRAPHQL_URL", "ftp://ghe.example.org", "github.graphql_url: want an absolute address"},
		{"GITHUB_APP_ID", "", "github.app_id: missing; set the App's number in the file or as STORYBOT_GITHUB_APP_ID"},
		{"GITHUB_APP_ID", "0", "github.app_id: want the App's number"},
		{"GITHUB_APP_ID", "-3", "github.app_id: want the App's number"},
		{"GITHUB_APP_ID", "Iv1.abc", "github.app_id: want the App's number"},
		{"GITHUB_PRIVATE_KEY", "", "github.private_key: missing"},
		{"GITHUB_PRIVATE_KEY", "hunter2", "github.private_key: not a PEM file"},
		{"GITHUB_PRIVATE_KEY", k.ecdsa, "github.private_key: not an RSA private key"},
		{"GITHUB_PRIVATE_KEY_FILE", missing, "github.private_key: given together with github.private_key_file"},
		{"GITHUB_WEBHOOK_SECRETS", "", "github.webhook_secrets: missing"},
		{"GITHUB_WEBHOOK_SECRETS", "hunter2,", "github.webhook_secrets: a secret is empty"},
		{"GITHUB_WRITE_INTERVAL", "1", "github.write_interval: want a duration from 0s to 1m0s"},
		{"GITHUB_WRITE_INTERVAL", "-1s", "github.write_interval: want a duration"},
		{"DATABASE_URL", "postgres://localhost/x", "database.url: PostgreSQL isn't supported yet"},
		{"DATABASE_URL", "storybot.db", "database.url: want sqlite:PATH"},
		{"DATABASE_URL", "sqlite:", "database.url: want sqlite:PATH"},
		{"QUEUE_GATHER", "2h", "queue.gather: want a duration"},
		{"QUEUE_GATHER", "soon", "queue.gather: want a duration"},
		{"LOG_LEVEL", "loud", "log.level: want one of"},
	} {
		t.Run(row.want, func(t *testing.T) {
			pairs := enough(k)
			pairs[row.name] = row.text
			wantError(t, "", pairs, row.want)
		})
	}
	t.Run("unreadable key file", func(t *testing.T) {
		pairs := enough(k)
		delete(pairs, "GITHUB_PRIVATE_KEY")
		pairs["GITHUB_PRIVATE_KEY_FILE"] = missing
		wantError(t, "", pairs, "github.private_key_file: can't be read: open "+missing)
	})
}

func TestWrongFiles(t *testing.T) {
	k := makeKeys(t)
	for name, row := range map[string]struct{ text, want string }{
		"unknown key":     {"server:\n  lisen: :80\n", "server.lisen: unknown key; did you mean server.listen? (FILE:2)"},
		"unknown section": {"colour: blue\n", "colour: unknown key (FILE:1)"},
		"twice":           {"log:\n  level: info\n  level: warn\n", "log.level: given twice (FILE:3)"},
		"not a mapping":   {"- a\n- b\n", "settings: want a mapping"},
		"flat section":    {"log: info\n", "log: want a mapping"},
		"list for one":    {"log:\n  level: [info, warn]\n", "log.level: want one value, not a list (FILE:2)"},
		"mapping for one": {"log:\n  level: {a: b}\n", "log.level: want a value or a list of values (FILE:2)"},
		"anchor":          {"a: &x 1\nlog:\n  level: *x\n", "a: unknown key"},
		"alias":           {"log: &x\n  level: info\nqueue: *x\n", "queue: want a mapping of keys to values (FILE:3)"},
		"list of lists":   {"log:\n  level: [[info]]\n", "log.level: want a value or a list of values (FILE:2)"},
		"huge":            {"#" + strings.Repeat(" ", 1<<20), "read settings: FILE is longer than 1 MiB"},
		"wrong value":     {"log:\n\n  level: loud\n", "log.level: want one of trace, debug, info, warn, error (FILE:3)"},
		"broken":          {"log:\n  level: \"info\n", "FILE: yaml:"},
		"two documents":   {"log:\n  level: info\n---\nlog:\n", "FILE: want one YAML document"},
	} {
		t.Run(name, func(t *testing.T) {
			path := write(t, row.text)
			wantError(t, path, enough(k), strings.ReplaceAll(row.want, "FILE", path))
		})
	}
	t.Run("missing", func(t *testing.T) {
		wantError(t, filepath.Join(t.TempDir(), "no.yml"), enough(k), "read settings: open ")
	})
}

func TestDataDir(t *testing.T) {
	for database, want := range map[string]string{"sqlite:storybot.db": ".", "sqlite:/data/storybot.db": "/data", "sqlite:///data/storybot.db": "/data"} {
		if got := (&config.Server{DatabaseURL: database}).DataDir(); got != want {
			t.Errorf("%s: %q, want %q", database, got, want)
		}
	}
}

// wantError wants a first line with this beginning, and nothing secret in any.
func wantError(t *testing.T, path string, pairs map[string]string, want string) {
	t.Helper()
	_, err := config.LoadServer(path, environ(pairs))
	if err == nil {
		t.Fatal("no error")
	}
	if !strings.HasPrefix(err.Error(), want) {
		t.Errorf("got  %q\nwant %q …", err, want)
	}
	for _, secret := range []string{"hunter2", "sesame", "PRIVATE KEY"} {
		if strings.Contains(err.Error(), secret) {
			t.Errorf("the error tells a secret: %s", err)
		}
	}
}

func TestEmptyFilesAndValues(t *testing.T) {
	k := makeKeys(t)
	for _, text := range []string{"", "# nothing\n", "---\n", "log:\n", "log:\n  level:\n"} {
		if got, err := config.LoadServer(write(t, text), environ(enough(k))); err != nil || got.LogLevel != "info" {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestEveryProblemIsTold(t *testing.T) {
	_, err := config.LoadServer(write(t, "log:\n  level: loud\nqueue:\n  gather: never\n"), nil)
	if err == nil || strings.Count(err.Error(), "\n") != 1 {
		t.Errorf("want two lines, got: %v", err)
	}
}

func TestSecretNeverPrints(t *testing.T) {
	type box struct {
		Inside config.Secret
		List   []config.Secret
	}
	b := box{config.NewSecret("sesame"), []config.Secret{config.NewSecret("sesame")}}
	encoded, err := json.Marshal(b)
	if err != nil {
		t.Fatal(err)
	}
	prints := []string{string(encoded)}
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%T"} {
		prints = append(prints, fmt.Sprintf(verb, b), fmt.Sprintf(verb, &b), fmt.Sprintf(verb, b.Inside))
	}
	for _, text := range prints {
		if strings.Contains(text, "sesame") || strings.Contains(text, "736573616d65") {
			t.Errorf("a secret is printed: %s", text)
		}
	}
}

var update = flag.Bool("update", false, "write the pages of settings anew")

// page holds a page of the documentation against what it is made from.
func page(t *testing.T, name, made string) {
	t.Helper()
	path := filepath.Join("..", "docs", name)
	if *update {
		if err := os.WriteFile(path, []byte(made), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(made, string(have)); diff != "" {
		t.Errorf("docs/%s is stale, run go test ./config -update (-want +got):\n%s", name, diff)
	}
}

func TestDocTellsEverySetting(t *testing.T) {
	doc := config.Doc()
	page(t, "settings.md", doc)
	for _, want := range []string{
		"| `server.listen` | `STORYBOT_SERVER_LISTEN` | `127.0.0.1:8080` |", "| `github.webhook_secrets` | `STORYBOT_GITHUB_WEBHOOK_SECRETS` |  |",
		"server.public_url", "github.api_url", "github.graphql_url", "github.app_id", "github.private_key", "github.private_key_file",
		"github.write_interval", "database.url", "queue.gather", "log.level",
	} {
		if !strings.Contains(doc, want) {
			t.Errorf("the table lacks %s:\n%s", want, doc)
		}
	}
}

// The example on the page must stay one that is understood.
func TestDocTellsEverySettingOfARepository(t *testing.T) {
	doc := config.RepoDoc()
	page(t, "repository.md", doc)
	_, example, _ := strings.Cut(doc, "```yaml\n")
	example, _, _ = strings.Cut(example, "```")
	got, err := config.ParseRepo([]byte(example))
	if err != nil || len(got.Book.Kinds) != 1 || len(got.Book.Kinds[0].Questions) != 2 {
		t.Errorf("the example is read as %+v, %v", got, err)
	}
	for _, want := range []string{"| `checks.required` |", "| `book.kinds[].questions[].aliases` | list |", "| `book.words.no-answer` |"} {
		if !strings.Contains(doc, want) {
			t.Errorf("the table lacks %s", want)
		}
	}
}

// The example that is shipped must stay one that loads.
func TestExampleFileLoads(t *testing.T) {
	pairs := map[string]string{"GITHUB_PRIVATE_KEY_FILE": write(t, makeKeys(t).pkcs1)}
	got, err := config.LoadServer("../deploy/storybot.example.yml", environ(pairs))
	if err != nil {
		t.Fatal(err)
	}
	if got.GitHub.AppID == 0 || got.PublicURL == "" {
		t.Errorf("the example sets too little: %+v", got)
	}
}
