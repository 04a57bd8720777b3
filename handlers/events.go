package handlers

import (
	"context"
	"errors"
	"maps"
	"slices"

	"github.com/storybot-app/storybot/internal/subject"
	"github.com/storybot-app/storybot/internal/web"
)

// event is one event the bot listens to.
type event struct {
	name string
	// route says which of its deliveries are taken in, and what they are about.
	route web.Route
	// look: it says "look again" at the subject, whatever else it carries.
	look bool
	// afresh: somebody wants the check run to be made again.
	afresh bool
	// text is the text that a delivery carries and that may hold commands; nil
	// if the event carries none.
	text func(payload []byte) (*text, error)
}

// events is everything the bot listens to.
func events() []event {
	const words = web.Edge | web.Echo | web.People // somebody wrote them; commands may be among them
	return []event{
		{name: "issues", look: true, text: openedIssue, route: web.Route{About: web.AboutIssue, Actions: map[string]web.Use{
			"opened": web.Edge, "edited": web.Level, "reopened": web.Level, "closed": web.Level,
			"labeled": web.Level | web.Echo, "unlabeled": web.Level | web.Echo,
			"assigned": web.Level | web.Echo, "unassigned": web.Level | web.Echo,
		}}},
		{name: "issue_comment", text: comment, route: web.Route{About: web.AboutIssue, Actions: map[string]web.Use{
			"created": words, "edited": words,
		}}},
		{name: "pull_request", look: true, text: openedPullRequest, route: web.Route{About: web.AboutPullRequest, Actions: map[string]web.Use{
			"opened": web.Edge, "edited": web.Level, "synchronize": web.Level, "reopened": web.Level, "closed": web.Level,
			"ready_for_review": web.Level, "converted_to_draft": web.Level,
			"labeled": web.Level | web.Echo, "unlabeled": web.Level | web.Echo,
			"assigned": web.Level | web.Echo, "unassigned": web.Level | web.Echo,
		}}},
		{name: "pull_request_review", text: reviewText, route: web.Route{About: web.AboutPullRequest, Actions: map[string]web.Use{
			"submitted": words, "edited": words,
		}}},
		{name: "pull_request_review_comment", text: lineComment, route: web.Route{About: web.AboutPullRequest, Actions: map[string]web.Use{
			"created": words, "edited": words,
		}}},
		{name: "check_run", look: true, afresh: true, text: pressedButton, route: web.Route{About: web.AboutCheckRun, Actions: map[string]web.Use{
			"rerequested": web.Edge, "requested_action": words,
		}}},
		{name: "check_suite", look: true, afresh: true, route: web.Route{About: web.AboutCheckSuite, Actions: map[string]web.Use{
			"rerequested": web.Edge,
		}}},
	}
}

// Routes are the events the bot listens to, by name, for the intake.
func Routes() map[string]web.Route {
	routes := make(map[string]web.Route)
	for _, e := range events() {
		routes[e.name] = e.route
	}
	return routes
}

// Events lists, sorted, the events the bot listens to.
func Events() []string { return slices.Sorted(maps.Keys(Routes())) }

// listener implements githubapp.EventHandler for one event.
type listener struct {
	*bot
	event event
}

// Handles implements githubapp.EventHandler.
func (l listener) Handles() []string { return []string{l.event.name} }

// Handle implements githubapp.EventHandler. What to look at was read from the
// delivery when it was taken in, and comes with ctx (see [WithSubject]); the
// payload of a delivery that only says "look again" is not needed, and not kept.
func (l listener) Handle(ctx context.Context, _, deliveryID string, payload []byte) error {
	about, ok := ctx.Value(subjectKey{}).(subject.Subject)
	if !ok {
		return errNoSubject
	}
	if about.Kind == subject.Repository {
		return l.eachPull(ctx, about, deliveryID, payload)
	}
	t := trigger{Subject: about, look: l.event.look, afresh: l.event.afresh}
	if l.event.text != nil && len(payload) > 0 {
		var err error
		if t.text, err = l.event.text(payload); err != nil {
			return err
		}
		t.afresh = t.afresh && t.text == nil // a button asks for what it says, and for nothing else
	}
	return l.reconcile(ctx, t)
}

// errNoSubject is a mistake in the wiring.
var errNoSubject = errors.New("handle a delivery: the context does not say what it is about")

type subjectKey struct{}

// WithSubject says what a delivery is about to the handler that gets it.
func WithSubject(ctx context.Context, about subject.Subject) context.Context {
	return context.WithValue(ctx, subjectKey{}, about)
}
