// Package clients drives real clients of GitHub against the simulator: git,
// GitHub's own gh, Octokit and Probot. They were written against GitHub and
// not against us, so what they take for GitHub is near enough to it.
//
// It has nothing but tests, which run with the tag "clients" (make test sets
// it): they need programs that make clients installs. It holds no client and
// no answers of its own.
package clients
