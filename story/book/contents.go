package book

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/story"
)

// ParseSummary reads the text of a SUMMARY.md as mdBook does; name is its path
// relative to the book's root.
func ParseSummary(name string, text []byte) *Summary {
	file := story.NewParser(&story.Conventions{}).Scan(name, text)
	r := &contents{Summary: Summary{Path: name}, file: file, links: map[int]story.Link{}, part: Prefix}
	for _, l := range file.Links {
		r.links[l.Span.Start] = l
	}
	doc, source := markdown.Parse(markdown.NewParser(), text)
	r.source = source
	for node := doc.FirstChild(); node != nil; node = node.NextSibling() {
		r.block(node)
	}
	r.duplicates()
	return &r.Summary
}

// contents is a table of contents being read. Its chapters stand in three
// parts: links before the first list, lists, and links behind the last.
type contents struct {
	Summary
	file    *story.File
	source  []byte
	links   map[int]story.Link // by where they begin
	part    Part
	begun   bool // something stood before
	heading bool // what stood before is the heading of a part
}

// block takes one block that stands in nothing else.
func (r *contents) block(node ast.Node) {
	titled := r.heading
	switch n := node.(type) {
	case *ast.HTMLBlock:
		return
	case *ast.Heading:
		if r.heading = n.Level == 1 && r.begun; r.heading {
			r.list(node)
		}
	case *ast.List:
		r.list(node)
		r.items(n, -1, 0)
		r.heading = false
	default:
		if n.Kind() == ast.KindParagraph && r.part == Numbered && !titled {
			r.part = Suffix
		}
		r.heading = false
		if r.part != Numbered {
			r.affix(node)
		}
	}
	r.begun = true
}

// list notes that a list or a part's heading begins.
func (r *contents) list(node ast.Node) {
	if r.part == Suffix {
		r.problem(node, "mdBook can't read this list: links without a list stand before it, and after those only such links may follow")
		return
	}
	r.part = Numbered
}

// affix takes the links of a block that is no list.
func (r *contents) affix(node ast.Node) {
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if link, ok := n.(*ast.Link); ok && entering {
			r.entry(link, -1, 0)
			return ast.WalkSkipChildren, nil
		}
		return ast.WalkContinue, nil
	})
}

// A level is a list that is being read, with the entry it is nested under.
type level struct {
	next          ast.Node // its next item
	parent, depth int
}

// items takes a list and those nested in it, in the order of the file. It does
// not call itself: a hostile list nests as deep as it is long.
func (r *contents) items(list *ast.List, parent, depth int) {
	open := []level{{list.FirstChild(), parent, depth}}
	for len(open) > 0 {
		here := &open[len(open)-1]
		item := here.next
		if item == nil {
			open = open[:len(open)-1]
			continue
		}
		here.next = item.NextSibling()
		if !r.item(item, *here) {
			r.problem(item, "mdBook can't read this item: it must begin with a link, as in - [Title](./page.md)")
			continue
		}
		below := here.depth + 1
		for child := item.LastChild(); child != nil; child = child.PreviousSibling() {
			if nested, ok := child.(*ast.List); ok {
				open = append(open, level{nested.FirstChild(), len(r.Entries) - 1, below})
			}
		}
	}
}

// item takes the chapter of a list's item and reports whether it begins with one.
func (r *contents) item(item ast.Node, at level) bool {
	first := item.FirstChild()
	if first == nil {
		return false
	}
	link, ok := first.FirstChild().(*ast.Link)
	if ok {
		r.entry(link, at.parent, at.depth)
	}
	return ok
}

// entry takes one chapter.
func (r *contents) entry(n *ast.Link, parent, depth int) {
	link, ok := r.links[n.Pos()]
	if !ok {
		link = story.Link{Target: string(n.Destination), Target0: -1, Span: story.Span{Start: max(0, n.Pos()), End: max(0, n.Pos())}}
	}
	e := Entry{Title: r.title(n), Path: Resolve(r.Path, link.Target), Level: depth, Parent: parent, Part: r.part}
	e.Line, _ = r.file.Position(link.Span.Start)
	e.EndLine, _ = r.file.Position(max(link.Span.Start, link.Span.End-1))
	if link.Target0 >= 0 {
		e.Target = story.Span{Start: link.Target0, End: link.Target0 + len(link.Target)}
		e.Text = r.text(link)
	}
	r.Entries = append(r.Entries, e)
}

// title is what the text of a link reads as, without its marks.
func (r *contents) title(link ast.Node) string {
	var out strings.Builder
	_ = ast.Walk(link, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		t, ok := n.(*ast.Text)
		if !ok || !entering {
			return ast.WalkContinue, nil
		}
		value := t.Segment.Value(r.source)
		if _, code := n.Parent().(*ast.CodeSpan); !code {
			value = util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(value)))
		}
		out.Write(value)
		if t.SoftLineBreak() || t.HardLineBreak() {
			out.WriteByte(' ')
		}
		return ast.WalkContinue, nil
	})
	return strings.TrimSpace(out.String())
}

// text is where the title of a link stands.
func (r *contents) text(link story.Link) story.Span {
	start := link.Span.Start + 1
	for end := link.Target0 - 1; end > start; end-- {
		if r.file.Slice(story.Span{Start: end - 1, End: end + 1}) == "](" {
			return story.Span{Start: start, End: end - 1}
		}
	}
	return story.Span{}
}

// duplicates notes the chapters that are listed before.
func (r *contents) duplicates() {
	first := map[string]int{}
	for _, e := range r.Entries {
		if e.Path == "" {
			continue
		}
		if line := first[e.Path]; line > 0 {
			r.Problems = append(r.Problems, Problem{
				Line: e.Line, Message: fmt.Sprintf("mdBook can't build a book that lists a page twice, as lines %d and %d do", line, e.Line), First: line,
			})
			continue
		}
		first[e.Path] = e.Line
	}
}

func (r *contents) problem(node ast.Node, message string) {
	line, _ := r.file.Position(max(0, node.Pos()))
	r.Problems = append(r.Problems, Problem{Line: line, Message: message})
}
