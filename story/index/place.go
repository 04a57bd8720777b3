package index

import (
	"bytes"
	"cmp"
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// add lists the pages that are not listed, those that head others first.
func (t *table) add() {
	names := slices.SortedFunc(maps.Keys(t.pages), func(a, b string) int {
		return cmp.Or(cmp.Compare(strings.Count(a, "/"), strings.Count(b, "/")), cmp.Compare(a, b))
	})
	for _, name := range names {
		if t.lists(name) {
			continue
		}
		if title, ok := t.insert(t.pages[name]); ok {
			t.done(t.Path, 0, "“"+quote.Mark(title)+"” is listed.")
		} else {
			t.note(t.Path, 0, quote.Code(name)+" isn't listed, and there is no safe place to list it.")
		}
	}
}

// A spot is where a line for a page can be put in.
type spot struct {
	at     int    // offset of the line
	lead   string // what stands before its link
	beside int    // an entry to write the address like; -1 for none
	number int    // of the new entry
	parent int    // of the new entry
}

// insert lists a page, and says by what title.
func (t *table) insert(p *page) (title string, ok bool) {
	s, ok := t.spot(p)
	if !ok {
		return "", false
	}
	address, ok := t.address(p.path, s.beside)
	if !ok {
		return "", false
	}
	under := ""
	if s.parent >= 0 {
		under = t.Entries[s.parent].Path
	}
	for _, text := range t.titles(p) {
		entry := listed{title: shownTitle(text), path: p.path, under: under, part: book.Numbered}
		if t.edit(story.Span{Start: s.at, End: s.at}, t.asLine(s, "["+text+"]("+address+")"), func(l []listed) []listed {
			return slices.Insert(l, s.number, entry)
		}) {
			return entry.title, true
		}
	}
	return "", false
}

// asLine is an entry as a line of its own. Behind a last line without an
// ending it gets that line's ending first, and none itself.
func (t *table) asLine(s spot, entry string) string {
	if s.at > 0 && t.text[s.at-1] != '\n' {
		return t.newline() + s.lead + entry
	}
	return s.lead + entry + t.newline()
}

// spot finds the place of a page: among its siblings, or else under the page
// that heads its directory, or else behind everything.
func (t *table) spot(p *page) (spot, bool) {
	parent, siblings := t.siblings(p.path)
	if len(siblings) > 0 {
		return t.among(p, parent, siblings)
	}
	if head, ok := t.head(p.path); ok {
		return t.under(head)
	}
	for i, v := range slices.Backward(t.Entries) {
		if v.Level == 0 && v.Part == book.Numbered {
			return t.behind(i)
		}
	}
	if slices.ContainsFunc(t.Entries, func(e book.Entry) bool { return e.Part == book.Suffix }) {
		return spot{}, false
	}
	lead := "- "
	if len(bytes.TrimSpace(t.text)) > 0 && !bytes.HasSuffix(t.text, []byte("\n"+t.newline())) {
		lead = t.newline() + lead
	}
	return spot{at: len(t.text), lead: lead, beside: -1, number: len(t.Entries), parent: -1}, true
}

// siblings are the listed stories of a file's directory, as most of them are
// nested: under the same entry.
func (t *table) siblings(name string) (parent int, siblings []int) {
	groups := map[int][]int{}
	for i, e := range t.Entries {
		if _, ok := t.lead(e); ok && t.pages[e.Path] != nil && e.Path != name && path.Dir(e.Path) == path.Dir(name) && !t.headsOther(e, name) {
			groups[e.Parent] = append(groups[e.Parent], i)
		}
	}
	parent = -1
	for _, at := range slices.Sorted(maps.Keys(groups)) {
		if len(groups[at]) > len(siblings) {
			parent, siblings = at, groups[at]
		}
	}
	return parent, siblings
}

// headsOther reports whether an entry is the page at the head of a file's
// directory: README.md, say, which no file beside it is a sibling of.
func (t *table) headsOther(e book.Entry, name string) bool { return heads(e.Path, path.Dir(name)) }

// group is the entry a file belongs under by its siblings, or by its head.
func (t *table) group(name string) (parent int, ok bool) {
	if parent, siblings := t.siblings(name); len(siblings) > 0 {
		return parent, true
	}
	return t.head(name)
}

// head finds the entry of the page at the head of a file's directory: the one
// that is called so, or an index page of that name elsewhere.
func (t *table) head(name string) (int, bool) {
	dir := path.Dir(name)
	for i, e := range t.Entries {
		if _, ok := t.lead(e); ok && e.Path != name && heads(e.Path, dir) {
			return i, true
		}
	}
	for i, e := range t.Entries {
		if _, ok := t.lead(e); ok && e.Path != name && path.Base(e.Path) == path.Base(dir)+".md" && t.book.KindAt(dir) != nil {
			return i, true
		}
	}
	return -1, false
}

// among is the place of a page in the order of its siblings, if they have one,
// and else behind them.
func (t *table) among(p *page, parent int, siblings []int) (spot, bool) {
	before := len(siblings)
	if key, ok := t.order(siblings); ok {
		before = t.rank(siblings, key, key(t.shown(p), p.path))
	}
	if before > 0 {
		return t.behind(siblings[before-1])
	}
	first := siblings[0]
	lead, _ := t.lead(t.Entries[first])
	return spot{at: t.lines(t.Entries[first]).Start, lead: lead, beside: first, number: first, parent: parent}, true
}

// behind is the place behind an entry and all that is nested under it.
func (t *table) behind(i int) (spot, bool) {
	lead, ok := t.lead(t.Entries[i])
	end := t.subtree(i)
	last := t.Entries[end-1]
	if !ok || last.Target.Empty() {
		return spot{}, false
	}
	return spot{at: t.lines(last).End, lead: lead, beside: i, number: end, parent: t.Entries[i].Parent}, true
}

// under is the place of a page that is to be nested under an entry: behind what
// is nested there already.
func (t *table) under(head int) (spot, bool) {
	end := t.subtree(head)
	for i := end - 1; i > head; i-- {
		if t.Entries[i].Parent == head {
			return t.behind(i)
		}
	}
	lead, ok := t.lead(t.Entries[head])
	if !ok {
		return spot{}, false
	}
	return spot{at: t.lines(t.Entries[head]).End, lead: t.deeper(lead), beside: head, number: head + 1, parent: head}, true
}

// deeper is a lead one level below another: as deep as the table nests
// elsewhere, or else as deep as the text behind the mark.
func (t *table) deeper(lead string) string {
	parts := marker().FindStringSubmatch(lead)
	for _, e := range t.Entries {
		if e.Parent < 0 {
			continue
		}
		child, ok := t.lead(e)
		above, found := t.lead(t.Entries[e.Parent])
		if !ok || !found {
			continue
		}
		indent := marker().FindStringSubmatch(child)[1]
		if more, ok := strings.CutPrefix(indent, marker().FindStringSubmatch(above)[1]); ok && more != "" {
			return parts[1] + more + parts[2] + parts[3]
		}
	}
	return parts[1] + strings.Repeat(" ", len(parts[2])+1) + parts[2] + parts[3]
}
