package scaffold

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestContain(t *testing.T) {
	taken := map[string]bool{"alan": true, "cannot be wrong": true}
	tests := []struct{ name, words, want string }{
		{"plain Markdown stays", "He *waits*, see [1] and `Vec<T>`.\n\n* one\n* two\n\n[1]: https://example.org", "He *waits*, see [1] and `Vec<T>`.\n\n* one\n* two\n\n[1]: https://example.org"},
		{"headings", "# One\n  ### Two\n#three", "\\# One\n  \\### Two\n#three"},
		{"underlined headings", "One\n===\n\nTwo\n---\n\n---", "One\n\\===\n\nTwo\n\\---\n\n---"},
		{"code is left alone", "```rust\n# x\n<b>\n```\n# y", "```rust\n# x\n<b>\n```\n\\# y"},
		{"an open fence", "~~~~\n# x\n~~~", "~~~~\n# x\n~~~\n~~~~"},
		{"HTML", "a <b>c</b> <!-- d <?x 1 < 2 <https://example.org>", "a \\<b>c\\</b> \\<!-- d \\<?x 1 < 2 <https://example.org>"},
		{"HTML among backticks", "a ` b\nc ` <script> ` d", "a ` b\nc ` \\<script> ` d"},
		{"an escaped backtick", "\\` <b> `x`", "\\` \\<b> `x`"},
		{"an escaped tag", "\\<b>", "\\<b>"},
		{"a definition that is taken", "[Alan]: https://evil.example\n[bob]: b", "\\[Alan]: https://evil.example\n[bob]: b"},
		{"a definition over two lines", "[cannot\nbe wrong]: x", "```text\n[cannot\nbe wrong]: x\n```"},
		{"a definition in a quotation", "> [alan]: x", "```text\n> [alan]: x\n```"},
		{"a heading in a list", "* # x", "```text\n* # x\n```"},
		{"a heading and fences", "* # x\n````", "`````text\n* # x\n````\n`````"},
		{"an include", "{{#include /etc/passwd}} {{ #x}}", "\\{{#include /etc/passwd}} \\{{#x}}"},
		{"line ends and hidden marks", "\r\na\x00\u202e\rb\r\n\r\n", "a\nb"},
		{"nothing", " \n\u200b", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := contain(test.words, taken)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("contain (-want +got):\n%s", diff)
			}
			if !holds(got, taken) {
				t.Errorf("%q reaches beyond its place", got)
			}
		})
	}
}

func TestContainLine(t *testing.T) {
	tests := map[string]string{
		"Alan\nwaits":           "Alan waits",
		"C#":                    "C#",
		"uses C #":              `uses C \#`,
		"##":                    `\##`,
		"`Vec<T>` & <b>":        "`Vec<T>` & \\<b>",
		"![x](http://a.b/c)":    `!\[x](http://a.b/c)`,
		"{{#title evil}}\u202e": `\{{#title evil}}`,
	}
	for words, want := range tests {
		if got := containLine(words); got != want {
			t.Errorf("containLine(%q) = %q; want %q", words, got, want)
		}
	}
}

// TestContainHostile contains as much as GitHub lets people write.
func TestContainHostile(t *testing.T) {
	const size = 65536
	for _, piece := range []string{"[", "](", "*", "_", "`", "``` ", "> ", "* ", "- a\n", "<", "<a ", "<!--", "[a]: b\n", "![", "# x\n", "\\", "&", "a\n\n", "~~~\n", "1. "} {
		got := contain(strings.Repeat(piece, size/len(piece)), map[string]bool{"a": true})
		if !holds(got, map[string]bool{"a": true}) {
			t.Errorf("%q reaches beyond its place", piece)
		}
	}
}

// FuzzContain lets nothing out of its place.
func FuzzContain(f *testing.F) {
	f.Add("a | b\n-|-\n<b> | # x\n" + strings.Repeat("a\n", 300))
	f.Add("# x\n```\n<b> ` [alan]: y")
	f.Fuzz(func(t *testing.T, words string) {
		taken := map[string]bool{"alan": true}
		if got := contain(words, taken); got != "" && !holds(got, taken) {
			t.Errorf("contain(%q) = %q reaches beyond its place", words, got)
		}
	})
}
