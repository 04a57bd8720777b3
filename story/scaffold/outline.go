package scaffold

import (
	"slices"
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
)

// shortNote ends a section of which something was left out.
const shortNote = "… (shortened to fit into a link; please add the rest)"

var (
	bullet = lazyregexp.New(`^[ \t]*[*+-][ \t]`)
	// prompt is a paragraph or list item that is all in italics.
	prompt = lazyregexp.New(`^(?:[*+-][ \t]+)?(?:\*[^*\s][^*]*\*|_[^_\s][^_]*_)$`)
)

// A section is a heading or question of a story with what follows it.
type section struct {
	id   string // of the question it is, "" for none
	head string // the heading or question with its line ends; "" before the first
	body string // all up to the next one
}

// cutSections takes a text with "\n" as its line ends apart; head and body of
// all sections, joined, are the text again. A line that holds one of the
// given offsets is the head of the question with that ID.
func cutSections(text string, questions map[int]string) []section {
	sections := []section{{}}
	var f fence
	lines := strings.SplitAfter(text, "\n")
	at := 0
	for i := 0; i < len(lines); i++ {
		head, bare := lines[i], strings.TrimRight(lines[i], "\n")
		code := f.inside(bare)
		if !code && startsParagraph(bare) && i+1 < len(lines) && setextLine().MatchString(strings.TrimRight(lines[i+1], "\n")) {
			i++
			head += lines[i]
		}
		id := idWithin(questions, at, at+len(head))
		at += len(head)
		if !code && (id != "" || len(head) > len(bare)+1 || atxHeading().MatchString(bare) || boldItem().MatchString(bare)) {
			sections = append(sections, section{id: id, head: head})
			continue
		}
		sections[len(sections)-1].body += head
	}
	return sections
}

// idWithin is the ID of the question that begins in the range, or "".
func idWithin(questions map[int]string, start, end int) string {
	for at, id := range questions {
		if start <= at && at < end {
			return id
		}
	}
	return ""
}

// startsParagraph reports whether a line could be the text of an underlined
// heading: neither empty nor a list item or quotation.
func startsParagraph(line string) bool {
	trimmed := strings.TrimSpace(line)
	return trimmed != "" && !strings.ContainsAny(trimmed[:1], "*+->|")
}

// An outline is a story's text taken apart to be shortened.
type outline struct {
	parts       []section // bodies without definitions and empty lines around them
	definitions []string
}

// newOutline takes a text apart.
func newOutline(text string) *outline {
	s := &outline{parts: cutSections(strings.ReplaceAll(text, "\r\n", "\n"), nil)}
	for i := range s.parts {
		var kept []string
		var f fence
		for line := range strings.SplitSeq(s.parts[i].body, "\n") {
			if !f.inside(line) && definedIn(line) != "" {
				s.definitions = append(s.definitions, line)
				continue
			}
			kept = append(kept, line)
		}
		s.parts[i].body = strings.Trim(strings.Join(kept, "\n"), "\n")
	}
	return s
}

// text puts the sections together again, with those definitions that
// something in them uses.
func (s *outline) text() string {
	var b strings.Builder
	for _, part := range s.parts {
		if part.head == "" && part.body == "" {
			continue
		}
		b.WriteString(part.head)
		if part.body != "" {
			if strings.HasPrefix(part.head, "#") {
				b.WriteByte('\n')
			}
			b.WriteString(part.body + "\n")
		}
		b.WriteByte('\n')
	}
	used := usedLabels(b.String())
	for _, line := range s.definitions {
		if used[definedIn(line)] {
			b.WriteString(line + "\n")
		}
	}
	return strings.TrimRight(b.String(), "\n") + "\n"
}

// dropPrompts empties the sections that hold nothing but paragraphs in
// italics, which is how templates say what to write. Among other words such a
// paragraph may be the writer's own.
func (s *outline) dropPrompts() {
	for i := range s.parts {
		paragraphs := strings.Split(s.parts[i].body, "\n\n")
		if !slices.ContainsFunc(paragraphs, func(p string) bool { return !prompt().MatchString(strings.TrimSpace(p)) }) {
			s.parts[i].body = ""
		}
	}
}

// bounded is a copy in which no section's body is longer than limit bytes,
// the note not counted.
func (s *outline) bounded(limit int) *outline {
	short := &outline{definitions: s.definitions}
	for _, part := range s.parts {
		if len(part.body) > limit {
			part.body = cutBody(part.body, limit)
		}
		short.parts = append(short.parts, part)
	}
	return short
}

// cutBody keeps the beginning of a body, up to a word's end, closes a fence
// left open by the cut and adds the note.
func cutBody(body string, limit int) string {
	if limit == 0 {
		return ""
	}
	body = strings.ToValidUTF8(body[:limit], "")
	if end := strings.LastIndexAny(body, " \n"); end > limit/2 {
		body = body[:end]
	}
	var f fence
	for line := range strings.SplitSeq(body, "\n") {
		f.inside(line)
	}
	body = strings.TrimRight(body, " \n")
	if f.size > 0 {
		body += "\n" + f.open()
	}
	return body + "\n\n" + shortNote
}
