package demo

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plain are the elements that stay as they are: what GitHub's Markdown can make,
// and what people type themselves. Pictures would need the network.
var plain = []atom.Atom{
	atom.P, atom.Br, atom.Hr, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Blockquote, atom.Pre, atom.Em, atom.Strong,
	atom.B, atom.I, atom.Del, atom.Ul, atom.Li, atom.Table, atom.Thead, atom.Tbody, atom.Tr, atom.Summary, atom.Sub, atom.Sup, atom.Kbd,
}

// attributes are the elements that may have some, with what each may say.
var attributes = map[atom.Atom]map[string]func(string) bool{
	atom.A:       {"href": harmless},
	atom.Code:    {"class": isLanguage},
	atom.Details: {"open": is("")},
	atom.Input:   {"type": is("checkbox"), "checked": is(""), "disabled": is("")},
	atom.Ol:      {"start": isNumber},
	atom.Td:      {"align": is("left", "center", "right")},
	atom.Th:      {"align": is("left", "center", "right")},
}

// unread are elements whose content is not for people, and goes with them.
var unread = []atom.Atom{
	atom.Script, atom.Style, atom.Template, atom.Iframe, atom.Object, atom.Noscript, atom.Noembed, atom.Noframes, atom.Frameset, atom.Textarea, atom.Title,
}

// sanitize keeps what is harmless of a piece of HTML: whatever it holds, what
// comes out closes every tag it opens and no other.
func sanitize(unsafe string) string {
	box := &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div}
	nodes, err := html.ParseFragment(strings.NewReader(unsafe), box)
	if err != nil {
		return ""
	}
	for _, n := range nodes {
		box.AppendChild(n)
	}
	clean(box)
	var out strings.Builder
	for n := range box.ChildNodes() {
		if err := html.Render(&out, n); err != nil {
			return ""
		}
	}
	return out.String()
}

// clean keeps of what is in an element what may stay. Of an element that may
// not, the words stay.
func clean(parent *html.Node) {
	for n := parent.FirstChild; n != nil; {
		next := n.NextSibling
		switch {
		case n.Type == html.TextNode:
		case n.Type != html.ElementNode || n.Namespace != "" || slices.Contains(unread, n.DataAtom):
			parent.RemoveChild(n)
		case keeps(n):
			clean(n)
		default:
			clean(n)
			for child := n.FirstChild; child != nil; child = n.FirstChild {
				n.RemoveChild(child)
				parent.InsertBefore(child, n)
			}
			parent.RemoveChild(n)
		}
		n = next
	}
}

// keeps tells whether the element may stay, and takes away the attributes that
// may not.
func keeps(n *html.Node) bool {
	may := attributes[n.DataAtom]
	if may == nil && !slices.Contains(plain, n.DataAtom) {
		return false
	}
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return may[a.Key] == nil || !may[a.Key](a.Val) })
	if n.DataAtom == atom.A {
		n.Attr = append(n.Attr, html.Attribute{Key: "rel", Val: "nofollow"})
	}
	return n.DataAtom != atom.Input || len(n.Attr) > 0
}

// harmless tells whether an address leads to a page or a mailbox.
func harmless(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && slices.Contains([]string{"", "http", "https", "mailto"}, u.Scheme)
}

func is(allowed ...string) func(string) bool {
	return func(value string) bool { return slices.Contains(allowed, value) }
}

func isNumber(value string) bool {
	return value != "" && len(value) < 10 && strings.Trim(value, "0123456789") == ""
}

func isLanguage(value string) bool {
	name, ok := strings.CutPrefix(value, "language-")
	return ok && name != "" && len(name) <= 20 && !strings.ContainsAny(name, " \t\n\f\r")
}
