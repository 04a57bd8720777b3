package story

import (
	"bytes"
	"strconv"
	"strings"
)

// ownTitle is a story's title: what its front matter says where a kind's titles
// are found there, or else its heading.
func (d *document) ownTitle() title {
	for i := range d.kinds {
		key := d.kinds[i].TitleKey
		if key == "" || d.place.kind >= 0 && d.place.kind != i {
			continue
		}
		if value, span := d.file.DataValue(key); !span.Empty() {
			t := d.titleIn(value, 1, span)
			if t.kind < 0 && d.place.kind == i {
				t.kind = i
			}
			return t
		}
	}
	return d.title(d.blocks)
}

// comesFirst reports whether no other heading stands before a title. Where
// titles are found in front matter, a heading further down is a part's.
func (d *document) comesFirst(t title) bool {
	return len(d.file.Headings) == 0 || d.file.Headings[0].Span.Start >= t.span.Start
}

// DataValue is what the front matter says for a key, and where its line stands;
// the span is empty if it says nothing. Case does not count.
func (f *File) DataValue(key string) (value string, line Span) {
	text := f.Text[f.Data.Start:f.Data.End]
	for at := 0; at < len(text); {
		end := len(text)
		if n := bytes.IndexByte(text[at:], '\n'); n >= 0 {
			end = at + n + 1
		}
		raw := strings.TrimRight(string(text[at:end]), " \t\r\n")
		if i := strings.IndexAny(raw, ":="); i > 0 && strings.EqualFold(strings.Trim(raw[:i], " \t\"'"), key) {
			if value := unquoted(strings.TrimSpace(raw[i+1:])); value != "" {
				return value, Span{f.Data.Start + at, f.Data.Start + at + len(raw)}
			}
		}
		at = end
	}
	return "", Span{}
}

// unquoted is a value of front matter without quotation marks.
func unquoted(value string) string {
	if len(value) < 2 || value[0] != value[len(value)-1] {
		return value
	}
	switch value[0] {
	case '"':
		if plain, err := strconv.Unquote(value); err == nil {
			return plain
		}
		return value[1 : len(value)-1]
	case '\'':
		return strings.ReplaceAll(value[1:len(value)-1], "''", "'")
	}
	return value
}
