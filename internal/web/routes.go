package web

import (
	"maps"
	"slices"

	"github.com/storybot-app/storybot/internal/subject"
)

// use says what becomes of one action of an event.
type use uint8

const (
	// edge: carries something of its own (a command, a click) and is handled itself.
	edge use = 1 << iota
	// level: only says "look again"; a later one makes it superfluous.
	level
	// echo: when our own bot did it, it is our own write coming back.
	echo
	// people: of no use when a bot did it, because bots give no commands.
	people
)

// route is where the deliveries of one event go.
type route struct {
	// about finds what the delivery is about; a number that is not positive
	// means that it is about nothing we know, unless it is the whole repository.
	about func(*routing) (subject.Kind, int)
	// actions that have a use; "" is an event without actions.
	actions map[string]use
}

// routes is every event storybot has a use for. Whatever is not here is
// answered with 200 and forgotten.
func routes() map[string]route {
	return map[string]route{
		"issues": {about: aboutIssue, actions: map[string]use{
			"opened": edge, "edited": level, "reopened": level, "closed": level,
			"labeled": level | echo, "unlabeled": level | echo,
			"assigned": level | echo, "unassigned": level | echo,
		}},
		"issue_comment": {about: aboutIssue, actions: map[string]use{
			"created": edge | echo | people, "edited": edge | echo | people,
		}},
		"pull_request": {about: aboutPull, actions: map[string]use{
			"opened": edge, "edited": level, "synchronize": level, "reopened": level, "closed": level,
			"ready_for_review": level, "converted_to_draft": level,
			"labeled": level | echo, "unlabeled": level | echo,
			"assigned": level | echo, "unassigned": level | echo,
		}},
		"pull_request_review": {about: aboutPull, actions: map[string]use{
			"submitted": edge | echo | people,
		}},
		"pull_request_review_comment": {about: aboutPull, actions: map[string]use{
			"created": edge | echo | people,
		}},
		"check_run": {about: aboutCheckRun, actions: map[string]use{
			"rerequested": edge,
		}},
		"check_suite": {about: aboutCheckSuite, actions: map[string]use{
			"rerequested": edge,
		}},
	}
}

// Events lists, sorted, the events that deliveries are accepted of.
func Events() []string { return slices.Sorted(maps.Keys(routes())) }
