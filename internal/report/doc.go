// Package report puts what was found into words: from a case it makes the state
// an issue or a pull request should be in, with every text people read there.
// It finds nothing by itself (that is internal/review's work), reads nothing and
// writes nothing.
package report
