//go:build !race

package checks_test

// With the race detector far more is allocated: `make test` measures without.

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// TestMemory holds what checking one hostile text may keep at the most: the
// server has little memory, and a delivery that needs more would end it again
// and again. For texts as large as a comment all that is ever allocated is
// counted, garbage too; for the largest that is read, what is in use at the
// end, when the tree, the file and all findings are there.
func TestMemory(t *testing.T) {
	const limit = 256 << 20
	b := smallBook(t)
	wide := func(size int) string {
		return strings.Repeat("|", size/8) + "\n" + strings.Repeat("-|", size/8) + "\n" + strings.Repeat("a\n", (size-3*size/8)/2)
	}
	repeat := func(part string) func(int) string {
		return func(size int) string { return strings.Repeat(part, size/len(part)) }
	}
	for name, shape := range map[string]func(int) string{
		"table":       wide,
		"tables":      repeat(wideTable + strings.Repeat("a\n", 170) + "\n"),
		"brackets":    repeat("["),
		"undefined":   repeat("[a] [b][c] "),
		"definitions": repeat("[a]: b\n"),
		"emphasis":    repeat("*a_ "),
		"backticks":   repeat("\\``` "),
		"lists":       func(size int) string { return strings.Repeat("- ", 200) + "a" + strings.Repeat("\n", size-401) },
		"paragraphs":  repeat("some words\n\n"),
	} {
		for _, size := range []int{40 << 10, 1 << 20} {
			t.Run(fmt.Sprintf("%s/%d", name, size), func(t *testing.T) {
				text := []byte("# Status quo stories: Grace reads\n\n" + shape(size))
				var before, after runtime.MemStats
				runtime.GC()
				runtime.ReadMemStats(&before)
				file := b.Parse("src/vision/status_quo/grace_reads.md", text)
				found := analysis.Run(analysis.Input{Files: []*story.File{file}, Book: b}, checks.Suite())
				runtime.ReadMemStats(&after)
				allocated := after.TotalAlloc - before.TotalAlloc
				runtime.GC()
				runtime.ReadMemStats(&after)
				kept := max(after.HeapAlloc, before.HeapAlloc) - before.HeapAlloc
				t.Logf("%d MiB allocated, %d kept, %d findings", allocated>>20, kept>>20, len(found))
				if size < 1<<20 && allocated > limit || kept > limit {
					t.Errorf("%d MiB allocated and %d kept, want at most %d", allocated>>20, kept>>20, limit>>20)
				}
				runtime.KeepAlive(file)
			})
		}
	}
}
