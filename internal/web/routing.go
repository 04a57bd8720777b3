package web

import (
	"strconv"
	"strings"
	"unsafe"

	"github.com/tidwall/gjson"

	"github.com/storybot-app/storybot/internal/queue"
)

// routing is what the intake reads of a payload. Objects are kept as found, and
// looked into only when the event needs it.
type routing struct {
	action                    string
	installation              int64
	repository, sender        gjson.Result
	issue, pull, check, suite gjson.Result
}

// readRouting walks the top level of the payload once. The result refers to
// body, which nobody changes any more: a payload has up to 25 MB, not worth a
// copy.
func readRouting(body []byte) routing {
	var r routing
	gjson.Parse(unsafe.String(unsafe.SliceData(body), len(body))).ForEach(func(key, value gjson.Result) bool {
		switch key.Str {
		case "action":
			r.action = value.Str
		case "installation":
			r.installation = value.Get("id").Int()
		case "repository":
			r.repository = value
		case "sender":
			r.sender = value
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
	d = queue.Delivery{Event: event, Action: strings.Clone(r.action), Installation: r.installation, Payload: body}
	to, known := i.routes[event]
	switch {
	case event == "ping":
		return d, "ping"
	case !known:
		return d, "event"
	}
	use, used := to.actions[r.action]
	owner, repo := r.repository.Get("owner.login").Str, r.repository.Get("name").Str
	switch {
	case !used:
		return d, "action"
	case r.installation <= 0 || !isName(owner) || !isName(repo):
		return d, "repository"
	case use&echo != 0 && r.sentBy(i.botLogin()):
		return d, "echo"
	case use&people != 0 && r.sender.Get("type").Str == "Bot":
		return d, "bot"
	}
	d.Edge = use&edge != 0
	number := r.number(to.number)
	switch {
	case number > 0:
		d.Key = queue.Key(r.installation, owner, repo, number)
	case to.any:
		d.Key = queue.Key(r.installation, owner, repo, 0)
	default:
		return d, "number"
	}
	return d, ""
}

// number is the first positive number found at one of the paths. Our own check
// runs carry it as text.
func (r *routing) number(paths []string) int64 {
	objects := map[string]gjson.Result{"issue": r.issue, "pull_request": r.pull, "check_run": r.check, "check_suite": r.suite}
	for _, path := range paths {
		object, rest, _ := strings.Cut(path, ".")
		value := objects[object].Get(rest)
		digits, _, _ := strings.Cut(value.String(), ":") // behind it an external id may say more
		n, err := strconv.ParseInt(digits, 10, 32)
		if err == nil && n > 0 {
			return n
		}
	}
	return 0
}

func (r *routing) sentBy(login string) bool {
	return login != "" && strings.EqualFold(r.sender.Get("login").Str, login)
}
