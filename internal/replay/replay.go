// Package replay opens a real pull request of a corpus in the simulator and
// lets the whole bot look at it: webhook, queue, gateway and all. It shows what
// the people of that pull request would have seen, and what it would have cost.
package replay

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/config"
	"github.com/storybot-app/storybot/internal/githubsim"
	"github.com/storybot-app/storybot/internal/server"
	"github.com/storybot-app/storybot/internal/web"
)

// Options says what to replay. Corpus and Number are required.
type Options struct {
	Corpus string // folder of the corpus
	Number int    // of the pull request
	Draft  int    // an earlier state, from 1; 0 is the head
	Logger zerolog.Logger
	Now    func() time.Time
}

// Seen is what the people of the pull request would have seen.
type Seen struct {
	View githubsim.IssueView
	// Whole tells whether the corpus has the whole book; without it rules
	// that need the tree were not judged.
	Whole bool
	// First are the requests made for the pull request, Again those for a
	// second delivery of the same event.
	First, Again []githubsim.Request
}

const (
	owner  = "corpus"
	author = "writer"
	secret = "replay"
)

// Run replays a pull request.
func Run(ctx context.Context, o Options) (*Seen, error) {
	p, err := readPull(o.Corpus, o.Number, o.Draft)
	if err != nil {
		return nil, err
	}
	stage, err := setUp(ctx, o)
	if err != nil {
		return nil, err
	}
	defer stage.tearDown()
	return stage.play(ctx, p)
}

// stage is a simulator and a bot that talk to each other.
type stage struct {
	github *githubsim.Server
	bot    *server.Server
	port   io.Closer
	folder string
}

func setUp(ctx context.Context, o Options) (_ *stage, err error) {
	st := &stage{}
	defer func() {
		if err != nil {
			st.tearDown()
		}
	}()
	unlimited := githubsim.Limits{Core: -1, GraphQL: -1, Points: -1, ContentPerMinute: -1, ContentPerHour: -1}
	if st.github, err = githubsim.New(githubsim.Options{Now: o.Now, WebhookSecret: secret, Limits: unlimited, Events: web.Events()}); err != nil {
		return nil, err
	}
	if st.folder, err = os.MkdirTemp("", "storybot-replay-"); err != nil {
		return nil, err
	}
	settings, err := config.LoadServer("", []string{
		"STORYBOT_GITHUB_API_URL=" + st.github.URL + "/api/v3",
		"STORYBOT_GITHUB_GRAPHQL_URL=" + st.github.URL + "/api/graphql",
		fmt.Sprintf("STORYBOT_GITHUB_APP_ID=%d", st.github.AppID()),
		"STORYBOT_GITHUB_PRIVATE_KEY=" + string(st.github.PrivateKey()),
		"STORYBOT_GITHUB_WEBHOOK_SECRETS=" + secret,
		"STORYBOT_GITHUB_WRITE_INTERVAL=0s",
		"STORYBOT_QUEUE_GATHER=10ms",
		"STORYBOT_DATABASE_URL=sqlite:" + filepath.Join(st.folder, "replay.db"),
	})
	if err != nil {
		return nil, err
	}
	if st.bot, err = server.New(ctx, server.Options{Config: settings, Logger: o.Logger, Now: o.Now, Version: "replay"}); err != nil {
		return nil, err
	}
	if err = st.bot.Start(ctx); err != nil {
		return nil, err
	}
	return st, st.listen(ctx, o.Logger)
}

// listen opens the bot's port and tells the simulator of it.
func (st *stage) listen(ctx context.Context, logger zerolog.Logger) error {
	listener, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	port := web.NewServer(st.bot.Handler(), logger)
	go func() { _ = port.Serve(listener) }()
	st.port = port
	st.github.SetWebhook("http://"+listener.Addr().String()+"/webhook", secret)
	return nil
}

// tearDown ends what setUp began; what it made was for this run only, so
// nothing is lost when closing fails.
func (st *stage) tearDown() {
	if st.port != nil {
		_ = st.port.Close()
	}
	if st.bot != nil {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		_ = errors.Join(st.bot.Stop(ctx), st.bot.Close())
	}
	if st.github != nil {
		st.github.Close()
	}
	if st.folder != "" {
		_ = os.RemoveAll(st.folder)
	}
}

// play opens the pull request, waits for the bot, and delivers the event again.
func (st *stage) play(ctx context.Context, p *pull) (*Seen, error) {
	st.github.AddUser(owner, "The book's people")
	st.github.AddUser(author, p.Author)
	repo, err := st.github.CreateRepo(owner, "book", p.base)
	if err != nil {
		return nil, fmt.Errorf("make the repository: %w", err)
	}
	if err := st.settle(ctx); err != nil {
		return nil, err
	}
	st.github.ResetRequests()
	number, err := repo.OpenPullRequest(githubsim.PullRequestInput{
		Login: author, Fork: true, Branch: "story", Title: strings.TrimSpace(p.Title), Files: p.changes,
	})
	if err != nil {
		return nil, fmt.Errorf("open the pull request: %w", err)
	}
	if err := st.settle(ctx); err != nil {
		return nil, err
	}
	seen := &Seen{View: repo.View(number), Whole: p.whole, First: st.github.Requests()}
	st.github.ResetRequests()
	if err := repo.EditBody(author, number, "The same, once more."); err != nil {
		return nil, fmt.Errorf("look again: %w", err)
	}
	if err := st.settle(ctx); err != nil {
		return nil, err
	}
	seen.Again = st.github.Requests()
	return seen, nil
}

// settle waits until every webhook was delivered and handled; handling may
// cause more of them.
func (st *stage) settle(ctx context.Context) error {
	for range 5 {
		if err := st.github.Drain(ctx); err != nil {
			return fmt.Errorf("deliver webhooks: %w", err)
		}
		if err := st.bot.WaitIdle(ctx); err != nil {
			return err
		}
	}
	return nil
}
