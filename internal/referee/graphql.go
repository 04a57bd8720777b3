package referee

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"sync"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator"
)

// maxDocument is how long a document may be, in bytes. The parser recurses, so
// depth must have an end.
const maxDocument = 256 << 10

//go:embed contract/github-public.graphql
var publicSchema string

var loadSchema = sync.OnceValues(func() (*ast.Schema, error) {
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "github-public.graphql", Input: publicSchema})
	if err != nil {
		return nil, fmt.Errorf("referee: read GitHub's GraphQL schema: %w", err)
	}
	return schema, nil
})

// checkGraphQL checks a request to the GraphQL endpoint.
func checkGraphQL(req *http.Request, body []byte) error {
	if req.Method != http.MethodPost {
		return errors.New("GraphQL takes only POST")
	}
	var in struct {
		Query         string         `json:"query"`
		OperationName string         `json:"operationName"`
		Variables     map[string]any `json:"variables"`
	}
	if err := json.Unmarshal(body, &in); err != nil {
		return fmt.Errorf("the body is not what GraphQL takes: %w", err)
	}
	return checkDocument(in.Query, in.OperationName, in.Variables)
}

// checkDocument checks a document, and the variables of the operation that is
// to run. A variable that the operation does not name is wrong: it would do
// nothing.
func checkDocument(query, operation string, vars map[string]any) error {
	if len(query) > maxDocument {
		return fmt.Errorf("the document is longer than %d bytes", maxDocument)
	}
	schema, err := loadSchema()
	if err != nil {
		return err
	}
	doc, problems := gqlparser.LoadQueryWithRules(schema, query, nil)
	if len(problems) > 0 {
		return problems
	}
	op := doc.Operations.ForName(operation)
	if op == nil {
		return fmt.Errorf("the document has no operation %q", operation)
	}
	for name := range vars {
		if op.VariableDefinitions.ForName(name) == nil {
			return fmt.Errorf("the operation has no variable %q", name)
		}
	}
	if _, err := validator.VariableValues(schema, op, vars); err != nil {
		return fmt.Errorf("variables: %w", err)
	}
	return nil
}
