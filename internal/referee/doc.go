// Package referee reports whether requests, and if wanted their answers, are such
// as GitHub describes them: those of REST by its OpenAPI description, GraphQL
// documents by its public schema. Both are embedded, so nothing is asked over
// the network, and read when the first request comes: about 0.15 s and 10 MB.
//
// It only watches. It never answers, changes or delays a request, knows
// nothing about the state of any repository, and says nothing about whether a
// request would be granted.
package referee
