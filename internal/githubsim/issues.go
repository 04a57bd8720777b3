package githubsim

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

// tooLong is the 422 for a text over GitHub's limit of characters.
func tooLong(resource, field string, limit int) *apiError {
	return invalid(resource, field, "custom", fmt.Sprintf("%s is too long (maximum is %d characters)", field, limit))
}

// bodyText reads {"body": …}, which must hold some text.
func (c *call) bodyText(resource string) (string, error) {
	var in struct {
		Body *string `json:"body"`
	}
	if err := c.decode(&in); err != nil {
		return "", err
	}
	switch {
	case in.Body == nil:
		return "", invalid(resource, "body", "missing_field", "")
	case strings.TrimSpace(*in.Body) == "":
		return "", invalid(resource, "body", "custom", "body cannot be blank")
	case chars(*in.Body) > maxText:
		return "", tooLong(resource, "body", maxText)
	}
	return *in.Body, nil
}

// checkIssueText checks title and body; nil is not sent.
func checkIssueText(resource string, title, body *string) error {
	switch {
	case title != nil && strings.TrimSpace(*title) == "":
		return invalid(resource, "title", "missing_field", "")
	case title != nil && chars(*title) > maxTitle:
		return tooLong(resource, "title", maxTitle)
	case body != nil && chars(*body) > maxText:
		return tooLong(resource, "body", maxText)
	}
	return nil
}

func (c *call) getRepo() (any, error) {
	o := c.repo.json()
	o["has_discussions"], o["subscribers_count"], o["network_count"] = false, 0, len(c.repo.forks)
	if c.repo.parent != nil {
		o["parent"], o["source"] = c.repo.parent.json(), c.repo.parent.json()
	}
	return o, nil
}

func (c *call) getIssue() (any, error) { return c.issue.fullJSON(), nil }

func (c *call) createIssue() (any, error) {
	var in struct {
		Title     string   `json:"title"`
		Body      string   `json:"body"`
		Labels    []string `json:"labels"`
		Assignees []string `json:"assignees"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if err := checkIssueText("Issue", &in.Title, &in.Body); err != nil {
		return nil, err
	}
	i := c.s.newIssue(c.repo, c.actor(), true, in.Title, in.Body)
	c.s.emitIssue(i, "opened", c.actor(), nil)
	c.s.addLabels(i, c.labelsByName(in.Labels), c.actor())
	c.s.assign(i, c.people(in.Assignees), c.actor())
	return created(i.fullJSON()), nil
}

func (c *call) patchIssue() (any, error) {
	var in struct {
		Title       *string   `json:"title"`
		Body        *string   `json:"body"`
		State       *string   `json:"state"`
		StateReason *string   `json:"state_reason"`
		Labels      *[]string `json:"labels"`
		Assignees   *[]string `json:"assignees"`
	}
	if err := c.decode(&in); err != nil {
		return nil, err
	}
	if err := checkIssueText("Issue", in.Title, in.Body); err != nil {
		return nil, err
	}
	i, actor := c.issue, c.actor()
	if in.State != nil {
		if err := i.checkState(*in.State); err != nil {
			return nil, err
		}
	}
	if err := checkReason(in.StateReason); err != nil {
		return nil, err
	}
	c.s.edit(i, in.Title, in.Body, actor)
	if in.Labels != nil {
		c.replaceLabels(*in.Labels)
	}
	if in.Assignees != nil {
		people := c.people(*in.Assignees)
		gone := slices.DeleteFunc(slices.Clone(i.assignees), func(u *user) bool { return slices.Contains(people, u) })
		c.s.unassign(i, gone, actor)
		c.s.assign(i, people, actor)
	}
	if in.State != nil {
		reason := ""
		if in.StateReason != nil {
			reason = *in.StateReason
		}
		c.s.setState(i, *in.State, reason, actor)
	}
	return i.fullJSON(), nil
}

func (c *call) people(logins []string) []*user {
	var list []*user
	for _, login := range logins {
		if u := c.s.user(login); u != nil {
			list = append(list, u)
		}
	}
	return list
}

func (c *call) assignees(change func(*issue, []*user, *user)) error {
	var in struct {
		Assignees []string `json:"assignees"`
	}
	if err := c.decode(&in); err != nil {
		return err
	}
	change(c.issue, c.people(in.Assignees), c.actor())
	return nil
}

func (c *call) addAssignees() (any, error) {
	if err := c.assignees(c.s.assign); err != nil {
		return nil, err
	}
	return created(c.issue.json()), nil
}

func (c *call) removeAssignees() (any, error) {
	if err := c.assignees(c.s.unassign); err != nil {
		return nil, err
	}
	return c.issue.json(), nil
}

// checkAssignee answers 204 for people who can be assigned to any issue.
func (c *call) checkAssignee() (any, error) {
	if u := c.s.user(c.args["user"]); u == nil || rank(c.repo.roleOf(u)) < rank("triage") {
		return nil, notFound()
	}
	return noContent(), nil
}

func (c *call) getPermission() (any, error) {
	u := c.s.user(c.args["user"])
	if u == nil {
		return nil, fail(http.StatusNotFound, "%s is not a user", c.args["user"])
	}
	role := c.repo.roleOf(u)
	permission := map[string]string{"": "none", "triage": "read", "maintain": "write"}[role]
	if permission == "" {
		permission = role
	}
	who := u.json()
	who["permissions"] = obj{
		"pull": rank(role) >= rank("read"), "triage": rank(role) >= rank("triage"), "push": rank(role) >= rank("write"),
		"maintain": rank(role) >= rank("maintain"), "admin": role == "admin",
	}
	who["role_name"] = role
	return obj{"permission": permission, "role_name": role, "user": who}, nil
}

// timed is one line of a timeline before sorting.
type timed struct {
	at   time.Time
	body obj
}

func (c *call) listTimeline() (any, error) {
	i := c.issue
	var lines []timed
	for _, e := range i.events {
		lines = append(lines, timed{e.at, e.json(c.s)})
	}
	for _, cm := range i.comments {
		o := cm.json()
		o["event"], o["actor"] = "commented", cm.author.json()
		lines = append(lines, timed{cm.created, o})
	}
	slices.SortStableFunc(lines, func(a, b timed) int { return a.at.Compare(b.at) })
	return paged(c, lines, func(t timed) obj { return t.body }), nil
}

func (e *event) json(s *Server) obj {
	o := obj{
		"id": 1, "node_id": "EV_" + strconv.FormatInt(e.at.Unix(), 36), "url": s.URL, "event": e.kind, "actor": e.actor.orNull(),
		"commit_id": nil, "commit_url": nil, "created_at": stamp(e.at), "performed_via_github_app": s.byApp(e.actor == s.bot),
	}
	if e.label != nil {
		o["label"] = obj{"name": e.label.name, "color": e.label.color}
	}
	if e.subject != nil {
		o["assignee"] = e.subject.json()
	}
	return o
}
