// Package handlers is what storybot listens to, and what it does about it.
//
// The life of a delivery is in reconcile.go: gather all that must be known,
// decide, apply. events.go is the table of what is listened to: most events only
// say "look again" at an issue or pull request; those that carry a text may hold
// commands, each of which is a file of its own here and no more than an edit of
// what was decided.
package handlers
