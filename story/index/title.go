package index

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story/book"
)

// maxTitle is how long a title in the table of contents may be.
const maxTitle = 200

// titles are the ways to write the title of a page, the best first: as its
// entry has it where the page was moved, as its heading has it, and with every
// mark escaped. A heading that says nothing leaves the file's name.
func (t *table) titles(p *page) []string {
	var ways []string
	if kept := t.names[p.path]; kept != "" {
		ways = append(ways, kept)
	}
	return append(ways, titlesOf(p)...)
}

func titlesOf(p *page) []string {
	written := quote.Line(p.title, maxTitle)
	if folded(written) == "" {
		written = called(p.path)
	}
	if harmless(written) {
		return []string{written, escape(written)}
	}
	return []string{escape(written)}
}

// harmless reports whether a title is one as it stands: no tag in it, and no
// link or picture of its own.
func harmless(title string) bool {
	const address = "](page.md)"
	doc, _ := markdown.Parse(markdown.NewParser(), []byte("["+title+address))
	links, other := 0, 0
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.(type) {
		case *ast.Link:
			if entering {
				links++
			}
		case *ast.Document, *ast.Paragraph, *ast.Text, *ast.String, *ast.CodeSpan, *ast.Emphasis:
		default:
			other++
		}
		return ast.WalkContinue, nil
	})
	return links == 1 && other == 0
}

// shown is the title of a page as its readers see it.
func (t *table) shown(p *page) string { return shownTitle(t.titles(p)[0]) }

// shownTitle is a title without its marks.
func shownTitle(text string) string {
	for _, e := range book.ParseSummary("SUMMARY.md", []byte("- ["+text+"](page.md)\n")).Entries {
		return e.Title
	}
	return text
}

var (
	codeSpan = lazyregexp.New("`[^`]+`")
	special  = lazyregexp.New("[\\\\`*_\\[\\]<&]")
)

// escape is a title in which nothing but code is a mark.
func escape(title string) string {
	var out strings.Builder
	at := 0
	for _, code := range codeSpan().FindAllStringIndex(title, -1) {
		out.WriteString(special().ReplaceAllString(title[at:code[0]], `\$0`))
		out.WriteString(title[code[0]:code[1]])
		at = code[1]
	}
	out.WriteString(special().ReplaceAllString(title[at:], `\$0`))
	return out.String()
}
