package morals

import (
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/storybot-app/storybot/story"
)

// A line is one line of a block, or several that are one.
type line struct {
	text, strong strings.Builder
	at           int
	hard         bool // a break that was written on purpose ends it
	plain        bool // something that is not strong was met
}

// A texter collects what a reader sees of a block, within a span.
type texter struct {
	source []byte
	within story.Span
	all    []*line
	open   *line
	strong int
}

func (t *texter) children(n ast.Node) {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t.node(c)
	}
}

func (t *texter) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		t.write(n.Segment.Start, string(n.Segment.Value(t.source)))
		if t.open != nil && (n.SoftLineBreak() || n.HardLineBreak()) {
			t.open.hard = n.HardLineBreak()
			t.flush()
		}
	case *ast.AutoLink:
		t.write(n.Pos(), string(n.Label(t.source)))
	case *ast.RawHTML, *ast.Image:
	case *ast.Emphasis:
		strong := n.Level - 1
		t.strong += strong
		t.children(n)
		t.strong -= strong
	default:
		t.children(n)
		if n.Type() == ast.TypeBlock { // a cell
			t.write(t.within.Start, " · ")
		}
	}
}

// write adds a piece of text to the open line, if it stands in the answer.
func (t *texter) write(at int, text string) {
	if at < t.within.Start || at >= t.within.End {
		return
	}
	if t.open == nil {
		t.open = &line{at: at}
	}
	t.open.text.WriteString(text)
	switch {
	case t.strong > 0 && !t.open.plain:
		t.open.strong.WriteString(text)
	case strings.TrimSpace(text) != "":
		t.open.plain = true
	}
}

func (t *texter) flush() {
	if t.open != nil {
		t.all = append(t.all, t.open)
	}
	t.open = nil
}

// lines are the block's lines where those are set apart, by breaks or by
// bullets that Markdown does not know; else one line.
func (t *texter) lines() []*line {
	hard, bulleted := len(t.all) > 1, len(t.all) > 1
	for i, l := range t.all {
		hard = hard && (l.hard || i == len(t.all)-1)
		bulleted = bulleted && strings.ContainsAny(firstRune(l.text.String()), bullets)
	}
	if hard || bulleted || len(t.all) == 0 {
		return t.all
	}
	whole := &line{at: t.all[0].at}
	for _, l := range t.all {
		whole.text.WriteString(l.text.String() + " ")
		if !whole.plain {
			whole.strong.WriteString(l.strong.String() + " ")
			whole.plain = l.plain
		}
	}
	return []*line{whole}
}

func firstRune(text string) string {
	for _, r := range strings.TrimSpace(text) {
		return string(r)
	}
	return ""
}
