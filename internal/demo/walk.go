package demo

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Report is what a walkthrough found.
type Report struct {
	Version int    `json:"version"` // 1
	OK      bool   `json:"ok"`
	Steps   []Step `json:"steps"`
	// Violations are what the judge found, if there was one.
	Violations []string `json:"violations,omitempty"`
	// Requests is how many the simulator answered, our own reading included.
	Requests int `json:"requests"`
}

// Step is one thing somebody did and what came of it.
type Step struct {
	Title string `json:"title"`
	Who   string `json:"who"`
	Did   string `json:"did"`
	// Item is the issue or pull request afterwards, as the REST API tells it.
	Item ItemState `json:"item"`
	// Before is the same before the step; zero when it is new.
	Before   ItemState     `json:"-"`
	Expected []Expectation `json:"expected"`
}

// Expectation is one thing that should be so after a step.
type Expectation struct {
	What string `json:"what"`
	Met  bool   `json:"met"`
	Got  string `json:"got,omitempty"` // when it is not met
}

// OK reports whether all is as expected.
func (s Step) OK() bool {
	return !slices.ContainsFunc(s.Expected, func(e Expectation) bool { return !e.Met })
}

// walk is a walkthrough under way.
type walk struct {
	d      *Demo
	api    *apiClient
	people map[string]*browser
	now    func() time.Time
	tell   func(Step) error
	report Report
	known  map[int]ItemState
}

// Walk starts a demo with the sample book and walks two people through it: a
// member who works on a branch, and an outsider who works on a fork. Every
// step goes through the page, over HTTP, and tell hears of each as it is
// done. An error means that the walk could not go on; expectations that were
// not met stand in the report.
func Walk(ctx context.Context, opts Options, tell func(Step) error) (report Report, err error) {
	d, err := New(ctx, opts)
	if err != nil {
		return Report{}, err
	}
	defer func() {
		if closed := d.Close(context.WithoutCancel(ctx)); err == nil {
			err = closed
		}
	}()
	w := &walk{d: d, people: map[string]*browser{}, now: opts.Now, tell: tell, known: map[int]ItemState{}, report: Report{Version: 1}}
	if w.api, err = newAPIClient(ctx, d, opts.Now()); err != nil {
		return Report{}, err
	}
	for _, p := range People() {
		if w.people[p.Login], err = newBrowser(ctx, d.URL, p.Login); err != nil {
			return Report{}, err
		}
	}
	err = w.all(ctx)
	if opts.Judge != nil {
		w.report.Violations = opts.Judge.Violations()
	}
	w.report.Requests = len(d.sim.Requests())
	w.report.OK = err == nil && len(w.report.Violations) == 0 && !slices.ContainsFunc(w.report.Steps, func(s Step) bool { return !s.OK() })
	return w.report, err
}

// all is the whole story.
func (w *walk) all(ctx context.Context) error {
	if err := w.byBranch(ctx); err != nil {
		return err
	}
	return w.byFork(ctx)
}

// plan is a step to be taken.
type plan struct {
	title, who, did string
	do              func() error
	item            *int // the issue or pull request to look at afterwards
	expect          func(s *seen)
}

// idleFor is how long the bot may take over one step.
const idleFor = 30 * time.Second

// take takes one step: does it, waits for the bot, reads back, compares.
func (w *walk) take(ctx context.Context, p plan) error {
	if err := p.do(); err != nil {
		return fmt.Errorf("%s: %w", p.title, err)
	}
	if err := w.waitIdle(ctx); err != nil {
		return fmt.Errorf("%s: %w", p.title, err)
	}
	if *p.item == 0 {
		return fmt.Errorf("%s: there is nothing to look at", p.title)
	}
	item, err := w.api.item(ctx, *p.item)
	if err != nil {
		return fmt.Errorf("%s: %w", p.title, err)
	}
	s := &seen{ItemState: item, before: w.known[item.Number]}
	p.expect(s)
	dead := w.deadLinks(ctx, s)
	s.want("every link of the bot leads somewhere", len(dead) == 0, dead)
	step := Step{Title: p.title, Who: p.who, Did: p.did, Item: item, Before: s.before, Expected: s.expectations}
	w.known[item.Number] = item
	w.report.Steps = append(w.report.Steps, step)
	return w.tell(step)
}

// waitIdle waits until the bot has dealt with everything.
func (w *walk) waitIdle(ctx context.Context) error {
	waiting, cancel := context.WithTimeout(ctx, idleFor)
	defer cancel()
	return w.d.WaitIdle(waiting)
}

// seen is an item as it was found, and what was expected of it.
type seen struct {
	ItemState
	before       ItemState
	expectations []Expectation
}

func (s *seen) want(what string, met bool, got any) {
	e := Expectation{What: what, Met: met}
	if !met {
		e.Got = fmt.Sprint(got)
	}
	s.expectations = append(s.expectations, e)
}

// labels expects these labels and no others.
func (s *seen) labels(names ...string) {
	got := slices.Sorted(slices.Values(s.Labels))
	slices.Sort(names)
	s.want("labelled "+strings.Join(names, ", "), slices.Equal(got, names), got)
}

// botComments are the comments of the bot.
func (s *seen) botComments() []CommentState {
	return slices.DeleteFunc(slices.Clone(s.Comments), func(c CommentState) bool { return c.Author != botLogin })
}

// comments expects so many comments of the bot, the last of which says all of
// these.
func (s *seen) comments(n int, says ...string) {
	comments := s.botComments()
	s.want(fmt.Sprintf("comments of the bot: %d", n), len(comments) == n, len(comments))
	last := CommentState{}
	if len(comments) > 0 {
		last = comments[len(comments)-1]
	}
	for _, text := range says {
		s.want(fmt.Sprintf("the comment says %q", text), strings.Contains(last.Body, text), last.Body)
	}
}

// reacted expects a reaction of the bot to the last comment of a person.
func (s *seen) reacted(content string) {
	for _, c := range slices.Backward(s.Comments) {
		if c.Author != botLogin {
			s.want("reaction "+content, c.Reactions[content] == 1, c.Reactions)
			return
		}
	}
	s.want("reaction "+content, false, "no comment to react to")
}

// check expects one check run with this conclusion.
func (s *seen) check(conclusion string) {
	met := len(s.Checks) == 1 && s.Checks[0].Conclusion == conclusion
	s.want("check: "+conclusion, met, s.Checks)
}

func (i ItemState) findings() int {
	n := 0
	for _, c := range i.Checks {
		n += c.Annotations
	}
	return n
}

// fewer expects fewer findings than before, but some.
func (s *seen) fewer() {
	s.want("fewer findings than before", s.findings() < s.before.findings() && s.findings() > 0, fmt.Sprintf("%d after %d", s.findings(), s.before.findings()))
}

// clean expects nothing to be found any more.
func (s *seen) clean() {
	s.check("success")
	s.want("no findings", s.findings() == 0, s.findings())
}
