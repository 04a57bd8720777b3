package index

import (
	"bytes"
	"maps"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/quote"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/book"
)

// A table is a table of contents being edited. After every edit it is read
// anew: an edit that does anything but what it should is not made.
type table struct {
	*update
	*book.Summary
	first *book.Summary // before any edit
	text  []byte
	names map[string]string // titles that moved pages had, by where they are now
}

func newTable(u *update, name string, text []byte) *table {
	s := book.ParseSummary(name, text)
	return &table{update: u, Summary: s, first: s, text: text, names: map[string]string{}}
}

// lineOf is where a page is listed before any edit; 0 where it is not.
func (t *table) lineOf(name string) int {
	e, _ := t.first.Entry(name)
	return e.Line
}

// readable reports whether the text can be edited, and notes why not. A page
// listed twice keeps mdBook from building, but nobody from reading.
func (t *table) readable() bool {
	if !utf8.Valid(t.text) || bytes.IndexByte(t.text, 0) >= 0 {
		t.note(t.Path, 0, "It isn't in UTF-8, so nothing in it was changed.")
		return false
	}
	readable := true
	for _, p := range t.Problems {
		t.note(t.Path, p.Line, p.Message+".")
		readable = readable && p.First > 0
	}
	return readable
}

// edit replaces a span, if the table then lists what it should: as before, but
// for what change makes of it.
func (t *table) edit(at story.Span, with string, change func([]listed) []listed) bool {
	text := slices.Concat(t.text[:at.Start], []byte(with), t.text[at.End:])
	now := book.ParseSummary(t.Path, text)
	if !slices.Equal(change(listedIn(t.Summary)), listedIn(now)) || len(now.Problems) > len(t.Problems) {
		return false
	}
	t.text, t.Summary = text, now
	return true
}

// listed is what a table of contents says of one chapter, wherever it says it.
type listed struct {
	title, path, under string
	part               book.Part
}

func listedIn(s *book.Summary) []listed {
	all := make([]listed, len(s.Entries))
	for i, e := range s.Entries {
		all[i] = listed{title: e.Title, path: e.Path, part: e.Part}
		if e.Parent >= 0 {
			all[i].under = s.Entries[e.Parent].Path
		}
	}
	return all
}

// lines are the lines of an entry, with their endings.
func (t *table) lines(e book.Entry) story.Span {
	start := bytes.LastIndexByte(t.text[:e.Text.Start], '\n') + 1
	end := e.Target.End
	if n := bytes.IndexByte(t.text[end:], '\n'); n >= 0 {
		return story.Span{Start: start, End: end + n + 1}
	}
	return story.Span{Start: start, End: len(t.text)}
}

// marker is what stands before the link of an item.
var marker = lazyregexp.New(`^([ \t]*)([-*+]|[0-9]{1,9}[.)])([ \t]+)$`)

// lead is what stands before an entry's link, where that is the mark of a list.
func (t *table) lead(e book.Entry) (lead string, ok bool) {
	if e.Part != book.Numbered || e.Text.Empty() || e.Target.Empty() {
		return "", false
	}
	lead = string(t.text[t.lines(e).Start : e.Text.Start-1])
	return lead, marker().MatchString(lead)
}

// alone reports whether an entry stands alone on its lines.
func (t *table) alone(e book.Entry) bool {
	if _, ok := t.lead(e); !ok {
		return false
	}
	rest := bytes.TrimLeft(t.text[e.Target.End:t.lines(e).End], ">")
	return len(bytes.TrimSpace(bytes.TrimPrefix(rest, []byte(")")))) == 0
}

// newline is how the lines of the text end.
func (t *table) newline() string {
	if i := bytes.IndexByte(t.text, '\n'); i > 0 && t.text[i-1] == '\r' {
		return "\r\n"
	}
	return "\n"
}

