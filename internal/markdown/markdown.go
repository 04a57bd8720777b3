// Package markdown makes strangers' Markdown cheap to parse: it bounds what
// goldmark spends on a text, in time and in memory, so that a text of any shape
// costs about as much as an ordinary one of its length. Texts that people write
// are far from every bound and parse as they always do.
//
// It says nothing of what a text means, renders nothing, and keeps the length
// and the lines of a text: whoever parses can trust every offset.
package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// NewParser returns a parser of CommonMark and tables with bounded costs; give
// it texts that went through LimitNesting. What GitHub's dialect has beyond
// that can be added to it, but not another parser of tables.
func NewParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(
			util.Prioritized(counted{parser.NewCodeSpanParser()}, 100),
			util.Prioritized(countedLinks{counted{parser.NewLinkParser()}}, 200),
			util.Prioritized(counted{parser.NewAutoLinkParser()}, 300),
			util.Prioritized(counted{parser.NewRawHTMLParser()}, 400),
			util.Prioritized(counted{parser.NewEmphasisParser()}, 500),
		),
		parser.WithParagraphTransformers(
			util.Prioritized(definitions{parser.LinkReferenceParagraphTransformer}, 100),
			util.Prioritized(tables{extension.NewTableParagraphTransformer()}, 200),
		),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// Parse parses a text of any shape. The tree's offsets are those of source, but
// what it says of a text's marks is true of the limited text, which comes with
// it and mostly is source itself.
func Parse(p parser.Parser, source []byte, opts ...parser.ParseOption) (tree ast.Node, limited []byte) {
	limited = LimitNesting(source)
	return p.Parse(text.NewReader(limited), opts...), limited
}

var spendingKey = parser.NewContextKey()

// A spending is what may still be spent on one text.
type spending struct {
	steps   int // of inline parsing: bytes looked at again, nodes passed again
	cells   int // of tables
	escapes int // escaped pipes within code in tables

	block ast.Node // whose inlines are being parsed
	marks int      // seen in it so far
}

// What one text may cost. A step takes a few nanoseconds. A cell takes some 250
// bytes: all there may be take 12 MB.
const (
	maxSteps   = 20_000_000
	maxCells   = 50_000
	maxEscapes = 1_000
)

func spendingOf(pc parser.Context) *spending {
	made := func() any { return &spending{steps: maxSteps, cells: maxCells, escapes: maxEscapes} }
	return pc.ComputeIfAbsent(spendingKey, made).(*spending)
}
