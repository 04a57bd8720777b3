package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"
)

// registerOptions are what `storybot register` was asked.
type registerOptions struct {
	dir    string
	apiURL string
}

// The files a registration becomes.
const (
	settingsFile = "storybot.yml"
	keyFile      = "private-key.pem"
)

// registerPatience is how long GitHub may take for an answer, which is short.
const registerPatience = 30 * time.Second

// maxRegistration bounds the answer, in bytes.
const maxRegistration = 1 << 20

func newRegister(s streams) *cobra.Command {
	var o registerOptions
	cmd := &cobra.Command{
		Use:        "register ADDRESS",
		Short:      "Finish registering the App: get its key and secret from GitHub",
		SuggestFor: []string{"setup", "install", "manifest"},
		Long: `Register takes the address GitHub sent you back to after deploy/register.html,
with its ?code=…, or the code alone. It exchanges the code, which works once and
within an hour, and writes two files that only you can read: ` + settingsFile + `, the
settings of storybot serve, and ` + keyFile + `. Files that are already
there are never changed.`,
		Example: `  storybot register 'https://storybot.example.org/setup/callback?code=a180b1a3d263c81bc6441d7b990bae27d4c10679'`,
		Args:    oneArgument("the address GitHub sent you back to, in quotation marks, or its code"),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.Context(), args[0], s)
		},
	}
	cmd.Flags().StringVar(&o.dir, "dir", ".", "`directory` to write the files to")
	cmd.Flags().StringVar(&o.apiURL, "api-url", "https://api.github.com", "`address` of GitHub's API; for GitHub Enterprise Server https://HOST/api/v3")
	_ = cmd.MarkFlagDirname("dir")
	return cmd
}

// A registration is what GitHub tells once about a new App.
type registration struct {
	ID            int64  `json:"id"`
	Name          string `json:"name"`
	HTMLURL       string `json:"html_url"`
	ExternalURL   string `json:"external_url"`
	WebhookSecret string `json:"webhook_secret"`
	PEM           string `json:"pem"`
}

// run exchanges the code and writes the files. It looks for old ones first: a
// code works once, and what it gave must not be lost.
func (o registerOptions) run(ctx context.Context, given string, s streams) error {
	code, err := codeIn(given)
	if err != nil {
		return err
	}
	root, err := os.OpenRoot(o.dir)
	if err != nil {
		return fmt.Errorf("--dir: %w", err)
	}
	defer func() { _ = root.Close() }() // its files are closed one by one
	for _, name := range []string{settingsFile, keyFile} {
		if _, err := root.Lstat(name); err == nil {
			return fmt.Errorf("%s already exists; move it away, or choose another directory with --dir", filepath.Join(o.dir, name))
		}
	}
	key, err := filepath.Abs(filepath.Join(o.dir, keyFile))
	if err != nil {
		return fmt.Errorf("find %s: %w", o.dir, err)
	}
	app, err := o.exchange(ctx, code)
	if err != nil {
		return err
	}
	settings, err := app.settings(o.apiURL, key)
	if err != nil {
		return err
	}
	if err := errors.Join(writeSecret(root, keyFile, []byte(app.PEM)), writeSecret(root, settingsFile, settings)); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, "Registered. Wrote %s and %s.\n\nNext, install the App on the repository of your book:\n  %s/installations/new\nand start it:\n  storybot serve --config %[1]s\n",
		filepath.Join(o.dir, settingsFile), filepath.Join(o.dir, keyFile), app.HTMLURL)
	return err
}

// codeIn is the code in an address, or the code itself.
func codeIn(given string) (string, error) {
	code := strings.TrimSpace(given)
	if address, err := url.Parse(code); err == nil && (address.IsAbs() || address.RawQuery != "") {
		code = address.Query().Get("code")
	}
	if code == "" || strings.ContainsFunc(code, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '_' && r != '-'
	}) {
		return "", errors.New("there's no code in that address; it is the one GitHub sent you back to, with ?code=… in it")
	}
	return code, nil
}

// exchange asks GitHub for what the code stands for.
func (o registerOptions) exchange(ctx context.Context, code string) (registration, error) {
	var app registration
	ctx, cancel := context.WithTimeout(ctx, registerPatience)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, strings.TrimSuffix(o.apiURL, "/")+"/app-manifests/"+code+"/conversions", nil)
	if err != nil {
		return app, fmt.Errorf("--api-url %q isn't an address", o.apiURL)
	}
	request.Header.Set("Accept", "application/vnd.github+json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return app, fmt.Errorf("GitHub can't be reached at %s: %s", o.apiURL, reason(err))
	}
	defer response.Body.Close()
	switch text, err := io.ReadAll(io.LimitReader(response.Body, maxRegistration)); {
	case response.StatusCode == http.StatusNotFound || response.StatusCode == http.StatusUnprocessableEntity:
		return app, errors.New("GitHub doesn't accept this code: it works once, and for an hour. To get another, open deploy/register.html again")
	case response.StatusCode != http.StatusCreated:
		return app, fmt.Errorf("GitHub answered %s; try again in a minute", response.Status)
	case err != nil || json.Unmarshal(text, &app) != nil || app.ID == 0 || app.PEM == "" || app.WebhookSecret == "":
		return app, fmt.Errorf("%s didn't answer with a registration; is --api-url right?", o.apiURL)
	}
	return app, nil
}

// settings are what storybot serve needs to know of the App. key is where its
// private key is.
func (r registration) settings(apiURL, key string) ([]byte, error) {
	github := map[string]any{"app_id": r.ID, "private_key_file": key, "webhook_secrets": []string{r.WebhookSecret}}
	if apiURL != "https://api.github.com" {
		github["api_url"] = apiURL
	}
	var out bytes.Buffer
	out.WriteString("# Settings of `storybot serve`; docs/settings.md lists them all. This file holds a\n# secret: keep it readable for the service alone.\n")
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	err := encoder.Encode(map[string]any{
		"server": map[string]any{"listen": "127.0.0.1:8080", "public_url": r.ExternalURL}, "github": github,
	})
	return out.Bytes(), errors.Join(err, encoder.Close())
}

// writeSecret writes a new file for its owner alone.
func writeSecret(root *os.Root, name string, text []byte) error {
	file, err := root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	if _, err := file.Write(text); err != nil {
		return fmt.Errorf("write %s: %w", name, errors.Join(err, file.Close()))
	}
	return file.Close()
}
