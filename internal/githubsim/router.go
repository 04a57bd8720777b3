package githubsim

import (
	"net/url"
	"slices"
	"strings"
)

// route is one REST operation.
type route struct {
	method  string
	pattern string // relative to /api/v3/; {name} is one segment, {name...} at least one, up to what follows
	// needs is the value of X-Accepted-GitHub-Permissions: alternatives split
	// by "; ". Empty needs no permission; "app" needs the App's own JWT.
	needs   string
	content bool // creates content: counts for the secondary content limit
	do      func(*call) (any, error)
	filters []filter // query parameters that are honoured
	forms   []string // what it can answer in besides JSON
}

// match finds the first route for a request. Routes are tried in order, so a
// literal segment must stand before a variable one.
func match(routes []route, method, escapedPath string) (*route, map[string]string) {
	segments := strings.Split(strings.Trim(escapedPath, "/"), "/")
	for i := range routes {
		if routes[i].method != method {
			continue
		}
		if args, ok := matchPath(routes[i].pattern, segments); ok {
			return &routes[i], args
		}
	}
	return nil, nil
}

func matchPath(pattern string, segments []string) (map[string]string, bool) {
	args := map[string]string{}
	want := strings.Split(pattern, "/")
	for i, part := range want {
		name, variable := strings.CutPrefix(part, "{")
		name = strings.TrimSuffix(name, "}")
		if rest, ok := strings.CutSuffix(name, "..."); ok && variable {
			tail := want[i+1:]
			end := len(segments) - len(tail)
			return args, end > i && slices.Equal(tail, segments[end:]) && addArg(args, rest, strings.Join(segments[i:end], "/"))
		}
		switch {
		case i >= len(segments), !variable && segments[i] != part:
			return nil, false
		case variable && !addArg(args, name, segments[i]), variable && numeric(name) && !digits(segments[i]):
			return nil, false
		}
	}
	return args, len(want) == len(segments)
}

// numeric reports whether a variable holds a number, so that a word in its
// place is another route: issues/events is no issue.
func numeric(name string) bool {
	return slices.Contains([]string{"number", "id", "review", "reaction", "run", "installation", "delivery"}, name)
}

func digits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func addArg(args map[string]string, name, escaped string) bool {
	value, err := url.PathUnescape(escaped)
	args[name] = value
	return err == nil
}
