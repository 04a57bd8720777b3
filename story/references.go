package story

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/storybot-app/storybot/internal/markdown"
)

// plainBrackets drops references that nobody takes for one: editorial words
// such as [sic].
func (d *document) plainBrackets() {
	d.file.Undefined = slices.DeleteFunc(d.file.Undefined, func(r Reference) bool {
		return len(r.Label) <= maxEditorial && anyMatch(d.words.editorial, fold(r.Label))
	})
}

// maxEditorial is how long such words are at most.
const maxEditorial = 40

// brackets finds references without a definition: brackets that goldmark left
// in the text.
type brackets struct {
	*scanner
	at     int // offset of the innermost open bracket, -1 if none
	behind int // text before this offset was told already
}

// skip forgets an open bracket when a link stands inside: such a label cannot
// be meant.
func (b *brackets) skip() { b.at = -1 }

func (b *brackets) text(n *ast.Text) {
	for i := max(n.Segment.Start, b.behind); i < n.Segment.Stop; i++ {
		if b.at < 0 {
			next := bytes.IndexByte(b.source[i:n.Segment.Stop], '[')
			if next < 0 {
				return
			}
			if i += next; escaped(b.source[n.Segment.Start:i]) {
				continue
			}
		}
		switch b.source[i] {
		case '\\':
			i++
		case '[':
			b.at = i
		case ']':
			if b.at >= 0 {
				b.close(i)
				b.at = -1
			}
		}
	}
}

// escaped reports whether a backslash at the end of a text is for what follows.
func escaped(text []byte) bool {
	return (len(text)-len(bytes.TrimRight(text, `\`)))%2 == 1
}

// close takes the reference whose text ends at the bracket at this offset.
func (b *brackets) close(at int) {
	label, stop := Span{b.at + 1, at}, at+1
	if next := b.source[stop:]; len(next) > 0 && next[0] == '(' {
		return
	} else if len(next) > 0 && next[0] == '[' {
		if n := bytes.IndexAny(next[1:], "[]\n"); n >= 0 && next[n+1] == ']' {
			if n > 0 {
				label = Span{stop + 1, stop + 1 + n}
			}
			stop += n + 2
			b.behind = stop
		}
	}
	text := strings.Join(strings.Fields(string(b.source[label.Start:label.End])), " ")
	if b.reads(text) && !b.attribute() && !b.checkbox(text) && !b.alert(text) {
		r := Reference{Label: text, Span: Span{b.at, stop}, Address: b.address(stop)}
		r.Emphasised = label.Start == b.at+1 && label.End == at && stop == at+1 && b.emphasised(b.at, stop)
		b.file.Undefined = append(b.file.Undefined, r)
	}
}

// maxLabel is the longest label CommonMark allows.
const maxLabel = 999

// reads reports whether a label says anything: not [], [...], a footnote.
func (b *brackets) reads(label string) bool {
	return len(label) <= maxLabel && !strings.HasPrefix(label, "^") && len(fold(label)) > 0
}

// checkbox reports whether the bracket is a task's box at the beginning of an
// item.
func (b *brackets) checkbox(label string) bool {
	if label != "x" && label != "X" {
		return false
	}
	before := bytes.TrimRight(b.source[b.file.LineSpan(b.at).Start:b.at], " \t")
	return len(before) > 0 && bytes.IndexByte([]byte("*-+.)"), before[len(before)-1]) >= 0
}

// alert reports whether the bracket names the sort of a quotation, as in
// "> [!NOTE]": on GitHub and elsewhere that makes it a box.
func (b *brackets) alert(label string) bool {
	if len(label) < 2 || label[0] != '!' || !letterAt(label, 1) {
		return false
	}
	before := b.source[b.file.LineSpan(b.at).Start:b.at]
	return bytes.IndexByte(before, '>') >= 0 && len(bytes.Trim(before, "> \t*+-.)0123456789")) == 0
}

// emphasised reports whether emphasis begins right before a text and ends right
// behind it.
func (b *brackets) emphasised(from, to int) bool {
	if from == 0 || to >= len(b.source) {
		return false
	}
	before, after := b.source[from-1], b.source[to]
	return before == after && (before == '*' || before == '_')
}

// address is that of a line that only looks like a definition, if the brackets
// that end here begin one.
func (b *brackets) address(stop int) Span {
	line := b.file.lineAt(b.at)
	if stop >= line.End || b.source[stop] != ':' || len(bytes.TrimSpace(b.source[line.Start:b.at])) > 0 {
		return Span{}
	}
	address, wrong := markdown.BrokenAddress(b.source[b.at:line.End])
	if !wrong {
		return Span{}
	}
	from := stop + bytes.Index(b.source[stop:line.End], address)
	return Span{from, from + len(address)}
}

// attribute reports whether the bracket belongs to code: #[name], name[0].
func (b *brackets) attribute() bool {
	if b.at == 0 {
		return false
	}
	before := b.source[b.at-1]
	if before == '!' {
		return b.at > 1 && b.source[b.at-2] == '#'
	}
	return before == '#' || before == '&' || before == '_' ||
		'a' <= before && before <= 'z' || 'A' <= before && before <= 'Z' || '0' <= before && before <= '9'
}
