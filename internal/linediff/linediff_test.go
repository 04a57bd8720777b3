package linediff

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestHunks(t *testing.T) {
	long := strings.Join(strings.Split("abcdefghijklmnopqrst", ""), " same\n") + " same\n"
	tests := []struct {
		name, old, fresh string
		want             []Hunk
	}{
		{"equal", "a\nb\n", "a\nb\n", nil},
		{"replaced", "a\nb\nc\n", "a\nx\ny\nc\n", []Hunk{{2, 1, 2, 2}}},
		{"put in", "a\nb\n", "a\nx\nb\n", []Hunk{{2, 0, 2, 1}}},
		{"put in first", "a\n", "x\na\n", []Hunk{{1, 0, 1, 1}}},
		{"put in last", "a\n", "a\nx\n", []Hunk{{2, 0, 2, 1}}},
		{"taken out", "a\nb\nc\n", "a\nc\n", []Hunk{{2, 1, 2, 0}}},
		{"all new", "", "a\nb\n", []Hunk{{1, 0, 1, 2}}},
		{"all gone", "a\nb\n", "", []Hunk{{1, 2, 1, 0}}},
		{"far apart", "old\n" + long + "old\n", "x\n" + long + "y\nz\n", []Hunk{{1, 1, 1, 1}, {22, 1, 22, 2}}},
		{"near each other", "a\nb\nc\n", "x\nb\ny\n", []Hunk{{1, 1, 1, 1}, {3, 1, 3, 1}}},
		{"no line end", "a\nb", "a\nb\n", []Hunk{{2, 1, 2, 1}}},
		{"lines that look like a difference", "--- a\n@@ -9,9 +9,9 @@\n", "--- a\n+++ new\n@@ -9,9 +9,9 @@\n", []Hunk{{2, 0, 2, 1}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Hunks([]byte(test.old), []byte(test.fresh))); diff != "" {
				t.Errorf("hunks (-want +got):\n%s", diff)
			}
		})
	}
}
