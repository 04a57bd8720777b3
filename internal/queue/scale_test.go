//go:build !race

package queue_test

// scale divides the work of the long tests.
const scale = 1
