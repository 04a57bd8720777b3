package report

import (
	"net/url"
	"path"
	"strings"
)

// base is the last element of a path.
func base(name string) string { return path.Base(name) }

// escapePath escapes a path for an address, element by element, so that
// nothing in it can end a Markdown link.
func escapePath(name string) string {
	elements := strings.Split(name, "/")
	for i := range elements {
		elements[i] = strings.NewReplacer("(", "%28", ")", "%29").Replace(url.PathEscape(elements[i]))
	}
	return strings.Join(elements, "/")
}
