package markdown_test

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/storybot-app/storybot/internal/markdown"
)

// A shape is a text that costs much for its length: some came from counting
// what the parser does for a byte, some from the wild.
type shape struct {
	name string
	text func(size int) string
}

func repeated(part string) func(int) string {
	return func(size int) string { return strings.Repeat(part, size/len(part)) }
}

// table has a quarter of its text in the header and its delimiters, and rows of
// one column each.
func table(prefix, row string) func(int) string {
	return func(size int) string {
		columns := size / 12
		rows := (size - 3*columns) / (len(prefix) + len(row) + 1)
		return prefix + strings.Repeat("|", columns) + "\n" + prefix + strings.Repeat("-|", columns) + "-\n" +
			strings.Repeat(prefix+row+"\n", rows)
	}
}

func behind(head, part string) func(int) string {
	return func(size int) string { return head + repeated(part)(size-len(head)) }
}

func opened(left, right string) func(int) string {
	return func(size int) string {
		n := size / (len(left) + len(right))
		return strings.Repeat(left, n) + "a" + strings.Repeat(right, n)
	}
}

func growing(part, tail, rest string) func(int) string {
	return func(size int) string {
		var b strings.Builder
		for i := 1; b.Len() < size/2; i++ {
			b.WriteString(strings.Repeat(part, i) + tail)
		}
		return b.String() + repeated(rest)(size/2)
	}
}

func shapes() []shape {
	small := strings.Repeat("|", 116) + "\n" + strings.Repeat("-|", 115) + "\n" + strings.Repeat("a\n", 170) + "\n"
	return []shape{
		{"table", table("", "a")},
		{"table with CRLF", table("", "a\r")},
		{"table in a quotation", table("> ", "a")},
		{"table in a list", behind("- a\n", "  "+strings.ReplaceAll(table("", "a")(12_000), "\n", "\n  "))},
		{"table behind a paragraph", func(size int) string { return "words\n" + table("", "a")(size) }},
		{"table with indented rows", table("   ", "    >")},
		{"tables", repeated(small)},
		{"narrow table", behind("a|b\n-|-\n", "a\n")},
		{"escaped pipes in code", behind("a|b\n-|-\n", "`a`\\|`\\|`")},
		{"cells of escaped pipes", behind("a|b\n-|-\n", "`\\|`|x\n")},
		{"open brackets", repeated("[")},
		{"nested brackets", opened("[", "]")},
		{"brackets with code", opened("[`a`", "]")},
		{"open links", repeated("[a](")},
		{"open titles", repeated("[a](b (")},
		{"open images", repeated("![a](")},
		{"links with stars", repeated("[*](a)")},
		{"stars", opened("*", "*")},
		{"nested emphasis", repeated("*a **a ")},
		{"open emphasis", repeated("*a_ ")},
		{"escaped backticks", repeated("\\```\n")},
		{"growing backticks", growing("`", " ", "a\n")},
		{"open tags", repeated("<a b='")},
		{"open comments", repeated("a <!-- ")},
		{"blocks of HTML", repeated("<div>\n\n")},
		{"definitions", repeated("[a]: b\n")},
		{"definitions with open titles", repeated("[a]: b\n(\n")},
		{"nested quotations", repeated("> ")},
		{"nested lists", repeated("- ")},
		{"nested numbers", repeated("1) ")},
		{"nested quotations and lists", repeated("> - ")},
		{"blank lines in nested lists", behind(strings.Repeat("- ", 200)+"a", "\n")},
		{"stairs", growing("  ", "- a\n", "\n")},
		{"stairs of tabs", growing("\t", "- a\n", "\n")},
		{"paragraphs", repeated("a\n\n")},
		{"items", repeated("- a\n")},
		{"headings", repeated("# a\n")},
		{"entities", repeated("&amp;")},
		{"NUL", repeated("\x00")},
	}
}

// TestHostile parses each shape and adds up all that is allocated on the way,
// garbage too. Without bounds some take gigabytes. The sum does not depend on
// when memory is collected, or on how busy the machine is.
func TestHostile(t *testing.T) {
	for _, s := range shapes() {
		for size, most := range limits {
			t.Run(fmt.Sprintf("%s/%d", s.name, size), func(t *testing.T) {
				source := []byte(s.text(size))
				allocated, kept := measure(func() any {
					tree, limited := markdown.Parse(markdown.NewParser(), source)
					if len(limited) != len(source) {
						t.Errorf("the text has %d bytes, want %d", len(limited), len(source))
					}
					return tree
				})
				if t.Logf("%d MiB allocated, %d kept", allocated, kept); allocated > most {
					t.Errorf("%d MiB allocated, want at most %d", allocated, most)
				}
				if most := uint64(192); kept > most {
					t.Errorf("the tree takes %d MiB, want at most %d", kept, most)
				}
			})
		}
	}
}

// measure returns how many MiB are allocated by a function, and how many what
// it returns keeps.
func measure(f func() any) (allocated, kept uint64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	made := f()
	runtime.ReadMemStats(&after)
	allocated = (after.TotalAlloc - before.TotalAlloc) >> 20
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc {
		kept = (after.HeapAlloc - before.HeapAlloc) >> 20
	}
	runtime.KeepAlive(made)
	return allocated, kept
}
