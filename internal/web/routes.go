package web

import (
	"strconv"
	"strings"

	"github.com/tidwall/gjson"

	"github.com/storybot-app/storybot/internal/queue"
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
	// the first that is there. Empty: the whole repository, number 0.
	number []string
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
		"pull_request_review_thread": {number: []string{"pull_request.number"}, actions: map[string]use{
			"resolved": level | echo, "unresolved": level | echo,
		}},
		// A check run of a fork lists no pull requests: we put the number in external_id.
		"check_run": {number: []string{"check_run.external_id", "check_run.pull_requests.0.number"}, actions: map[string]use{
			"requested_action": edge, "rerequested": level,
		}},
		"check_suite": {number: []string{"check_suite.pull_requests.0.number"}, actions: map[string]use{
			"rerequested": level,
		}},
		"push": {actions: map[string]use{"": level}},
	}
}

// routing is what the intake reads of a payload.
type routing struct {
	action                    string
	installation              int64
	owner, repo               string
	sender, senderType        string
	ref, defaultBranch        string
	issue, pull, check, suite gjson.Result // raw, read further only when the event needs it
}

// readRouting walks the top level of the payload once.
func readRouting(body []byte) routing {
	var r routing
	gjson.ParseBytes(body).ForEach(func(key, value gjson.Result) bool {
		switch key.Str {
		case "action":
			r.action = value.Str
		case "installation":
			r.installation = value.Get("id").Int()
		case "repository":
			r.owner, r.repo = value.Get("owner.login").Str, value.Get("name").Str
			r.defaultBranch = value.Get("default_branch").Str
		case "sender":
			r.sender, r.senderType = value.Get("login").Str, value.Get("type").Str
		case "ref":
			r.ref = value.Str
		case "issue":
			r.issue = value
		case "pull_request":
			r.pull = value
		case "check_run":
			r.check = value
		case "check_suite":
			r.suite = value
		}
		return true
	})
	return r
}

// dispatch turns a payload into a delivery, or says in one word why it has no use.
func (i *intake) dispatch(event string, body []byte) (d queue.Delivery, ignored string) {
	r := readRouting(body)
	d = queue.Delivery{Event: event, Action: r.action, Installation: r.installation, Payload: body}
	to, known := i.routes[event]
	switch {
	case event == "ping":
		return d, "ping"
	case !known:
		return d, "event"
	}
	use, used := to.actions[r.action]
	switch {
	case !used:
		return d, "action"
	case event == "push" && (r.defaultBranch == "" || r.ref != "refs/heads/"+r.defaultBranch):
		return d, "branch"
	case r.installation <= 0 || !isName(r.owner) || !isName(r.repo):
		return d, "repository"
	case use&echo != 0 && r.sender != "" && strings.EqualFold(r.sender, i.botLogin()):
		return d, "echo"
	case use&people != 0 && r.senderType == "Bot":
		return d, "bot"
	}
	number := int64(0)
	if len(to.number) > 0 {
		if number = r.number(to.number); number <= 0 {
			return d, "number"
		}
	}
	d.Edge = use&edge != 0
	d.Key = strconv.FormatInt(r.installation, 10) + "/" + r.owner + "/" + r.repo + "#" + strconv.FormatInt(number, 10)
	return d, ""
}
