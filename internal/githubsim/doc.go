// Package githubsim is a GitHub that lives in memory: one App, its
// installations, repositories with real git objects, issues, pull requests,
// reviews, check runs and webhooks, spoken to over real HTTP.
//
// It behaves as GitHub does for the calls a bot like ours makes and answers
// 501 for every other path, filter, field and media type, so that a test can
// never pass on an answer that GitHub would not give. The tests of its folder
// clients hold it against real clients. It keeps nothing on disk, knows
// nothing of stories, and shows no web pages.
//
// # Reading order
//
// model.go is the state; server.go wires HTTP to it; routes.go lists every
// REST route with the permission it needs, filters.go the queries and media.go
// the media types they honour. person.go acts as a human does in a browser,
// view.go reads as one. git*.go hold objects, refs and diffs; clone.go is git
// over HTTP; payloads*.go are GitHub's JSON shapes, used by answers and
// webhooks alike.
//
// One mutex, Server.mu, guards everything. Unexported methods expect it to be
// held; exported ones take it.
package githubsim
