package referee

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
)

// maxBody is how much of a body is looked at, in bytes; more is a violation.
const maxBody = 50 << 20

// maxViolations bounds what is remembered.
const maxViolations = 1000

// Options says where the API is.
type Options struct {
	// Prefix is the path of the REST API, such as "/api/v3"; empty when it is
	// at the root.
	Prefix string
	// GraphQLPath is the path of the GraphQL endpoint; default "/api/graphql".
	GraphQLPath string
	// Answers asks Middleware to look at the answers too, not only at the
	// requests.
	Answers bool
}

// Referee remembers what was wrong with the requests it has seen. It is safe
// for use by several goroutines.
type Referee struct {
	prefix, graphql string
	answers         bool

	mu         sync.Mutex
	violations []string
}

// New makes a referee. GitHub's descriptions are read with the first request
// and shared by all referees.
func New(opts Options) *Referee {
	if opts.GraphQLPath == "" {
		opts.GraphQLPath = "/api/graphql"
	}
	return &Referee{prefix: strings.TrimSuffix(opts.Prefix, "/"), graphql: opts.GraphQLPath, answers: opts.Answers}
}

// Middleware remembers what is wrong with each request and hands it on as it
// came, whatever was found.
func (r *Referee) Middleware(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if err := r.CheckRequest(req); err != nil {
			r.remember(fmt.Sprintf("%s %s: %s", req.Method, req.URL.Path, err))
		}
		if !r.answers {
			next.ServeHTTP(w, req)
			return
		}
		seen := &witness{ResponseWriter: w}
		asked := req.Clone(req.Context()) // what next does to the request does not matter
		next.ServeHTTP(seen, req)
		if err := r.CheckAnswer(asked, seen.status, w.Header(), seen.body.Bytes()); err != nil {
			r.remember(fmt.Sprintf("%s %s: %s", req.Method, req.URL.Path, err))
		}
	})
}

// CheckRequest says what is wrong with a request, nil if nothing is. The body
// is read and put back.
func (r *Referee) CheckRequest(req *http.Request) error {
	body, err := readBody(req)
	if err != nil {
		return err
	}
	if req.URL.Path == r.graphql {
		return checkGraphQL(req, body)
	}
	return checkREST(req, r.prefix, body)
}

// CheckDocument says what is wrong with a GraphQL document and its variables,
// nil if nothing is. The variables belong to the only operation.
func (r *Referee) CheckDocument(query string, vars map[string]any) error {
	return checkDocument(query, "", vars)
}

// Violations are what was wrong so far, oldest first; at most 1000 are kept.
func (r *Referee) Violations() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.violations)
}

func (r *Referee) remember(violation string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.violations) < maxViolations {
		r.violations = append(r.violations, violation)
	}
}

// readBody reads the body and puts it back. What could not be read for its
// size is put back too, unread.
func readBody(req *http.Request) ([]byte, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return nil, nil
	}
	rest := req.Body
	body, err := io.ReadAll(io.LimitReader(rest, maxBody+1))
	req.Body = &replayed{io.MultiReader(bytes.NewReader(body), rest), rest}
	if err != nil {
		return nil, fmt.Errorf("read the body: %w", err)
	}
	if len(body) > maxBody {
		return nil, errors.New("the body is larger than GitHub reads")
	}
	return body, nil
}

// replayed is a body that begins with what was read of it already.
type replayed struct {
	io.Reader
	io.Closer
}
