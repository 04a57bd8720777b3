package githubsim

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"

	gqlerrors "github.com/graph-gophers/graphql-go/errors"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// gqlError is one error of a GraphQL answer, in GitHub's shape.
type gqlError struct {
	Type       string         `json:"type,omitempty"`
	Path       []any          `json:"path,omitempty"`
	Extensions map[string]any `json:"extensions,omitempty"`
	Locations  any            `json:"locations,omitempty"`
	Message    string         `json:"message"`
}

// Error is the message.
func (e *gqlError) Error() string { return e.Message }

func gqlFail(kind, format string, args ...any) *gqlError {
	return &gqlError{Type: kind, Message: fmt.Sprintf(format, args...)}
}

func gqlNotFound(format string, args ...any) *gqlError { return gqlFail("NOT_FOUND", format, args...) }

func gqlForbidden() *gqlError {
	return gqlFail("FORBIDDEN", "Resource not accessible by integration")
}

// restKinds are the types of errors of REST operations; others are shown as
// unprocessable.
var restKinds = map[int]string{http.StatusForbidden: "FORBIDDEN", http.StatusNotFound: "NOT_FOUND"}

// executionErrors puts the errors of an execution into GitHub's shape.
func executionErrors(list []*gqlerrors.QueryError) []*gqlError {
	var out []*gqlError
	for _, q := range list {
		e := &gqlError{Path: q.Path, Message: q.Message}
		if len(q.Locations) > 0 {
			e.Locations = q.Locations
		}
		var (
			known *gqlError
			rest  *apiError
		)
		switch {
		case errors.As(q.ResolverError, &known):
			e.Type, e.Message = known.Type, known.Message
		case errors.As(q.ResolverError, &rest):
			e.Type, e.Message = cmp.Or(restKinds[rest.status], "UNPROCESSABLE"), rest.message
		}
		out = append(out, e)
	}
	return out
}

// documentErrors are the errors of a document that does not fit the schema.
func documentErrors(err error) []*gqlError {
	var list gqlerror.List
	var one *gqlerror.Error
	switch {
	case errors.As(err, &list):
	case errors.As(err, &one):
		list = gqlerror.List{one}
	default:
		list = gqlerror.List{gqlerror.Errorf("%s", err.Error())}
	}
	var out []*gqlError
	for _, problem := range list {
		e := &gqlError{Message: problem.Message}
		if len(problem.Locations) > 0 {
			e.Locations = problem.Locations
		}
		if problem.Rule != "" {
			e.Extensions = map[string]any{"code": problem.Rule}
		}
		out = append(out, e)
	}
	return out
}
