// Package gateway is the only package that talks to GitHub. It reads an issue
// or a pull request into a [Snapshot], compares a wanted [State] with it into a
// list of writes ([Plan], pure, empty when nothing is left to do), and makes
// those writes one after the other ([Gateway.Apply]).
//
// It knows nothing of stories: which files matter, which labels to wear and
// what to say is told to it.
package gateway
