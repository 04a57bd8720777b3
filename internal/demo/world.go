package demo

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/handlers"
	"github.com/storybot-app/storybot/internal/githubsim"
)

// The repository of the demo.
const (
	owner    = "larder"
	repoName = "vision"
)

// writeInterval is the pause between two writes of the bot. GitHub asks for a
// second; the demo hurries, and shortens the simulator's minutes to match.
const writeInterval = 15 * time.Millisecond

// simulate makes the GitHub, its people and the repository.
func (d *Demo) simulate(opts Options, files map[string][]byte) error {
	var err error
	if d.secret, err = newSecret(); err != nil {
		return err
	}
	d.sim, err = githubsim.New(githubsim.Options{
		Now: opts.Now, URL: d.URL, WebhookURL: d.URL + "/webhook", WebhookSecret: d.secret, Referee: opts.Judge,
		Events: handlers.Events(),
		// As many writes in a simulated minute as GitHub grants in a real one.
		Limits: githubsim.Limits{Minute: 60 * writeInterval},
	})
	if err != nil {
		return err
	}
	for _, p := range People() {
		d.sim.AddUser(p.Login, p.Login)
	}
	d.repo, err = d.sim.CreateRepo(owner, repoName, files)
	if err != nil {
		return err
	}
	for _, p := range People() {
		d.repo.SetRole(p.Login, p.Role)
	}
	return d.label(readForms(files))
}

// label makes the labels that the issue forms put on. On GitHub too a form
// does not make them; whoever sets the forms up does.
func (d *Demo) label(forms []issueForm) error {
	for _, form := range forms {
		for _, name := range form.Labels {
			if err := d.repo.CreateLabel(name, "c2e0c6", "Put on by an issue template"); err != nil {
				return err
			}
		}
	}
	return nil
}

// employ makes the bot with a database that lasts as long as the demo.
func (d *Demo) employ(ctx context.Context, opts Options, make newBot) error {
	var err error
	if d.dir, err = os.MkdirTemp("", "storybot-demo-"); err != nil {
		return fmt.Errorf("make a directory for the database: %w", err)
	}
	settings := &config.Server{
		Listen: strings.TrimPrefix(d.URL, "http://"), PublicURL: d.URL,
		DatabaseURL: "sqlite:" + filepath.Join(d.dir, "demo.db"),
		Gather:      50 * time.Millisecond,
		LogLevel:    opts.Logger.GetLevel().String(),
		GitHub: config.GitHub{
			APIURL: strings.TrimSuffix(d.sim.APIURL(), "/"), GraphQLURL: d.sim.GraphQLURL(),
			AppID: d.sim.AppID(), PrivateKey: config.NewSecret(string(d.sim.PrivateKey())),
			WebhookSecrets: []config.Secret{config.NewSecret(d.secret)},
			WriteInterval:  writeInterval,
		},
	}
	if d.bot, err = make(ctx, settings, opts); err != nil {
		return fmt.Errorf("make the bot: %w", err)
	}
	return nil
}

func newSecret() (string, error) {
	random := make([]byte, 20)
	if _, err := rand.Read(random); err != nil {
		return "", fmt.Errorf("make a secret: %w", err)
	}
	return hex.EncodeToString(random), nil
}
