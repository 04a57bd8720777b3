//go:build !race

package checks_test

// scale divides the number of drafts; see scale_race_test.go.
const scale = 1
