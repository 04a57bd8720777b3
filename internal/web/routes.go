package web

import (
	"maps"
	"slices"
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
	// number is the path of the issue or pull request number in the payload,
	// the first that is there.
	number []string
	// any: without a number it is still of use; the handler finds what it is about.
	any bool
	// actions that have a use; "" is an event without actions.
	actions map[string]use
}

// routes is every event storybot has a use for. Whatever is not here is
// answered with 200 and forgotten.
func routes() map[string]route {
	return map[string]route{
		"issues": {number: []string{"issue.number"}, actions: map[string]use{
			"opened": edge, "edited": level, "reopened": level, "closed": level,
			"labeled": level | echo, "unlabeled": level | echo,
			"assigned": level | echo, "unassigned": level | echo,
		}},
		"issue_comment": {number: []string{"issue.number"}, actions: map[string]use{
			"created": edge | echo | people, "edited": edge | echo | people,
		}},
		"pull_request": {number: []string{"pull_request.number"}, actions: map[string]use{
			"opened": edge, "edited": level, "synchronize": level, "reopened": level, "closed": level,
			"ready_for_review": level, "converted_to_draft": level,
			"labeled": level | echo, "unlabeled": level | echo,
			"assigned": level | echo, "unassigned": level | echo,
		}},
		"pull_request_review": {number: []string{"pull_request.number"}, actions: map[string]use{
			"submitted": edge | echo | people,
		}},
		"pull_request_review_comment": {number: []string{"pull_request.number"}, actions: map[string]use{
			"created": edge | echo | people,
		}},
		// A check run of a fork lists no pull requests: we put the number in external_id.
		"check_run": {number: []string{"check_run.external_id", "check_run.pull_requests.0.number"}, actions: map[string]use{
			"rerequested": level,
		}},
		// A check suite of a fork lists none either.
		"check_suite": {number: []string{"check_suite.pull_requests.0.number"}, any: true, actions: map[string]use{
			"rerequested": edge,
		}},
	}
}

// Events lists, sorted, the events that deliveries are accepted of.
func Events() []string { return slices.Sorted(maps.Keys(routes())) }
