package story

import (
	"bytes"
	"sort"
)

// LinksIn are the links and images that begin in a span, in order.
func (f *File) LinksIn(span Span) []Link {
	from := sort.Search(len(f.Links), func(i int) bool { return f.Links[i].Span.Start >= span.Start })
	to := sort.Search(len(f.Links), func(i int) bool { return f.Links[i].Span.Start >= span.End })
	return f.Links[from:max(from, to)]
}

// InCode reports whether an offset stands in a code block or code span.
func (f *File) InCode(offset int) bool {
	i := sort.Search(len(f.Code), func(i int) bool { return f.Code[i].Span.Start > offset })
	return i > 0 && offset < f.Code[i-1].Span.End
}

// hasAddress reports whether a text holds a web address that is no link.
func hasAddress(text []byte) bool {
	for at := 0; ; {
		i := bytes.Index(text[at:], []byte("://"))
		if i < 0 {
			return false
		}
		at += i
		if at > 3 && (bytes.HasSuffix(text[:at], []byte("http")) || bytes.HasSuffix(text[:at], []byte("https"))) ||
			at == 4 && bytes.HasPrefix(text, []byte("http")) {
			return true
		}
		at += 3
	}
}
