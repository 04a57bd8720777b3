package githubsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

const docs = "https://docs.github.com/rest"

// apiError is an answer that is not a success.
type apiError struct {
	status  int
	message string
	errors  []any // objects or strings, as GitHub mixes them
	docs    string
	retry   int // Retry-After in seconds
}

func (e *apiError) Error() string { return fmt.Sprintf("%d %s", e.status, e.message) }

// Sentence is what a person reads of it: no number, and what was wrong if the
// answer says so.
func (e *apiError) Sentence() string {
	for _, problem := range e.errors {
		switch problem := problem.(type) {
		case string:
			return problem
		case obj:
			if message, ok := problem["message"].(string); ok {
				return message
			}
		}
	}
	return e.message
}

func (e *apiError) body() obj {
	o := obj{"message": e.message, "documentation_url": docs, "status": strconv.Itoa(e.status)}
	if e.docs != "" {
		o["documentation_url"] = e.docs
	}
	if e.errors != nil {
		o["errors"] = e.errors
	}
	return o
}

func fail(status int, format string, args ...any) *apiError {
	return &apiError{status: status, message: fmt.Sprintf(format, args...)}
}

// unknown is the answer to all that GitHub may know and the simulator does not.
func unknown(format string, args ...any) *apiError {
	return fail(http.StatusNotImplemented, "the simulator does not know "+format, args...)
}

func notFound() *apiError { return fail(http.StatusNotFound, "Not Found") }

// invalid is GitHub's 422 for one field of one resource. code is missing,
// missing_field, invalid, already_exists, unprocessable or custom.
func invalid(resource, field, code, message string) *apiError {
	problem := obj{"resource": resource, "field": field, "code": code}
	if message != "" {
		problem["message"] = message
	}
	return &apiError{status: http.StatusUnprocessableEntity, message: "Validation Failed", errors: []any{problem}}
}

// unprocessable is the other form of 422, with plain sentences.
func unprocessable(sentences ...string) *apiError {
	e := &apiError{status: http.StatusUnprocessableEntity, message: "Unprocessable Entity"}
	for _, sentence := range sentences {
		e.errors = append(e.errors, sentence)
	}
	return e
}

// answer is a success with a status other than 200.
type answer struct {
	status int
	body   any // nil for none
}

func created(body any) answer { return answer{http.StatusCreated, body} }

func noContent() answer { return answer{status: http.StatusNoContent} }

// call is one API request on its way through a route.
type call struct {
	s       *Server
	req     *http.Request
	body    []byte
	tok     *token
	route   *route
	args    map[string]string
	repo    *Repo  // of {owner}/{repo}
	issue   *issue // of {number}
	headers http.Header
	media   media
}

// decode reads the JSON body; an empty body leaves v as it is.
func (c *call) decode(v any) error {
	if len(strings.TrimSpace(string(c.body))) == 0 {
		return nil
	}
	if err := json.Unmarshal(c.body, v); err != nil {
		if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
			return fail(http.StatusBadRequest, "Problems parsing JSON")
		}
		return fail(http.StatusUnprocessableEntity, "Invalid request.\n\n%s", err)
	}
	return c.checkFields(v)
}

// checkFields refuses what decode would leave out without a word.
func (c *call) checkFields(v any) error {
	strict := json.NewDecoder(bytes.NewReader(c.body))
	strict.DisallowUnknownFields()
	if err := strict.Decode(v); err != nil {
		return unknown("a part of this request: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return nil
}

// actor is who acts; only calls with a token may ask.
func (c *call) actor() *user { return c.tok.user }

// id reads a numeric argument; anything else is not found.
func (c *call) id(name string) (int64, error) {
	n, err := strconv.ParseInt(c.args[name], 10, 64)
	if err != nil {
		return 0, notFound()
	}
	return n, nil
}

func (c *call) query(name string) string { return c.req.URL.Query().Get(name) }

// bounds reads page and per_page: 30 a page unless told, at most 100.
func (c *call) bounds() (page, perPage int) {
	page, perPage = 1, 30
	if n, err := strconv.Atoi(c.query("page")); err == nil && n > 0 {
		page = n
	}
	if n, err := strconv.Atoi(c.query("per_page")); err == nil && n > 0 {
		perPage = min(n, 100)
	}
	return page, perPage
}

// paged cuts the asked-for page out of items, turns each into JSON and sets
// the Link header.
func paged[T any](c *call, items []T, render func(T) obj) []obj {
	page, perPage := c.bounds()
	from := min((page-1)*perPage, len(items))
	to := min(from+perPage, len(items))
	c.link(page, perPage, len(items))
	out := make([]obj, 0, to-from)
	for _, item := range items[from:to] {
		out = append(out, render(item))
	}
	return out
}

func (c *call) link(page, perPage, total int) {
	last := max((total+perPage-1)/perPage, 1)
	var links []string
	add := func(rel string, n int) {
		links = append(links, fmt.Sprintf(`<%s>; rel="%s"`, c.pageURL(n, perPage), rel))
	}
	if page > 1 {
		add("prev", min(page-1, last))
		add("first", 1)
	}
	if page < last {
		add("next", page+1)
		add("last", last)
	}
	if len(links) > 0 {
		c.headers.Set("Link", strings.Join(links, ", "))
	}
}

func (c *call) pageURL(page, perPage int) string {
	q := c.req.URL.Query()
	q.Set("page", strconv.Itoa(page))
	q.Set("per_page", strconv.Itoa(perPage))
	return c.s.URL + c.req.URL.EscapedPath() + "?" + q.Encode()
}