// subtree is the number behind the last entry that is nested under one.
func (t *table) subtree(i int) int {
	end := i + 1
	for end < len(t.Entries) && t.Entries[end].Parent >= i && t.Entries[end].Level > t.Entries[i].Level {
		end++
	}
	return end
}

// retarget lets the entries of moved pages lead to where those are now.
func (t *table) retarget() {
	for _, from := range slices.Sorted(maps.Keys(t.moves)) {
		to := path.Clean(t.moves[from])
		i := slices.IndexFunc(t.Entries, func(e book.Entry) bool { return e.Path == path.Clean(from) })
		if i < 0 || t.book.Has(from) || !t.book.Has(to) || t.lists(to) {
			continue
		}
		e := t.Entries[i]
		t.names[to] = string(t.text[e.Text.Start:e.Text.End])
		if group, ok := t.group(to); ok && group != e.Parent && t.subtree(i) == i+1 {
			continue // it is dropped here and added there, by the same title
		}
		address, ok := t.address(to, i)
		if ok && !e.Target.Empty() && t.edit(e.Target, address, func(l []listed) []listed { return moved(l, e.Path, to) }) {
			t.done(t.Path, e.Line, "“"+quote.Mark(e.Title)+"” leads to "+quote.Code(to)+", where the page is now.")
		}
	}
}

// moved is a list in which a page has another path.
func moved(all []listed, from, to string) []listed {
	for i := range all {
		if all[i].path == from {
			all[i].path = to
		}
		if all[i].under == from {
			all[i].under = to
		}
	}
	return all
}

// lists reports whether a page is listed.
func (t *table) lists(name string) bool {
	_, ok := t.Entry(name)
	return ok
}

// drop leaves out the entries of stories that are there no more. What else
// leads nowhere may be a page to come: mdBook makes an empty one of it.
func (t *table) drop() {
	for i, e := range slices.Backward(t.Entries) {

		if e.Path == "" || t.book.Has(e.Path) {
			continue
		}
		title := quote.Mark(e.Title)
		gone := t.moves[e.Path] != "" || t.book.HoldsStories(e.Path, chapters)
		if gone && t.subtree(i) == i+1 && t.alone(e) && t.edit(t.dropped(e), "", func(l []listed) []listed { return slices.Delete(l, i, i+1) }) {
			if t.names[t.moves[e.Path]] == "" {
				t.done(t.Path, e.Line, "“"+title+"” is left out: its page is there no more.")
			}
			continue
		}
		t.note(t.Path, e.Line, "“"+title+"” leads to "+quote.Code(e.Path)+", which isn't there: mdBook publishes an empty page for it.")
	}
}

// chapters is how far below a kind's directory the pages of its stories stand.
const chapters = 2

// dropped is what to take away for an entry to be gone: its lines, or if the
// last of them ends with the text, the line ending before instead of its own.
func (t *table) dropped(e book.Entry) story.Span {
	at := t.lines(e)
	if at.End == len(t.text) && !bytes.HasSuffix(t.text, []byte("\n")) {
		at.Start = len(bytes.TrimSuffix(bytes.TrimSuffix(t.text[:at.Start], []byte("\n")), []byte("\r")))
	}
	return at
}

// address is how an entry, beside another, leads to a page; it is not ok where
// that cannot be written so that every reader of Markdown takes it for the same.
func (t *table) address(to string, beside int) (string, bool) {
	relative := strings.TrimPrefix(to, path.Dir(t.Path)+"/")
	if path.Dir(t.Path) == "." {
		relative = to
	} else if relative == to {
		return "", false
	}
	if strings.ContainsFunc(relative, func(r rune) bool { return strings.ContainsRune(`()<>\%#?:*"`, r) || quote.Hidden(r) }) {
		return "", false
	}
	dotted := true
	if beside >= 0 {
		e := t.Entries[beside]
		dotted = bytes.HasPrefix(t.text[e.Target.Start:], []byte("./"))
	}
	if dotted {
		relative = "./" + relative
	}
	return strings.ReplaceAll(relative, " ", "%20"), true
}
