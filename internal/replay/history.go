package replay

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"golang.org/x/sync/errgroup"
)

// HistoryOptions says which history to replay. Corpus and Now are required.
type HistoryOptions struct {
	Corpus string // folder of the corpus
	Logger zerolog.Logger
	Now    func() time.Time
	// Workers is how many simulators run side by side; 0 is one a processor,
	// and at most maxWorkers.
	Workers int
}

// History is every pull request of a corpus as its people would have seen it,
// held against what became of them.
type History struct {
	Pulls  []Played    `json:"pulls"` // by date
	Fixups Fixups      `json:"fixups"`
	Quiet  Quiet       `json:"quiet"`
	Rules  []RuleScore `json:"rules"` // by name
	// Conduct lists what the bot did and never should: a second comment, a
	// write for an event it had seen, a finding at a line nobody touched, silence
	// towards a new story.
	Conduct []string `json:"conduct"`
}

// Played is one pull request, from its first draft to the state it was merged in.
type Played struct {
	Number int    `json:"number"`
	Title  string `json:"title"`
	Class  string `json:"class"` // as the corpus calls it; "no_story" without one
	Known  string `json:"known"` // KnownTree, KnownNear or KnownTouched
	// StandIn: the corpus names the files only, a line was changed in each.
	StandIn bool    `json:"stand_in,omitempty"`
	States  []State `json:"states"`
	// Again is how much a second delivery of the same event wrote.
	Again   int `json:"written_again"`
	conduct []string
}

// maxWorkers bounds memory: every simulator keeps the repositories it made.
const maxWorkers = 4

// All replays every pull request of the corpus and judges what it saw.
func All(ctx context.Context, o HistoryOptions) (*History, error) {
	c, err := openCorpus(o.Corpus)
	if err != nil {
		return nil, err
	}
	h := &History{Pulls: make([]Played, len(c.rows))}
	workers := o.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next sync.Mutex
	todo := 0
	group, ctx := errgroup.WithContext(ctx)
	for range min(workers, maxWorkers, len(c.rows)) {
		group.Go(func() error {
			return playSome(ctx, o, c, h.Pulls, func() int {
				next.Lock()
				defer next.Unlock()
				todo++
				return todo - 1
			})
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return h, h.judge(c)
}

// playSome plays the pull requests that next names, in one simulator.
func playSome(ctx context.Context, o HistoryOptions, c *corpus, into []Played, next func() int) error {
	st, err := setUp(ctx, o.Logger, o.Now)
	if err != nil {
		return err
	}
	defer st.tearDown()
	for i := next(); i < len(c.rows); i = next() {
		p, err := c.pull(c.rows[i])
		if err != nil {
			return err
		}
		if into[i], err = st.play(ctx, p); err != nil {
			return fmt.Errorf("replay pull request %d: %w", p.Number, err)
		}
	}
	return nil
}

// play brings a pull request through all its states.
func (st *stage) play(ctx context.Context, p *pull) (Played, error) {
	played := Played{Number: p.Number, Title: p.Title, Class: p.Labels.Class, Known: p.known, StandIn: p.standIn}
	if !p.story {
		played.Class = "no_story"
	}
	r, err := st.prepare(ctx, p)
	if err != nil {
		return played, err
	}
	for _, state := range p.states {
		if err := r.bring(ctx, state); err != nil {
			return played, err
		}
		var before *State
		if n := len(played.States); n > 0 {
			before = &played.States[n-1]
		}
		seen := seeState(state.name, r.view(), st.github.BotLogin(), before, Count(st.github.Requests()))
		seen.pull = p.Number
		played.States = append(played.States, seen)
	}
	if err := r.again(ctx); err != nil {
		return played, err
	}
	played.Again = Count(st.github.Requests()).Writes
	played.observe(r.view(), st.github.BotLogin())
	return played, nil
}

// head is the state that was merged.
func (p *Played) head() *State { return &p.States[len(p.States)-1] }

// state finds a state by name; nil if there is none.
func (p *Played) state(name string) *State {
	i := slices.IndexFunc(p.States, func(s State) bool { return s.Name == name })
	if i < 0 {
		return nil
	}
	return &p.States[i]
}

// judge holds what was seen against what people found.
func (h *History) judge(c *corpus) error {
	for i := range h.Pulls {
		h.Conduct = append(h.Conduct, h.Pulls[i].conduct...)
	}
	if err := h.judgeFixups(c); err != nil {
		return err
	}
	if err := h.judgeQuiet(c); err != nil {
		return err
	}
	return h.judgeRules(c)
}

// pull finds a pull request by number; nil if it was not replayed.
func (h *History) pull(number int) *Played {
	i := slices.IndexFunc(h.Pulls, func(p Played) bool { return p.Number == number })
	if i < 0 {
		return nil
	}
	return &h.Pulls[i]
}
