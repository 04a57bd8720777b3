package markdown_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"github.com/storybot-app/storybot/internal/markdown"
)

// outline lists the nodes of a tree and where they stand.
func outline(tree ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function never fails
		if entering {
			fmt.Fprintf(&b, "%s %d", n.Kind(), n.Pos())
			if n, ok := n.(*ast.Text); ok {
				fmt.Fprintf(&b, " %v", n.Segment)
			}
			b.WriteByte('\n')
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// unbounded is what the parser alone makes of a text.
func unbounded(source []byte) string {
	return outline(goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(source)))
}

func TestOrdinary(t *testing.T) {
	wide := strings.Repeat("| a ", 40) + "|\n" + strings.Repeat("|---", 40) + "|\n" + strings.Repeat(strings.Repeat("| b ", 40)+"|\n", 200)
	for name, source := range map[string]string{
		"table":       "a | b\n--|:-:\nc | `d \\| e`\nf\n",
		"CRLF":        "a | b\r\n--|--\r\nc | d\r\n",
		"quotation":   "> a | b\n> --|--\n> c | d\n\n- a | b\n  --|--\n  c | d\n",
		"large table": wide,
		"marks":       "*a **b** c* `d` ``e ` f`` [g](h) ![i](j \"k\") <b>l</b> <http://m.n> [o] [p][o]\n\n[o]: q\n",
		"stars":       "**** a ****\n\n* * * * *\n\n- - a\n",
		"contents":    "# Summary\n\n" + strings.Repeat("- [A story](a_story.md)\n", 5000),
		"definitions": strings.Repeat("[a] and [b]\n\n[a]: b\n[b]: c\n\n", 500),
	} {
		t.Run(name, func(t *testing.T) {
			tree, limited := markdown.Parse(markdown.NewParser(), []byte(source))
			if string(limited) != source {
				t.Error("the text was changed")
			}
			if diff := cmp.Diff(unbounded([]byte(source)), outline(tree)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		})
	}
}

// TestLargeTable leaves a table that is too large as text, and what stands
// around it as it is.
func TestLargeTable(t *testing.T) {
	source := []byte("a | b\n--|--\nc | d\n\n" + table("", "a")(40<<10) + "\n*e*\n")
	tree, _ := markdown.Parse(markdown.NewParser(), source)
	got := outline(tree)
	if n := strings.Count(got, "Table "); n != 1 {
		t.Errorf("%d tables, want 1", n)
	}
	if !strings.Contains(got, "Emphasis") {
		t.Error("what stands behind the table is not parsed")
	}
}

func TestLimitNesting(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"quotations": {strings.Repeat("> ", 42) + "a", strings.Repeat("> ", 40) + "    a"},
		"tight":      {strings.Repeat(">", 42) + "a\r\n", strings.Repeat(">", 40) + "  a\r\n"},
		"lists":      {strings.Repeat("- ", 41) + "a", strings.Repeat("- ", 40) + "  a"},
		"numbers":    {strings.Repeat("10) ", 20) + "1. 2. 3. a\n- b", strings.Repeat("10) ", 20) + "1. 2. 3. a\n- b"},
		"columns":    {strings.Repeat("\t", 23) + "- a\n" + strings.Repeat("\t", 22) + "- a", strings.Repeat("\t", 23) + "  a\n" + strings.Repeat("\t", 22) + "- a"},
		"no marks":   {strings.Repeat("-", 80) + "\n1.5 -a *b*", strings.Repeat("-", 80) + "\n1.5 -a *b*"},
	} {
		t.Run(name, func(t *testing.T) {
			source := []byte(tt.text)
			got := markdown.LimitNesting(source)
			if diff := cmp.Diff(tt.want, string(got)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			if !bytes.Equal(markdown.LimitNesting(got), got) || string(source) != tt.text {
				t.Error("a limited text is limited again, or the source was changed")
			}
		})
	}
}

// FuzzParse holds that bounds change nothing about a short text without deep
// nesting, large tables and long runs.
func FuzzParse(f *testing.F) {
	f.Add("a | b\n--|:-:\nc | `d \\| e`\nf\n")
	f.Add(">  - *a_ [b](c \"d\n\n[e]: f\n" + strings.Repeat("|", 301) + "\n" + strings.Repeat("-|", 300) + "\n" + strings.Repeat("a\n", 300))
	f.Fuzz(func(t *testing.T, source string) {
		tree, limited := markdown.Parse(markdown.NewParser(), []byte(source))
		if len(limited) != len(source) || strings.Count(string(limited), "\n") != strings.Count(source, "\n") {
			t.Fatalf("%d bytes, want %d, with as many lines", len(limited), len(source))
		}
		cells := strings.Count(source, "|") * strings.Count(source, "\n")
		runs := strings.Contains(source, strings.Repeat("*", 100)) || strings.Contains(source, strings.Repeat("_", 100))
		if string(limited) == source && len(source) < 2000 && cells < 10_000 && !runs {
			if diff := cmp.Diff(unbounded([]byte(source)), outline(tree)); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
		}
	})
}
