package githubsim

import (
	"net/url"
	"strings"
)

// route is one REST operation.
type route struct {
	method  string
	pattern string // relative to /api/v3/; {name} is one segment, {name...} the rest
	// needs is the value of X-Accepted-GitHub-Permissions: alternatives split
	// by "; ". Empty needs no permission; "app" needs the App's own JWT.
	needs   string
	content bool // creates content: counts for the secondary content limit
	do      func(*call) (any, error)
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
			return args, addArg(args, rest, strings.Join(segments[min(i, len(segments)):], "/"))
		}
		switch {
		case i >= len(segments), !variable && segments[i] != part:
			return nil, false
		case variable && !addArg(args, name, segments[i]):
			return nil, false
		}
	}
	return args, len(want) == len(segments)
}

func addArg(args map[string]string, name, escaped string) bool {
	value, err := url.PathUnescape(escaped)
	args[name] = value
	return err == nil
}
