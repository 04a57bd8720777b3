// Package lazyregexp keeps the regular expressions of package variables out of
// the start of the program: compiling them all took a sixth of what checking
// one file takes.
package lazyregexp

import (
	"regexp"
	"sync"
)

// New returns a function that gives the expression, compiled when it is first
// asked for. As with regexp.MustCompile, a wrong expression is a mistake in the
// program and panics, if only then; a test that uses it finds it.
func New(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
