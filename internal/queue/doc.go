// Package queue keeps every webhook delivery it has accepted until somebody
// has handled it, across crashes, restarts and bursts.
//
// A delivery is one row of the inbox. Rows with the same key (one issue or
// pull request) are handled in order of arrival by one River job at a time, so
// two runs never work on the same thing. The job is unique by key: what
// arrives while it waits joins it, and what arrives while it runs is picked up
// by a follow-up that is inserted in the transaction that completes the run.
//
// Handling is at least once: a process that dies between doing the work and
// recording it does the work again. What must not happen twice is wrapped in
// [Queue.Once].
//
// The package knows nothing of GitHub and nothing of stories: it sees a key,
// a few routing words and a payload it never looks into and never logs.
package queue
