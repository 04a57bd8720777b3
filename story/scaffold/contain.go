package scaffold

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/markdown"
)

// include is how mdBook is told to read another file into a page.
var include = lazyregexp.New(`\{\{\s*#`)

// Within is somebody's Markdown made safe to be put into a text, among its
// sections: it stays what it says and begins nothing there. It is empty if
// nothing of it shows.
func Within(text, words string) string { return contain(words, definitions(text)) }

// WithinLine is the same for one line, which may stand in a heading.
func WithinLine(words string) string { return containLine(words) }

// contain makes somebody's Markdown safe to stand among a story's sections
// without changing what it says: headings, HTML and includes are escaped, an
// open fence is closed, and a link definition may not replace one in taken
// (labels in lower case). What cannot be held so is put into a code block as
// it is.
func contain(words string, taken map[string]bool) string {
	words = plain(words)
	if words == "" {
		return ""
	}
	if shallow := string(markdown.LimitNesting([]byte(words))) == words; !shallow {
		return fenced(words)
	}
	if safe := escape(words, taken); holds(safe, taken) {
		return safe
	}
	return fenced(words)
}

// plain is text without marks that do not show and without includes, which
// mdBook follows even in code.
func plain(words string) string {
	words = include().ReplaceAllString(CleanText(words), `\{{#`)
	if strings.TrimSpace(words) == "" {
		return ""
	}
	return words
}

// containLine makes a line of somebody's text safe to stand in a heading.
func containLine(words string) string {
	words = include().ReplaceAllString(Clean(words), `\{{#`)
	_, balanced := codeSpans(words)
	words = strings.ReplaceAll(escapeHTML(words, balanced), "![", `!\[`)
	if body := strings.TrimRight(words, "#"); body != words && (body == "" || strings.HasSuffix(body, " ")) {
		words = body + `\` + words[len(body):]
	}
	return words
}

// escape escapes line by line what would reach beyond the text.
func escape(words string, taken map[string]bool) string {
	lines := strings.Split(words, "\n")
	balanced := balancedLines(lines)
	var f fence
	before := ""
	for i, line := range lines {
		if f.inside(line) {
			before = ""
			continue
		}
		switch {
		case atxHeading().MatchString(line), taken[definedIn(line)],
			setextLine().MatchString(line) && strings.TrimSpace(before) != "":
			rest := strings.TrimLeft(line, " ")
			line = line[:len(line)-len(rest)] + `\` + rest
		}
		before, lines[i] = line, escapeHTML(line, balanced[i])
	}
	if f.size > 0 {
		lines = append(lines, f.open())
	}
	return strings.Join(lines, "\n")
}

// holds reports whether a text, read as Markdown, stays within its place: no
// heading, no HTML, nothing left open, and no definition that is taken.
func holds(words string, taken map[string]bool) bool {
	source := []byte(words + "\n\n# end\n")
	context := parser.NewContext()
	document, _ := markdown.Parse(markdown.NewParser(), source, parser.WithContext(context))
	for _, r := range context.References() {
		if taken[label(string(r.Label()))] {
			return false
		}
	}
	headings := 0
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n.Kind() {
		case ast.KindHTMLBlock, ast.KindRawHTML, ast.KindHeading:
			if entering {
				headings++
			}
		}
		return ast.WalkContinue, nil
	})
	return headings == 1 && document.LastChild() != nil && document.LastChild().Kind() == ast.KindHeading
}

// fenced puts a text into a code block that it cannot end.
func fenced(words string) string {
	words = plain(words)
	if words == "" {
		return ""
	}
	marks := markdown.FenceAround(words)
	return marks + "text\n" + words + "\n" + marks
}
