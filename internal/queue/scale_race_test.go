//go:build race

package queue_test

// scale divides the work of the long tests: SQLite in Go is many times slower
// under the race detector.
const scale = 8
