package githubsim

import (
	"cmp"
	"net/http"
	"slices"
	"strings"
	"time"
)

// listIssues lists issues and pull requests, newest first unless told.
func (c *call) listIssues() (any, error) {
	since, err := c.timeQuery("since")
	if err != nil {
		return nil, err
	}
	state := c.queryOr("state", "open")
	list := slices.DeleteFunc(slices.Clone(c.repo.issues), func(i *issue) bool {
		return state != "all" && i.state != state || i.updated.Before(since) || !c.wantsLabels(i) || !c.wantsPeople(i)
	})
	c.sortIssues(list)
	return paged(c, list, (*issue).json), nil
}

// sortIssues puts a list that is in the order of numbers into the one that was
// asked for.
func (c *call) sortIssues(list []*issue) {
	switch c.query("sort") {
	case "updated":
		slices.SortStableFunc(list, func(a, b *issue) int { return a.updated.Compare(b.updated) })
	case "comments":
		slices.SortStableFunc(list, func(a, b *issue) int { return cmp.Compare(len(a.comments), len(b.comments)) })
	}
	if c.query("direction") != "asc" {
		slices.Reverse(list)
	}
}

func (c *call) wantsLabels(i *issue) bool {
	if c.query("labels") == "" {
		return true
	}
	for name := range strings.SplitSeq(c.query("labels"), ",") {
		if l := c.repo.label(strings.TrimSpace(name)); l == nil || !slices.Contains(i.labels, l) {
			return false
		}
	}
	return true
}

// wantsPeople looks at author and assignees; "none" and "*" are GitHub's words
// for nobody and anybody.
func (c *call) wantsPeople(i *issue) bool {
	if creator := c.query("creator"); creator != "" && !strings.EqualFold(i.author.login, creator) {
		return false
	}
	switch assignee := c.query("assignee"); assignee {
	case "":
		return true
	case "none":
		return len(i.assignees) == 0
	case "*":
		return len(i.assignees) > 0
	default:
		return slices.ContainsFunc(i.assignees, func(u *user) bool { return strings.EqualFold(u.login, assignee) })
	}
}

// timeQuery reads a query parameter that is a date; zero when it is not sent.
func (c *call) timeQuery(name string) (time.Time, error) {
	text := c.query(name)
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return at, fail(http.StatusUnprocessableEntity, "%s is not a date", name)
	}
	return at, nil
}
