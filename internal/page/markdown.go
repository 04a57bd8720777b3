package page

import (
	"bytes"
	"html/template"
	"net/url"
	"path"
	"strings"

	"github.com/microcosm-cc/bluemonday"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/markdown"
)

// Markdown renders what people write as GitHub does: GitHub's dialect, harmless
// tags, and nothing else. All of it may be hostile.
type Markdown struct {
	engine goldmark.Markdown
	policy *bluemonday.Policy
}

// NewMarkdown returns a renderer for the texts of a repository, OWNER/NAME.
func NewMarkdown(repo string) *Markdown {
	return &Markdown{
		policy: newPolicy(),
		engine: goldmark.New(
			goldmark.WithParser(markdown.NewParser()),
			goldmark.WithExtensions(extension.Linkify, extension.Strikethrough, extension.TaskList),
			goldmark.WithParserOptions(parser.WithInlineParsers(util.Prioritized(&numbers{repo: repo}, 500))),
			goldmark.WithRendererOptions(
				html.WithUnsafe(), // what becomes of the HTML is decided by the policy
				renderer.WithNodeRenderers(util.Prioritized(
					extension.NewTableHTMLRenderer(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)), 500,
				)),
			),
		),
	}
}

// longest is the longest text that is rendered, in bytes; GitHub has such a
// bound, too.
const longest = 1 << 20

// Render renders one text. base is the folder that relative links start from,
// as an address of the page. What is too large, or would become so, comes back
// as it was written.
func (m *Markdown) Render(source, base string) template.HTML {
	if len(source) > longest {
		return asWritten(source)
	}
	doc, raw := markdown.Parse(m.engine.Parser(), []byte(source))
	rebase(doc, base)
	var unsafe bytes.Buffer
	if err := m.engine.Renderer().Render(&unsafe, raw, doc); err != nil {
		return asWritten(source)
	}
	safe, ok := balance(m.policy.SanitizeReader(&unsafe).Bytes())
	if !ok {
		return asWritten(source)
	}
	return template.HTML(safe) //nolint:gosec // sanitised, then written anew
}

func asWritten(source string) template.HTML {
	return template.HTML("<pre>" + template.HTMLEscapeString(source) + "</pre>") //nolint:gosec // escaped
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

var number = lazyregexp.New(`^#(\d{1,6})\b`)

func (*numbers) Trigger() []byte { return []byte{'#'} }

func (p *numbers) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	found := number().FindSubmatch(line)
	if before := block.PrecendingCharacter(); found == nil || before == '&' || before == '/' || util.IsAlphaNumeric(byte(min(before, 0x7f))) {
		return nil
	}
	block.Advance(len(found[0]))
	link := ast.NewLink()
	link.Destination = []byte("/" + p.repo + "/issues/" + string(found[1]))
	link.AppendChild(link, ast.NewString(found[0]))
	return link
}
