// Package referee tells whether requests are such as GitHub describes them:
// REST requests by its OpenAPI description, GraphQL documents by its public
// schema. Both are embedded, so nothing is asked over the network.
//
// It only watches. It never answers, changes or delays a request, knows
// nothing about the state of any repository, and says nothing about whether a
// request would be granted.
package referee
