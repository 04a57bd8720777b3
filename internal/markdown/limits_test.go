//go:build !race

package markdown_test

// limits are how many MiB may be allocated for a text, by its size in bytes.
var limits = map[int]uint64{40 << 10: 96, 1 << 20: 640}
