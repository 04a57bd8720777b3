// Package replay opens real pull requests of a corpus in the simulator and
// lets the whole bot look at them: webhook, queue, gateway and all. It shows what
// the people of a pull request would have seen, and what it would have cost, and
// it holds the whole history against what people found in it later.
package replay

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/storybot-app/storybot/internal/githubsim"
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
	// Known tells what is known of the repository: KnownTree, KnownNear or
	// KnownTouched.
	Known string
	// First are the requests made for the pull request, Again those for a
	// second delivery of the same event.
	First, Again []githubsim.Request
}

// Run replays one state of a pull request.
func Run(ctx context.Context, o Options) (*Seen, error) {
	c, err := openCorpus(o.Corpus)
	if err != nil {
		return nil, err
	}
	r, err := c.find(o.Number)
	if err != nil {
		return nil, err
	}
	p, err := c.pull(r)
	if err != nil {
		return nil, err
	}
	state := p.states[len(p.states)-1]
	if o.Draft > 0 {
		if o.Draft >= len(p.states) {
			return nil, fmt.Errorf("pull request %d has no draft %d", o.Number, o.Draft)
		}
		state = p.states[o.Draft-1]
	}
	stage, err := setUp(ctx, o.Logger, o.Now)
	if err != nil {
		return nil, err
	}
	defer stage.tearDown()
	return stage.show(ctx, p, state)
}

// show opens the pull request in one state, and delivers the event again.
func (st *stage) show(ctx context.Context, p *pull, state version) (*Seen, error) {
	run, err := st.prepare(ctx, p)
	if err != nil {
		return nil, err
	}
	if err := run.bring(ctx, state); err != nil {
		return nil, err
	}
	seen := &Seen{View: run.view(), Known: p.known, First: st.github.Requests()}
	if err := run.again(ctx); err != nil {
		return nil, err
	}
	seen.Again = st.github.Requests()
	return seen, nil
}

// run is a pull request in the simulator.
type run struct {
	*stage
	p       *pull
	repo    *githubsim.Repo
	number  int               // 0 until it is opened
	changes map[string][]byte // that its branch has
}

// prepare makes the pull request's repository.
func (st *stage) prepare(ctx context.Context, p *pull) (*run, error) {
	st.github.AddUser(owner, "The book's people")
	st.github.AddUser(author, p.Author)
	repo, err := st.github.CreateRepo(owner, fmt.Sprintf("book-%d", p.Number), p.base)
	if err != nil {
		return nil, fmt.Errorf("make the repository: %w", err)
	}
	return &run{stage: st, p: p, repo: repo}, st.waitIdle(ctx)
}

// bring brings the branch into a state: it opens the pull request the first
// time and pushes later. The request log is of this state alone.
func (r *run) bring(ctx context.Context, state version) (err error) {
	r.github.ResetRequests()
	push := r.p.push(r.changes, state.changes)
	switch {
	case len(push) == 0: // as it was
	case r.number == 0:
		r.number, err = r.repo.OpenPullRequest(githubsim.PullRequestInput{
			Login: author, Fork: true, Branch: "story", Title: strings.TrimSpace(r.p.Title), Files: push,
		})
	default:
		err = r.repo.Push(author, r.number, state.name, push)
	}
	if err != nil {
		return fmt.Errorf("bring pull request %d to %s: %w", r.p.Number, state.name, err)
	}
	r.changes = state.changes
	return r.waitIdle(ctx)
}

// again lets the bot look once more at what it saw already. The request log is
// of this look alone.
func (r *run) again(ctx context.Context) error {
	r.github.ResetRequests()
	if r.number == 0 {
		return nil
	}
	if err := r.repo.EditBody(author, r.number, "The same, once more."); err != nil {
		return fmt.Errorf("look again at pull request %d: %w", r.p.Number, err)
	}
	return r.waitIdle(ctx)
}

// view is the pull request as people see it; zero when it changes nothing.
func (r *run) view() githubsim.IssueView { return r.repo.View(r.number) }
