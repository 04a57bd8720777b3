//go:build race

package gateway

// scale divides the number of plans: nothing here runs at once, so the race
// detector finds nothing more in many. `make test` makes all of them without it.
const scale = 8
