//go:build !race

package gateway

// scale divides the number of plans; see scale_race_test.go.
const scale = 1
