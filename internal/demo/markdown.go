package demo

import (
	"bytes"
	"html/template"
	"io"
	"net/url"
	"path"
	"regexp"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
	nethtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// markdown renders what people write as GitHub does: GitHub's dialect, a few
// harmless tags, and nothing else. All of it may be hostile.
type markdown struct {
	engine goldmark.Markdown
	policy *bluemonday.Policy
}

func newMarkdown(repo string) *markdown {
	return &markdown{
		policy: newPolicy(),
		engine: goldmark.New(
			goldmark.WithExtensions(
				extension.Linkify, extension.Strikethrough, extension.TaskList,
				extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)),
			),
			goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(&numbers{repo: repo}, 500))),
			// The policy decides what becomes of the HTML.
			goldmark.WithRendererOptions(html.WithUnsafe()),
		),
	}
}

// newPolicy allows what GitHub's Markdown can make, details and summary.
// Comments, styles, scripts and pictures (they would need the network) go.
func newPolicy() *bluemonday.Policy {
	p := bluemonday.NewPolicy()
	p.AllowElements("p", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "code", "em", "strong", "b", "i",
		"del", "ul", "li", "table", "thead", "tbody", "tr", "details", "summary", "sub", "sup", "kbd")
	p.AllowAttrs("href").OnElements("a")
	p.AllowURLSchemes("http", "https", "mailto")
	p.AllowRelativeURLs(true)
	p.RequireNoFollowOnLinks(true)
	p.AllowAttrs("open").Matching(regexp.MustCompile(`^$`)).OnElements("details")
	p.AllowAttrs("start").Matching(bluemonday.Integer).OnElements("ol")
	p.AllowNoAttrs().OnElements("ol", "td", "th")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("td", "th")
	p.AllowAttrs("type").Matching(regexp.MustCompile(`^checkbox$`)).OnElements("input")
	p.AllowAttrs("checked", "disabled").Matching(regexp.MustCompile(`^$`)).OnElements("input")
	p.AllowAttrs("class").Matching(regexp.MustCompile(`^language-[\w+-]{1,20}$`)).OnElements("code")
	return p
}

// render renders one text. base is the folder that relative links start from,
// as an address of the page.
func (m *markdown) render(source, base string) template.HTML {
	raw := []byte(source)
	doc := m.engine.Parser().Parse(text.NewReader(raw))
	rebase(doc, base)
	var unsafe bytes.Buffer
	if err := m.engine.Renderer().Render(&unsafe, raw, doc); err != nil {
		return template.HTML(template.HTMLEscapeString(source)) //nolint:gosec // escaped
	}
	return template.HTML(balanced(m.policy.SanitizeReader(&unsafe))) //nolint:gosec // sanitised, then written anew
}

// balanced closes every tag that is open and drops those that close nothing,
// so that a text cannot reach out of its box.
func balanced(safe io.Reader) string {
	nodes, err := nethtml.ParseFragment(safe, &nethtml.Node{Type: nethtml.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return ""
	}
	var out strings.Builder
	for _, n := range nodes {
		if err := nethtml.Render(&out, n); err != nil {
			return ""
		}
	}
	return out.String()
}

// rebase turns relative links to addresses of the page.
func rebase(doc ast.Node, base string) {
	if base == "" {
		return
	}
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function never fails
		link, ok := n.(*ast.Link)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		u, err := url.Parse(string(link.Destination))
		if err == nil && u.Scheme == "" && u.Host == "" && u.Path != "" && !strings.HasPrefix(u.Path, "/") {
			u.Path = path.Join(base, u.Path)
			link.Destination = []byte(u.String())
		}
		return ast.WalkContinue, nil
	})
}

// numbers makes links of "#12".
type numbers struct{ repo string }

var number = regexp.MustCompile(`^#(\d{1,6})\b`)

func (*numbers) Trigger() []byte { return []byte{'#'} }

func (p *numbers) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	found := number.FindSubmatch(line)
	if before := block.PrecendingCharacter(); found == nil || before == '&' || before == '/' || util.IsAlphaNumeric(byte(min(before, 0x7f))) {
		return nil
	}
	block.Advance(len(found[0]))
	link := ast.NewLink()
	link.Destination = []byte("/" + p.repo + "/issues/" + string(found[1]))
	link.AppendChild(link, ast.NewString(found[0]))
	return link
}
