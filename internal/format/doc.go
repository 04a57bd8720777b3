// Package format is how the command line prints what was found: for a reader at
// a terminal, as JSON, SARIF, rdjson or workflow commands. It writes book by
// book, so that none need be kept; it finds nothing and words nothing itself.
package format
