// Package deploy_test checks the files an operator starts from.
package deploy_test

import (
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/pem"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/storybot-app/storybot/config"
)

func TestExampleSettingsLoad(t *testing.T) {
	key := filepath.Join(t.TempDir(), "private-key.pem")
	if err := os.WriteFile(key, privateKey(t), 0o600); err != nil {
		t.Fatal(err)
	}
	server, err := config.LoadServer("storybot.example.yml", []string{"STORYBOT_GITHUB_PRIVATE_KEY_FILE=" + key})
	if err != nil {
		t.Fatalf("load the example: %v", err)
	}
	if server.Listen != "127.0.0.1:8080" || server.DatabaseURL != "sqlite:storybot.db" || len(server.GitHub.WebhookSecrets) != 1 {
		t.Errorf("the example is read as listen %q, database %q and %d webhook secrets",
			server.Listen, server.DatabaseURL, len(server.GitHub.WebhookSecrets))
	}
}

// TestVariablesAreSettings keeps the variables that unit and compose file set
// from being ones the server does not read.
func TestVariablesAreSettings(t *testing.T) {
	unit, err := os.ReadFile("storybot.service")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for line := range strings.Lines(string(unit)) {
		if assignment, ok := strings.CutPrefix(line, "Environment="); ok {
			name, _, _ := strings.Cut(assignment, "=")
			names = append(names, name)
		}
	}
	for name := range composed(t) {
		names = append(names, name)
	}
	if len(names) != 3 {
		t.Errorf("unit and compose file set %v, want three variables", names)
	}
	for _, name := range names {
		if !strings.Contains(config.Doc(), "`"+name+"`") {
			t.Errorf("%s is no setting of the server", name)
		}
	}
}

// composed returns the environment of the container.
func composed(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile("compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Services map[string]struct {
			Environment map[string]string `yaml:"environment"`
			ReadOnly    bool              `yaml:"read_only"`
			User        string            `yaml:"user"`
		} `yaml:"services"`
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatalf("compose.yaml: %v", err)
	}
	service := file.Services["storybot"]
	if !service.ReadOnly || service.User == "" || strings.HasPrefix(service.User, "0") {
		t.Error("the container must run read-only and not as root")
	}
	return service.Environment
}

func privateKey(t *testing.T) []byte {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	return pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)})
}
