package web

import (
	"strings"
	"unsafe"

	"github.com/tidwall/gjson"

	"github.com/storybot-app/storybot/internal/queue"
	"github.com/storybot-app/storybot/internal/subject"
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
	d = queue.Delivery{Event: event, Action: strings.Clone(r.action), Payload: body}
	to, known := i.routes[event]
	switch {
	case event == "ping":
		return d, "ping"
	case !known:
		return d, "event"
	}
	use, used := to.Actions[r.action]
	repo := r.repo()
	switch {
	case !used:
		return d, "action"
	case repo.ID <= 0 || repo.Installation <= 0 || !isName(repo.Owner) || !isName(repo.Name):
		return d, "repository"
	case use&Echo != 0 && r.sentBy(i.botLogin()):
		return d, "echo"
	case use&People != 0 && r.sender.Get("type").Str == "Bot":
		return d, "bot"
	}
	d.Edge = use&Edge != 0
	kind, number := to.About.find(&r)
	if number <= 0 && kind != subject.Repository {
		return d, "number"
	}
	d.Subject = subject.Subject{Repo: repo, Kind: kind, Number: number}
	return d, ""
}

// repo is the repository of the payload. Its words are copied: the subject
// outlives the body.
func (r *routing) repo() subject.Repo {
	return subject.Repo{
		ID:    r.repository.Get("id").Int(),
		Owner: strings.Clone(r.repository.Get("owner.login").Str), Name: strings.Clone(r.repository.Get("name").Str),
		Installation: r.installation,
	}
}

func (r *routing) sentBy(login string) bool {
	return login != "" && strings.EqualFold(r.sender.Get("login").Str, login)
}
