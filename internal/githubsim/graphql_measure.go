package githubsim

import (
	"slices"
	"strconv"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

// maxGQLNodes is how many nodes one document may ask for.
const maxGQLNodes = 500_000

// measure finds out what a document will cost, before it runs: GitHub checks
// the page sizes of every connection and counts what they may add up to.
type measure struct {
	vars     map[string]any
	requests int // lists to be read
	nodes    int // things that may come back
	problems []*gqlError
}

func (m *measure) operation(op *ast.OperationDefinition) {
	start := string(op.Operation)
	if op.Name != "" {
		start += " " + op.Name
	}
	m.selection(op.SelectionSet, 1, []any{start})
	if m.nodes > maxGQLNodes {
		m.problems = append(m.problems, gqlFail("MAX_NODE_LIMIT_EXCEEDED",
			"This query requests up to %d possible nodes which exceeds the maximum limit of 500,000.", m.nodes))
	}
}

// points is what GitHub charges for the document.
func (m *measure) points() int { return max(1, (m.requests+50)/100) }

// selection measures fields that are read times times.
func (m *measure) selection(set ast.SelectionSet, times int, path []any) {
	for _, selection := range set {
		switch sel := selection.(type) {
		case *ast.Field:
			m.field(sel, times, append(slices.Clip(path), sel.Alias))
		case *ast.InlineFragment:
			m.selection(sel.SelectionSet, times, path)
		case *ast.FragmentSpread:
			m.selection(sel.Definition.SelectionSet, times, path)
		}
	}
}

func (m *measure) field(f *ast.Field, times int, path []any) {
	if f.Definition != nil && strings.HasSuffix(f.Definition.Type.Name(), "Connection") {
		size := m.size(f, path)
		m.requests = min(m.requests+times, maxGQLNodes+1)
		times = min(times*size, maxGQLNodes+1)
		m.nodes = min(m.nodes+times, maxGQLNodes+1)
	}
	m.selection(f.SelectionSet, times, path)
}

// size is the page size of a connection: 1 when it is wrong.
func (m *measure) size(f *ast.Field, path []any) int {
	args := f.ArgumentMap(m.vars)
	complain := func(kind, format string, values ...any) int {
		e := gqlFail(kind, format, values...)
		e.Path = path
		m.problems = append(m.problems, e)
		return 1
	}
	for _, name := range []string{"first", "last"} {
		n, ok := whole(args[name])
		switch {
		case !ok:
			continue
		case n < 1:
			return complain("INVALID_PAGINATION", "`%s` on the `%s` connection cannot be less than one.", name, f.Name)
		case n > 100:
			return complain("EXCESSIVE_PAGINATION", "Requesting %d records on the `%s` connection exceeds the `%s` limit of 100 records.", n, f.Name, name)
		}
		return n
	}
	return complain("MISSING_PAGINATION_BOUNDARIES", "You must provide a `first` or `last` value to properly paginate the `%s` connection.", f.Name)
}

// whole reads a whole number as documents and JSON variables hold it.
func whole(v any) (int, bool) {
	switch n := v.(type) {
	case int64:
		return int(n), true
	case int:
		return n, true
	case float64:
		return int(n), true
	case interface{ String() string }: // json.Number
		number, err := strconv.Atoi(n.String())
		return number, err == nil
	}
	return 0, false
}
