// Package handlers holds what storybot does when something happens on GitHub:
// one file an event, one file a command, and the two flows they share
// (look.go).
//
// A handler decodes, decides whether the event concerns us, and delegates.
// Events only say "look again"; commands alone are done once each.
package handlers
