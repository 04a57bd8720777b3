//go:build !race

package page

// With the race detector far more is allocated: `make test` measures without.

import (
	"fmt"
	"html/template"
	"runtime"
	"strings"
	"testing"
)

// allocated is how many MiB rendering a text allocates, garbage included, which
// does not depend on how busy the machine is.
func allocated(source string) (uint64, template.HTML) {
	m := NewMarkdown("o/r")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	made := m.Render(source, "")
	runtime.ReadMemStats(&after)
	return (after.TotalAlloc - before.TotalAlloc) >> 20, made
}

// TestMemoryIsBounded: shapes of which every byte would become many nodes.
func TestMemoryIsBounded(t *testing.T) {
	wide := func(prefix string, columns int) string {
		return prefix + strings.Repeat("|", columns) + "\n" + prefix + strings.Repeat("-|", columns) + "-\n"
	}
	shapes := map[string]func(size int) string{
		"table":            func(n int) string { return wide("", n/8) + strings.Repeat("a\n", n/4) },
		"table, quoted":    func(n int) string { return wide("> ", n/8) + strings.Repeat("> a\n", n/8) },
		"table in a list":  func(n int) string { return wide("- ", n/8) + strings.Repeat("  a\n", n/8) },
		"table in numbers": func(n int) string { return wide("1. ", n/8) + strings.Repeat("   a\n", n/8) },
		"many tables":      func(n int) string { return strings.Repeat(wide("", 100)+strings.Repeat("a\n", 150)+"\n", n/600) },
		"bold left open": func(n int) string {
			return "<p>" + strings.Repeat("<b><i><em><s><tt>", 3) + strings.Repeat("<p>x", n/4)
		},
		"code left open":     func(n int) string { return "<p>" + classes(n/60) + strings.Repeat("<p>x", n/8) },
		"links left open":    func(n int) string { return strings.Repeat("<a href=x><p>", n/13) },
		"nested quotations":  func(n int) string { return strings.Repeat(">", n) },
		"tags":               func(n int) string { return strings.Repeat("<hr>", n/4) },
		"bold left and shut": func(n int) string { return strings.Repeat("<b><p>x</b>", n/11) },
	}
	for name, shape := range shapes {
		for _, size := range []int{40 << 10, 1<<20 - 100} {
			t.Run(fmt.Sprintf("%s/%d", name, size), func(t *testing.T) {
				if got, _ := allocated(shape(size)); got > 256 {
					t.Errorf("%d MiB allocated, want at most 256", got)
				}
			})
		}
	}
}

func classes(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<code class=language-%d>", i)
	}
	return b.String()
}
