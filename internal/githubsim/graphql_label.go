package githubsim

import "github.com/graph-gophers/graphql-go"

// qLabel is a label of a repository.
type qLabel struct{ l *label }

func wrapLabel(l *label) *qLabel { return &qLabel{l} }

// ID is the node id.
func (x *qLabel) ID() graphql.ID { return gqlID(x.l.nodeID) }

// Name is the label's name.
func (x *qLabel) Name() string { return x.l.name }

// Color is six hex digits without #.
func (x *qLabel) Color() string { return x.l.color }

// Description is null when empty.
func (x *qLabel) Description() *string { return gqlString(x.l.description) }

// IsDefault reports whether new repositories have it.
func (x *qLabel) IsDefault() bool { return x.l.isDefault }

// URL is the label's page.
func (x *qLabel) URL() gqlText { return gqlText(x.l.repo.html("labels", pathEscape(x.l.name))) }
