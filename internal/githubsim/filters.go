package githubsim

import (
	"slices"
	"strings"
)

// filter is a query parameter that a route honours.
type filter struct {
	name   string
	values []string // those it honours; nil for any
	others []string // those that only GitHub knows
}

// filtersOf lists the query parameters each route honours: NAME, or
// NAME=VALUE,VALUE where a route knows some only, and !VALUE for those that
// GitHub knows besides. "paged" stands for page and per_page.
func filtersOf() map[string]string {
	const (
		repo = "repos/{owner}/{repo}/"
		sort = "direction=asc,desc "
	)
	return map[string]string{
		"app/installations":                     "paged",
		"installation/repositories":             "paged",
		"app/hook/deliveries":                   "per_page cursor status=success,failure",
		repo + "issues":                         "paged labels creator assignee since state=open,closed,all " + sort + "sort=created,updated,comments",
		repo + "issues/{number}/comments":       "paged since",
		repo + "issues/{number}/labels":         "paged",
		repo + "issues/{number}/timeline":       "paged",
		repo + "issues/comments/{id}/reactions": "paged content=" + strings.Join(reactionContents, ","),
		repo + "labels":                         "paged",
		repo + "contents":                       "ref",
		repo + "contents/{path...}":             "ref",
		repo + "compare/{basehead...}":          "paged",
		repo + "commits":                        "paged sha path author since until",
		repo + "commits/{ref...}/check-runs":    "paged check_name status=queued,in_progress,completed filter=latest,all",
		repo + "commits/{ref...}/pulls":         "paged",
		repo + "git/matching-refs/{ref...}":     "paged",
		repo + "git/trees/{sha...}":             "recursive",
		repo + "pulls":                          "paged head base state=open,closed,all " + sort + "sort=created,updated,!popularity,!long-running",
		repo + "pulls/{number}/files":           "paged",
		repo + "pulls/{number}/commits":         "paged",
		repo + "pulls/{number}/reviews":         "paged",
		repo + "pulls/{number}/comments":        "paged since",
		repo + "check-runs/{run}/annotations":   "paged",
	}
}

// withFilters gives each route that reads its filters and forms.
func withFilters(routes []route) []route {
	specs, forms := filtersOf(), formsOf()
	for i := range routes {
		if r := &routes[i]; r.method == "GET" {
			r.filters, r.forms = parseFilters(specs[r.pattern]), forms[r.pattern]
		}
	}
	return routes
}

func parseFilters(spec string) []filter {
	var list []filter
	for word := range strings.FieldsSeq(strings.ReplaceAll(spec, "paged", "page per_page")) {
		name, values, _ := strings.Cut(word, "=")
		f := filter{name: name}
		for value := range strings.SplitSeq(values, ",") {
			if other, ok := strings.CutPrefix(value, "!"); ok {
				f.others = append(f.others, other)
			} else if value != "" {
				f.values = append(f.values, value)
			}
		}
		list = append(list, f)
	}
	return list
}

// checkFilters refuses a query that would be honoured in part only: 501 for
// what the simulator does not know, 422 for a value that GitHub refuses too.
func (c *call) checkFilters() error {
	for name, values := range c.req.URL.Query() {
		at := slices.IndexFunc(c.route.filters, func(f filter) bool { return f.name == name })
		if at < 0 {
			return unknown("the query parameter %s of %s", name, c.route.pattern)
		}
		f := c.route.filters[at]
		for _, value := range values {
			switch {
			case f.values == nil, value == "", slices.Contains(f.values, value):
			case slices.Contains(f.others, value):
				return unknown("%s=%s of %s", name, value, c.route.pattern)
			default:
				return invalid("Search", name, "invalid", "")
			}
		}
	}
	return nil
}

// queryOr is a query parameter, or what GitHub takes when it is not sent.
func (c *call) queryOr(name, otherwise string) string {
	if value := c.query(name); value != "" {
		return value
	}
	return otherwise
}
