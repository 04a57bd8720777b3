package githubsim

import (
	"context"
	_ "embed"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"sync"

	"github.com/google/uuid"
	"github.com/graph-gophers/graphql-go"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
)

// schemaText is the part of GitHub's schema that is served.
//
//go:embed schema.graphql
var schemaText string

// gqlSchema is the schema, once to run documents and once to look at them
// before. Both are read when the first document comes and never change.
type gqlSchema struct {
	run    *graphql.Schema
	static *ast.Schema
}

var loadGQLSchema = sync.OnceValues(func() (*gqlSchema, error) {
	// Resolvers run one after the other: the state below them is guarded by
	// one lock for the whole document.
	run, err := graphql.ParseSchema(schemaText, &gqlRoot{}, graphql.MaxParallelism(1))
	if err != nil {
		return nil, fmt.Errorf("githubsim: GraphQL resolvers: %w", err)
	}
	static, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: schemaText})
	if err != nil {
		return nil, fmt.Errorf("githubsim: GraphQL schema: %w", err)
	}
	return &gqlSchema{run, static}, nil
})

// gqlCall is one document on its way: who asks, and what it costs.
type gqlCall struct {
	s     *Server
	tok   *token
	usage rateLimit
}

type gqlCallKey struct{}

// maxDocument is how long a document may be, in bytes. Its parsers recurse,
// so depth must have an end.
const maxDocument = 256 << 10

// gqlRequest is the body of a request.
type gqlRequest struct {
	Query         string         `json:"query"`
	OperationName string         `json:"operationName"`
	Variables     map[string]any `json:"variables"`
}

// gqlAnswer is the body of an answer.
type gqlAnswer struct {
	Data   json.RawMessage `json:"data,omitempty"`
	Errors []*gqlError     `json:"errors,omitempty"`
}

// graphqlHandler answers POST /api/graphql for one token.
func (s *Server) graphqlHandler(tok *token) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-GitHub-Request-Id", uuid.NewString())
		body, err := io.ReadAll(io.LimitReader(r.Body, maxBody+1))
		var req gqlRequest
		switch {
		case r.Method != http.MethodPost:
			err = notFound()
		case err != nil || len(body) > maxBody:
			err = fail(http.StatusRequestEntityTooLarge, "Request body is too large")
		case json.Unmarshal(body, &req) != nil:
			err = fail(http.StatusBadRequest, "Problems parsing JSON")
		case req.Query == "":
			err = fail(http.StatusBadRequest, "A query attribute must be specified and must be a string.")
		case len(req.Query) > maxDocument:
			err = fail(http.StatusRequestEntityTooLarge, "Query is too large")
		}
		if err != nil {
			writeError(w, err)
			return
		}
		answer, err := s.runDocument(r.Context(), w.Header(), tok, &req)
		if err != nil {
			writeError(w, err)
			return
		}
		out, err := json.Marshal(answer)
		if err != nil {
			writeError(w, err)
			return
		}
		writeJSON(w, http.StatusOK, out)
	})
}

// runDocument checks, charges and executes one document. An error is an
// answer without GraphQL: a secondary limit, or a fault of the simulator.
func (s *Server) runDocument(ctx context.Context, header http.Header, tok *token, req *gqlRequest) (*gqlAnswer, error) {
	schema, err := loadGQLSchema()
	if err != nil {
		return nil, err
	}
	op, m, problems := schema.inspect(req)
	if problems != nil {
		return &gqlAnswer{Errors: problems}, nil
	}
	setOperation(ctx, op.Name)
	s.mu.Lock()
	defer s.mu.Unlock()
	c := &gqlCall{s: s, tok: tok}
	if problem, err := c.charge(header, op, m); problem != nil || err != nil {
		return &gqlAnswer{Errors: []*gqlError{problem}}, err
	}
	ctx = context.WithValue(ctx, gqlCallKey{}, c)
	result := schema.run.Exec(ctx, req.Query, req.OperationName, req.Variables)
	return &gqlAnswer{Data: result.Data, Errors: executionErrors(result.Errors)}, nil
}

// inspect finds the operation and measures it.
func (g *gqlSchema) inspect(req *gqlRequest) (*ast.OperationDefinition, *measure, []*gqlError) {
	doc, err := gqlparser.LoadQueryWithRules(g.static, req.Query, nil)
	if err != nil {
		return nil, nil, documentErrors(err)
	}
	op := doc.Operations.ForName(req.OperationName)
	if op == nil {
		return nil, nil, []*gqlError{{Message: "No operation named \"" + req.OperationName + "\""}}
	}
	vars, wrong := validator.VariableValues(g.static, op, req.Variables)
	if wrong != nil {
		return nil, nil, documentErrors(wrong)
	}
	m := &measure{vars: vars}
	m.operation(op)
	return op, m, m.problems
}

// charge counts the document against the limits.
func (c *gqlCall) charge(header http.Header, op *ast.OperationDefinition, m *measure) (*gqlError, error) {
	cost := m.points()
	limit, remaining, reset, ok := c.s.takePoints(c.tok, "graphql", cost)
	setLimitHeaders(header, "graphql", limit, remaining, reset)
	if !ok {
		return gqlFail("RATE_LIMITED", "API rate limit exceeded for %s.", c.tok.caller()), nil
	}
	c.usage = rateLimit{cost: cost, limit: limit, remaining: remaining, nodes: m.nodes, reset: reset}
	if op.Operation == ast.Mutation {
		return nil, c.s.secondary(c.tok, 5, true)
	}
	return nil, c.s.secondary(c.tok, 1, false)
}
