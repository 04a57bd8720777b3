package story

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
)

// heading takes a heading, with what its anchor is made of.
func (s *scanner) heading(node ast.Node, level int, span Span) {
	h := Heading{Level: level, Text: plain(s.source, node), Span: span}
	lines := s.lines(node)
	raw := s.source[lines.Start:lines.End]
	attributes, ok := attributesOf(raw)
	if ok {
		h.ID = idIn(attributes)
	}
	if ok || bytes.IndexByte(raw, '&') >= 0 || bytes.Contains(raw, []byte("![")) || bytes.Contains(raw, []byte("--")) {
		text := s.shown(node)
		if ok {
			text = strings.TrimSuffix(text, "{"+attributes+"}")
		}
		if text = strings.TrimSpace(text); text != h.Text {
			h.anchorText = text + " " // never empty; space at the ends does not count
		}
	}
	s.file.Headings = append(s.file.Headings, h)
}

// attributesOf are the attributes at the end of a heading, as mdBook reads them:
// "Title {#anchor .class}".
func attributesOf(raw []byte) (attributes string, ok bool) {
	raw = bytes.TrimRight(raw, " \t")
	if !bytes.HasSuffix(raw, []byte("}")) {
		return "", false
	}
	open := bytes.LastIndexByte(raw, '{')
	if open < 0 || open > 0 && raw[open-1] == '\\' {
		return "", false
	}
	inner := raw[open+1 : len(raw)-1]
	return string(inner), !bytes.ContainsAny(inner, "}<>\\\n\r`")
}

// idIn is the anchor among attributes, "" if there is none.
func idIn(attributes string) string {
	for field := range strings.FieldsSeq(attributes) {
		if id, ok := strings.CutPrefix(field, "#"); ok && id != "" {
			return id
		}
	}
	return ""
}

// dashes are what mdBook makes of hyphens outside code.
var dashes = strings.NewReplacer("---", "—", "--", "–")

// shown is the text of a node as it is shown, with entities read and without
// pictures.
func (s *scanner) shown(node ast.Node) string {
	var out strings.Builder
	each(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Text:
			text := string(n.Segment.Value(s.source))
			if _, code := n.Parent().(*ast.CodeSpan); !code {
				text = dashes.Replace(html.UnescapeString(text))
			}
			out.WriteString(text)
			if n.SoftLineBreak() || n.HardLineBreak() {
				out.WriteByte(' ')
			}
		case *ast.AutoLink:
			out.Write(n.URL(s.source))
		case *ast.Image:
			return false
		}
		return true
	})
	return strings.TrimSpace(out.String())
}
