//go:build race

package checks_test

// scale divides the number of drafts: nothing here runs at once, so the race
// detector finds nothing more in many. `make test` makes all of them without it.
const scale = 8
