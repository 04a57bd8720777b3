//go:build race

package server_test

// everyText of the hostile texts is tried: with the race detector each takes
// many times as long, and `make test` tries all of them without it.
const everyText = 4
