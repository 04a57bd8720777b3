//go:build race

package markdown_test

// limits are those of small texts: with the race detector pools drop what is
// put into them, so that much more is allocated, and all of it slowly.
// `make test` measures large texts without it.
var limits = map[int]uint64{40 << 10: 512}
