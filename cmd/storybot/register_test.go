package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/config"
)

// manifests is GitHub's endpoint that exchanges codes: each once.
func manifests(t *testing.T) (address, key string) {
	t.Helper()
	made, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	key = string(pem.EncodeToMemory(&pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(made)}))
	codes := map[string]bool{"good-code": true}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /app-manifests/{code}/conversions", func(w http.ResponseWriter, r *http.Request) {
		if code := r.PathValue("code"); !codes[code] {
			w.WriteHeader(http.StatusNotFound)
			return
		}
		delete(codes, r.PathValue("code"))
		w.WriteHeader(http.StatusCreated)
		_ = json.NewEncoder(w).Encode(map[string]any{
			"id": 42, "name": "storybot", "html_url": "https://github.com/apps/storybot", "external_url": "https://bot.example.org",
			"webhook_secret": "# hostile: 'secret'", "pem": key, "client_secret": "never kept",
		})
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL, key
}

func TestRegister(t *testing.T) {
	address, key := manifests(t)
	dir := t.TempDir()
	register := func(args ...string) (int, string) {
		var out bytes.Buffer
		code := run(context.Background(), append([]string{"register", "--dir", dir, "--api-url", address}, args...), nil, streams{in: strings.NewReader(""), out: &out, err: &out})
		return code, out.String()
	}
	for _, wrong := range []struct{ given, says string }{
		{"https://bot.example.org/setup/callback", "no code in that address"},
		{"../../user", "no code in that address"},
		{"old-code", "doesn't accept this code"},
	} {
		if code, said := register(wrong.given); code != exitUsage || !strings.Contains(said, wrong.says) {
			t.Errorf("register %s ended with %d and said %s", wrong.given, code, said)
		}
	}
	code, said := register("https://bot.example.org/setup/callback?code=good-code&state=1")
	if code != exitClean || !strings.Contains(said, "https://github.com/apps/storybot/installations/new") {
		t.Fatalf("it ended with %d and said %s", code, said)
	}
	for _, name := range []string{settingsFile, keyFile} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	settings, err := config.LoadServer(filepath.Join(dir, settingsFile), nil)
	if err != nil {
		t.Fatal(err)
	}
	if settings.GitHub.AppID != 42 || settings.GitHub.WebhookSecrets[0].Reveal() != "# hostile: 'secret'" {
		t.Errorf("the settings are read as App %d", settings.GitHub.AppID)
	}
	if written, err := os.ReadFile(filepath.Join(dir, keyFile)); err != nil || string(written) != key {
		t.Errorf("the key is another: %v", err)
	}
	if code, said := register("good-code"); code != exitUsage || !strings.Contains(said, "already exists") {
		t.Errorf("once more it ended with %d and said %s", code, said)
	}
}
