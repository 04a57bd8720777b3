package markdown_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"github.com/storybot-app/storybot/internal/markdown"
)

// TestDefinitions defines what CommonMark does, and no more: behind a line whose
// address is none, a paragraph is text.
func TestDefinitions(t *testing.T) {
	for _, test := range []struct {
		text string
		want []string // labels, and "text" for a paragraph
	}{
		{"[a]: https://example.org/b_(c)\n", []string{"a"}},
		{"[a]: https://example.org/b_(c\n", []string{"text"}},
		{"[a]: https://example.org/b_\\(c\n", []string{"a"}},
		{"[a]: <https://example.org/b_(c>\n", []string{"a"}},
		{"[a]: <https://example.org/<b>\n", []string{"text"}},
		{"[a]: https://example.org/\x01b\n", []string{"text"}},
		{"[a]: /a\n[b]: /b_(\n[c]: /c\n", []string{"a", "text"}},
		{"[a]: /a\n'of a'\n[b]: /b_( 'of b'\n", []string{"a", "text"}},
		{"> [a]: /a\n> [b]: /b)(\n", []string{"a", "text"}},
		{"[a]: /a\n\n[b]: /b)\n\n[c]: /c\n", []string{"a", "text", "c"}},
	} {
		source := []byte(test.text)
		var got []string
		tree := markdown.NewParser().Parse(text.NewReader(source))
		err := ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			switch n := n.(type) {
			case *ast.LinkReferenceDefinition:
				if entering {
					got = append(got, string(n.Label))
				}
			case *ast.Paragraph:
				if entering {
					got = append(got, "text")
				}
			}
			return ast.WalkContinue, nil
		})
		if diff := cmp.Diff(test.want, got); err != nil || diff != "" {
			t.Errorf("%q: %v (-want +got):\n%s", test.text, err, diff)
		}
	}
}
