//go:build !race

package server_test

// everyText of the hostile texts is tried.
const everyText = 1
