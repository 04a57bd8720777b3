package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// balance closes every tag that is open and drops those that close nothing, so
// that a text cannot reach out of its box. Taking away what is not allowed does
// not do that. It reports whether it could: not with elements nested hundreds
// deep, nor with more of them than most is.
func balance(safe []byte) (string, bool) {
	if elements(safe) > most {
		return "", false
	}
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(bytes.NewReader(safe), box)
	if err != nil {
		return "", false
	}
	var out strings.Builder
	for _, n := range nodes {
		lower(n)
		for inner := range n.Descendants() {
			lower(inner)
		}
		if err := html.Render(&out, n); err != nil {
			return "", false
		}
	}
	return out.String(), true
}

// lower makes every heading one level lower: the title of the page around a
// text is the only one of the first level.
func lower(n *html.Node) {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5:
		name := []byte{'h', n.Data[1] + 1}
		n.Data, n.DataAtom = string(name), atom.Lookup(name)
	}
}

// most is how many elements and pieces of text one text may become. Each takes
// about 150 bytes; a megabyte of ordinary prose has a tenth.
const most = 400_000

// elements is at least the number of nodes that a piece of HTML becomes. A
// browser, and so the parser, opens again in every paragraph what was left open
// in the one before, in bold for example: a few bytes become dozens of elements.
func elements(safe []byte) int {
	tokens := html.NewTokenizer(bytes.NewReader(safe))
	count, open := 0, 0
	for {
		switch tokens.Next() {
		case html.ErrorToken:
			return count
		case html.StartTagToken:
			if name, _ := tokens.TagName(); reopens(name) {
				open++
			}
		case html.EndTagToken:
			if name, _ := tokens.TagName(); reopens(name) && open > 0 {
				open--
			}
		}
		count += 1 + open
	}
}

// reopens reports whether the element is one of those that HTML opens again.
func reopens(name []byte) bool {
	switch atom.Lookup(name) {
	case atom.A, atom.B, atom.Code, atom.Em, atom.I, atom.S, atom.Strike, atom.Strong, atom.Tt:
		return true
	}
	return false
}
