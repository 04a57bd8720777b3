package githubsim

import (
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/graph-gophers/graphql-go"
)

// gqlText carries the scalars that are written as strings.
type gqlText string

// ImplementsGraphQLType says which scalars the type carries.
func (gqlText) ImplementsGraphQLType(name string) bool {
	switch name {
	case "URI", "GitObjectID", "BigInt", "Base64String":
		return true
	}
	return false
}

// UnmarshalGraphQL reads a scalar of a document or of its variables.
func (t *gqlText) UnmarshalGraphQL(input any) error {
	text, ok := input.(string)
	if !ok {
		return fmt.Errorf("expected a string, got %T", input)
	}
	*t = gqlText(text)
	return nil
}

func gqlNumber(id int64) *gqlText { return new(gqlText(strconv.FormatInt(id, 10))) }

// gqlTime carries the scalars for points in time.
type gqlTime struct{ time.Time }

// ImplementsGraphQLType says which scalars the type carries.
func (gqlTime) ImplementsGraphQLType(name string) bool {
	return name == "DateTime" || name == "GitTimestamp"
}

// UnmarshalGraphQL reads a date of a document or of its variables.
func (t *gqlTime) UnmarshalGraphQL(input any) error {
	text, ok := input.(string)
	if !ok {
		return fmt.Errorf("expected a date, got %T", input)
	}
	var err error
	t.Time, err = time.Parse(time.RFC3339, text)
	return err
}

// gqlDate is null for the zero time.
func gqlDate(t time.Time) *gqlTime {
	if t.IsZero() {
		return nil
	}
	return &gqlTime{t.UTC()}
}

// gqlString is null for the empty string.
func gqlString(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// gqlInt is null for zero.
func gqlInt(n int) *int32 {
	if n == 0 {
		return nil
	}
	return new(int32(n))
}

// gqlEnum writes a value of the REST API as the enum has it; null when empty.
func gqlEnum(value string) *string { return gqlString(strings.ToUpper(value)) }

// pageArgs are the arguments of every connection. That first or last is there,
// and between 1 and 100, was checked before anything ran.
type pageArgs struct {
	After, Before *string
	First, Last   *int32
}

// connection is one page of a list, as GraphQL shows it.
type connection[T any] struct {
	nodes       []*T
	start, full int // index of the first node, length of the whole list
}

// TotalCount is the length of the whole list.
func (c *connection[T]) TotalCount() int32 { return int32(c.full) }

// Nodes are the things on the page.
func (c *connection[T]) Nodes() *[]*T { return &c.nodes }

// PageInfo says where the page stands.
func (c *connection[T]) PageInfo() *pageInfo {
	return &pageInfo{c.start, c.start + len(c.nodes), c.full}
}

// connect cuts the asked-for page out of items.
func connect[E, T any](items []E, args pageArgs, wrap func(E) *T) (*connection[T], error) {
	from, to := 0, len(items)
	if args.After != nil && *args.After != "" {
		n, err := cursorIndex(*args.After)
		if err != nil {
			return nil, err
		}
		from = min(n+1, to)
	}
	if args.Before != nil && *args.Before != "" {
		n, err := cursorIndex(*args.Before)
		if err != nil {
			return nil, err
		}
		to = max(min(n, to), from)
	}
	if args.First != nil {
		to = min(to, from+int(*args.First))
	}
	if args.Last != nil {
		from = max(from, to-int(*args.Last))
	}
	c := &connection[T]{nodes: []*T{}, start: from, full: len(items)}
	for _, item := range items[from:to] {
		c.nodes = append(c.nodes, wrap(item))
	}
	return c, nil
}

const cursorPrefix = "cursor:v2:"

func cursor(index int) *string {
	return new(base64.StdEncoding.EncodeToString([]byte(cursorPrefix + strconv.Itoa(index))))
}

func cursorIndex(text string) (int, error) {
	raw, err := base64.StdEncoding.DecodeString(text)
	number, ok := strings.CutPrefix(string(raw), cursorPrefix)
	n, bad := strconv.Atoi(number)
	if err != nil || !ok || bad != nil || n < 0 {
		return 0, gqlFail("INVALID_CURSOR_ARGUMENTS", "`%s` does not appear to be a valid cursor.", text)
	}
	return n, nil
}

// pageInfo is where a page stands: from start up to, not including, end.
type pageInfo struct{ start, end, full int }

// HasNextPage reports whether more follows.
func (p *pageInfo) HasNextPage() bool { return p.end < p.full }

// HasPreviousPage reports whether something stands before.
func (p *pageInfo) HasPreviousPage() bool { return p.start > 0 }

// StartCursor names the first node; null on an empty page.
func (p *pageInfo) StartCursor() *string {
	if p.start == p.end {
		return nil
	}
	return cursor(p.start)
}

// EndCursor names the last node; null on an empty page.
func (p *pageInfo) EndCursor() *string {
	if p.start == p.end {
		return nil
	}
	return cursor(p.end - 1)
}

func gqlID(id string) graphql.ID { return graphql.ID(id) }
