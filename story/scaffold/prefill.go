package scaffold

import (
	"net/url"
	"sort"
	"strings"
)

// MaxURL is how many bytes GitHub takes in an address, with room to spare.
const MaxURL = 8000

// PrefilledURL is the address that opens GitHub's editor with a new file of
// this name and text in it; somebody without push rights gets a fork first.
// host is "github.com" or the address of another server ("https://ghe.example").
// dir is the folder from the root of the repository, "" for the root itself.
//
// The address is never longer than limit bytes (MaxURL unless there is a
// reason). A text too long is shortened, in this order: link definitions that
// nothing uses, prompts in italics, then the longest sections, each of which
// then ends in a note that says so. Headings and questions always stay.
// shortened reports whether more than unused definitions and prompts was left
// out, so that the writer can be told to add it again. If not even the
// headings fit, the address carries no text; "" if it does not fit itself.
func PrefilledURL(host, owner, repo, branch, dir, filename, text string, limit int) (address string, shortened bool) {
	bare := pageURL(host, []string{owner, repo, "new", branch, dir}) + "?filename=" + url.QueryEscape(filename)
	if len(bare) > limit {
		return "", true
	}
	fits := func(text string) bool { return len(bare)+len(valueKey)+escapedLen(text) <= limit }
	short, shortened, ok := shorten(text, fits)
	if !ok {
		return bare, true
	}
	return bare + valueKey + url.QueryEscape(short), shortened
}

// EditURL is the address that opens a page in GitHub's editor, which takes no
// text; somebody without push rights gets a fork first.
func EditURL(host, owner, repo, branch, name string) string {
	return pageURL(host, []string{owner, repo, "edit", branch, name})
}

// Short is a story's text in at most so many bytes, shortened as
// [PrefilledURL] does it; "" if not even its headings fit.
func Short(text string, limit int) (short string, shortened bool) {
	short, shortened, ok := shorten(text, func(text string) bool { return len(text) <= limit })
	if !ok {
		return "", true
	}
	return short, shortened
}

// valueKey comes before the text in the address.
const valueKey = "&value="

// pageURL joins the parts of the address before its query. A part may have
// slashes of its own, as branches and folders do.
func pageURL(host string, parts []string) string {
	if !strings.Contains(host, "://") {
		host = "https://" + host
	}
	var b strings.Builder
	b.WriteString(strings.TrimRight(host, "/"))
	for _, part := range parts {
		for step := range strings.SplitSeq(part, "/") {
			if step != "" && step != "." {
				b.WriteString("/" + url.PathEscape(step))
			}
		}
	}
	return b.String()
}

// escapedLen is the length of url.QueryEscape(text), without writing it.
func escapedLen(text string) int {
	n := 0
	for i := range len(text) {
		switch c := text[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9',
			c == '-', c == '_', c == '.', c == '~', c == ' ':
			n++
		default:
			n += 3
		}
	}
	return n
}

// shorten tries the text as it is and then shorter and shorter until it fits.
// ok is false if not even its headings do.
func shorten(text string, fits func(string) bool) (short string, shortened, ok bool) {
	if fits(text) {
		return text, false, true
	}
	parts := newOutline(text)
	if short = parts.text(); fits(short) {
		return short, false, true
	}
	parts.dropPrompts()
	if short = parts.text(); fits(short) {
		return short, false, true
	}
	// The larger the bound the longer the text, so the first bound that does
	// not fit is found by halving.
	limit := sort.Search(len(text), func(n int) bool { return !fits(parts.bounded(n).text()) }) - 1
	if limit >= 0 {
		return parts.bounded(limit).text(), true, true
	}
	parts = parts.bounded(0)
	parts.definitions = nil
	short = parts.text()
	return short, true, fits(short)
}
