package index_test

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
)

// A chapter is what mdBook makes of one link of a table of contents.
type chapter struct {
	title, path string
	depth       int
}

// An event is one step through a parsed text, as mdBook's parser of Markdown
// gives them.
type event struct {
	node  ast.Node
	start bool
}

// mdbook reads a table of contents the way mdBook's own reader does, event by
// event, and fails where that fails. It shares no code with package book.
type mdbook struct {
	source   []byte
	events   []event
	chapters []chapter
}

func readAsMdbook(source string) ([]chapter, error) {
	m := &mdbook{source: []byte(source)}
	doc := goldmark.DefaultParser().Parse(text.NewReader(m.source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if n.Kind() != ast.KindDocument && n.Kind() != ast.KindTextBlock {
			m.events = append(m.events, event{n, entering})
		}
		return ast.WalkContinue, nil
	})
	for len(m.events) > 0 && m.events[0].node.Kind() == ast.KindHTMLBlock {
		m.next()
	}
	if e, ok := m.peek(); ok && isPart(e) {
		m.skip(m.next())
	}
	if err := m.affix(true); err != nil {
		return nil, err
	}
	for m.more() {
		e, _ := m.peek()
		if e.start && e.node.Kind() == ast.KindParagraph {
			break
		}
		if isPart(e) {
			m.skip(m.next())
		}
		if err := m.numbered(); err != nil {
			return nil, err
		}
	}
	if err := m.affix(false); err != nil {
		return nil, err
	}
	return m.chapters, m.check()
}

func isPart(e event) bool {
	h, ok := e.node.(*ast.Heading)
	return ok && e.start && h.Level == 1
}

func (m *mdbook) more() bool { return len(m.events) > 0 }

func (m *mdbook) peek() (event, bool) {
	if !m.more() {
		return event{}, false
	}
	return m.events[0], true
}

func (m *mdbook) next() event {
	e := m.events[0]
	m.events = m.events[1:]
	return e
}

// skip passes over what a node holds.
func (m *mdbook) skip(e event) {
	for e.start && m.more() {
		if n := m.next(); n.node == e.node {
			return
		}
	}
}

func (m *mdbook) affix(prefix bool) error {
	for m.more() {
		e, _ := m.peek()
		if e.start && (isPart(e) || e.node.Kind() == ast.KindList) {
			if prefix {
				return nil
			}
			return fmt.Errorf("suffix chapters cannot be followed by a list")
		}
		m.next()
		if link, ok := e.node.(*ast.Link); ok && e.start {
			m.link(link, 0)
		}
	}
	return nil
}

func (m *mdbook) numbered() error {
	for first := true; m.more(); first = false {
		e, _ := m.peek()
		switch {
		case e.start && e.node.Kind() == ast.KindParagraph && !first, isPart(e):
			return nil
		case e.start && e.node.Kind() == ast.KindList:
			m.next()
			if err := m.nested(e.node, 0); err != nil {
				return err
			}
		case e.start && e.node.Kind() != ast.KindParagraph:
			m.skip(m.next())
		default:
			m.next()
		}
	}
	return nil
}

func (m *mdbook) nested(list ast.Node, depth int) error {
	for m.more() {
		e := m.next()
		switch {
		case e.node == list && !e.start:
			return nil
		case e.start && e.node.Kind() == ast.KindListItem:
			if p, ok := m.peek(); ok && p.start && p.node.Kind() == ast.KindParagraph {
				m.next()
			}
			p, _ := m.peek()
			link, ok := p.node.(*ast.Link)
			if !ok || !p.start {
				return fmt.Errorf("the link items for nested chapters must only contain a hyperlink")
			}
			m.next()
			m.link(link, depth)
		case e.start && e.node.Kind() == ast.KindList:
			if err := m.nested(e.node, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// link takes a chapter and passes over its title.
func (m *mdbook) link(link *ast.Link, depth int) {
	var title strings.Builder
	for m.more() {
		e := m.next()
		if e.node == ast.Node(link) {
			break
		}
		if t, ok := e.node.(*ast.Text); ok && e.start {
			title.Write(t.Segment.Value(m.source))
		}
	}
	m.chapters = append(m.chapters, chapter{title.String(), strings.ReplaceAll(string(link.Destination), "%20", " "), depth})
}

// check holds what makes mdBook fail behind the reading, and what no reader
// should meet.
func (m *mdbook) check() error {
	seen := map[string]bool{}
	for _, c := range m.chapters {
		name := strings.TrimPrefix(c.path, "./")
		switch {
		case c.path == "":
			continue
		case seen[name]:
			return fmt.Errorf("duplicate file in SUMMARY.md: %q", name)
		case strings.TrimSpace(c.title) == "":
			return fmt.Errorf("%s has no title", name)
		}
		seen[name] = true
	}
	return nil
}
