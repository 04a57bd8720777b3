package githubsim

import (
	"net/http"
	"slices"
	"strings"

	"github.com/go-git/go-git/v5/plumbing/object"
)

// media is the form an answer was asked for in.
type media struct {
	form string // "" is JSON; diff, patch, raw and sha are text
	name string // the media type as it was sent
}

// formsOf lists the forms besides JSON that each route can answer in.
func formsOf() map[string][]string {
	const repo = "repos/{owner}/{repo}/"
	return map[string][]string{
		repo + "pulls/{number}":        {"diff", "patch"},
		repo + "compare/{basehead...}": {"diff", "patch"},
		repo + "commits/{ref...}":      {"diff", "patch", "sha"},
		repo + "contents":              {"raw"},
		repo + "contents/{path...}":    {"raw"},
		repo + "git/blobs/{sha}":       {"raw"},
	}
}

// chooseMedia takes the first media type of the Accept header that the route
// can answer in. What GitHub has and the simulator has not is 501, what GitHub
// has not either is 415; neither is answered with JSON that nobody asked for.
func (c *call) chooseMedia() error {
	header := strings.Join(c.req.Header.Values("Accept"), ",")
	if strings.TrimSpace(header) == "" {
		return nil
	}
	var problem error
	for part := range strings.SplitSeq(header, ",") {
		name, _, _ := strings.Cut(part, ";")
		name = strings.ToLower(strings.TrimSpace(name))
		form, err := c.form(name)
		if err == nil {
			c.media = media{form, name}
			return nil
		}
		if problem == nil {
			problem = err
		}
	}
	return problem
}

// form is what one media type asks for.
func (c *call) form(name string) (string, error) {
	if name == "*/*" || name == "application/*" || name == "application/json" {
		return "", nil
	}
	refused := fail(http.StatusUnsupportedMediaType, "Unsupported 'Accept' header: '%s'. Must accept 'application/json'.", name)
	rest, ok := strings.CutPrefix(name, "application/vnd.github")
	if !ok {
		return "", refused
	}
	rest, asJSON := strings.CutSuffix(rest, "+json")
	rest = strings.TrimPrefix(strings.TrimPrefix(rest, ".v3"), ".")
	switch {
	case rest == "", strings.HasSuffix(rest, "-preview"):
		return "", nil
	case slices.Contains(c.route.forms, rest) && (!asJSON || rest == "raw"):
		return rest, nil
	case rest == "raw" && strings.Contains(c.route.pattern, "/{number}"), rest == "raw" && strings.Contains(c.route.pattern, "comments"):
		return "", nil // bodies as they were written, which is what JSON holds anyway
	case slices.Contains([]string{"text", "html", "full", "object"}, rest):
		return "", unknown("the media type %s of %s", name, c.route.pattern)
	}
	return "", refused
}

// text is an answer that is sent as it is, not as JSON.
type text []byte

// describe sets the headers that say in which form the answer is.
func (m media) describe(h http.Header) {
	param := "param=" + m.form
	if strings.HasSuffix(m.name, "+json") {
		param += "; format=json"
	}
	h.Set("X-GitHub-Media-Type", "github.v3; "+param)
	h.Set("Content-Type", m.name+"; charset=utf-8")
}

// inText gives changes as a diff, or their commits as patches.
func (c *call) inText(files []fileDiff, commits []*object.Commit) (any, error) {
	if c.media.form == "patch" {
		out, err := c.repo.patchText(commits)
		return text(out), err
	}
	out, err := diffText(files)
	return text(out), err
}
