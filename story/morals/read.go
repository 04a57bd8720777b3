package morals

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/story"
)

// A piece is one paragraph of an answer, one heading, one row of a table, or one
// line where lines are set apart.
type piece struct {
	text   string // one line, without markup
	strong string // the strong text that it begins with
	headed bool   // all of it is strong or a heading, outside of lists
	item   bool   // it stands in an item of a list
	first  bool   // it begins that
	depth  int    // how many lists it stands in
	at     int    // where it begins
}

// A reader reads the answers of one file.
type reader struct {
	file *story.File
	tree ast.Node
	text []byte
}

func newReader(f *story.File) *reader {
	text := bytes.Clone(f.Text)
	blank(text, f.Data)
	for _, s := range f.Stories {
		for _, l := range s.Leftovers {
			blank(text, l.Span)
		}
	}
	r := &reader{file: f}
	r.tree, r.text = markdown.Parse(markdown.NewParser(), text)
	return r
}

// blank overwrites the words of a span, and leaves its marks.
func blank(text []byte, s story.Span) {
	for i := max(0, s.Start); i < min(s.End, len(text)); i++ {
		if text[i] != '\n' && text[i] != '\r' {
			text[i] = ' '
		}
	}
}

// pieces lists the pieces of an answer.
func (r *reader) pieces(within story.Span) []piece {
	var all []piece
	_ = ast.Walk(r.tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n.(type) {
		case *ast.Paragraph, *ast.TextBlock, *ast.Heading, *east.TableRow:
			all = append(all, r.piecesOf(n, within)...)
			return ast.WalkSkipChildren, nil
		case *ast.CodeBlock, *ast.FencedCodeBlock, *ast.HTMLBlock, *east.TableHeader:
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
	return all
}

// piecesOf are the pieces of one block, of which parts may be outside the answer.
func (r *reader) piecesOf(n ast.Node, within story.Span) []piece {
	base := piece{}
	base.item, base.first, base.depth = standing(n, within)
	_, base.headed = n.(*ast.Heading)
	t := texter{source: r.text, within: within}
	t.children(n)
	t.flush()
	var pieces []piece
	for _, l := range t.lines() {
		p := base
		p.at, p.text, p.strong = l.at, tidy(l.text.String()), tidy(l.strong.String())
		p.headed = !p.item && (p.headed || p.text != "" && p.text == p.strong)
		if p.text != "" {
			pieces = append(pieces, p)
			base.first = false
		}
	}
	return pieces
}

// standing says whether a block stands in an item, whether it begins it, and in
// how many lists it stands. Lists that the question stands in don't count.
func standing(n ast.Node, within story.Span) (item, first bool, depth int) {
	for at := n; at != nil; at = at.Parent() {
		if in, ok := at.(*ast.ListItem); ok && begins(in) >= within.Start {
			if depth == 0 {
				item, first = true, in.FirstChild() == n
			}
			depth++
		}
	}
	return item, first, depth
}

// begins is where the text of a block begins.
func begins(n ast.Node) int {
	for ; n != nil && n.Type() == ast.TypeBlock; n = n.FirstChild() {
		if n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return 0
}

// footnote is a mark that leads to a footnote.
var footnote = lazyregexp.New(`\[\^[^\]\s]+\]:?`)

// box is that of a task.
var box = lazyregexp.New(`^\[[ xX]\]\s+`)

// bullets begin lines of text that are meant as items, whatever Markdown says.
const bullets = "•◦‣▪●·–—"

// tidy is a text as one line, "" if it says nothing.
func tidy(text string) string {
	text = oneLine(footnote().ReplaceAllString(text, ""))
	text = strings.TrimLeft(box().ReplaceAllString(text, ""), bullets+" ")
	if text = string(util.UnescapePunctuations([]byte(text))); !says(text) {
		return ""
	}
	return text
}
