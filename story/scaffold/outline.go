package scaffold

import (
	"regexp"
	"slices"
	"strings"
)

// shortNote ends a section of which something was left out.
const shortNote = "… (shortened to fit into a link; please add the rest)"

var prompt = regexp.MustCompile(`^(?:[*+-][ \t]+)?(?:\*[^*\s][^*]*\*|_[^_\s][^_]*_)$`)

// A section is a heading or question of a story with what follows it.
type section struct {
	start int    // where it begins in the text, in bytes
	head  string // the heading or question with its line ends; "" before the first
	body  string // all up to the next one
}

// cutSections takes a text apart; head and body of all sections, joined, are
// the text again.
func cutSections(text string) []section {
	sections := []section{{}}
	var f fence
	lines := strings.SplitAfter(text, "\n")
	at := 0
	for i := 0; i < len(lines); i++ {
		line, bare := lines[i], strings.TrimRight(lines[i], "\r\n")
		last := &sections[len(sections)-1]
		switch {
		case f.inside(bare):
			last.body += line
		case atxHeading.MatchString(bare), boldItem.MatchString(bare):
			sections = append(sections, section{start: at, head: line})
		case i+1 < len(lines) && setextLine.MatchString(strings.TrimRight(lines[i+1], "\r\n")) && startsParagraph(bare):
			sections = append(sections, section{start: at, head: line + lines[i+1]})
			at += len(line)
			i++
			line = lines[i]
		default:
			last.body += line
		}
		at += len(line)
	}
	return sections
}

// startsParagraph tells whether a line could be the text of an underlined
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
	s := &outline{parts: cutSections(strings.ReplaceAll(text, "\r\n", "\n"))}
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
		if !slices.ContainsFunc(paragraphs, func(p string) bool { return !prompt.MatchString(strings.TrimSpace(p)) }) {
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
