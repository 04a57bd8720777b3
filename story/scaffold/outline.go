package scaffold

import (
	"regexp"
	"slices"
	"strings"
)

// shortNote ends a section of which something was left out.
const shortNote = "… (shortened to fit into a link; please add the rest)"

var prompt = regexp.MustCompile(`^(?:[*+-][ \t]+)?(?:\*[^*\s][^*]*\*|_[^_\s][^_]*_)$`)

// sections is a story's text taken apart to be shortened: every heading and
// question with what follows it, and all link definitions.
type sections struct {
	parts       []section
	definitions []string
}

type section struct {
	head string // the heading or question, with its line ends; "" before the first
	body string // all up to the next one, without definitions
}

// outline takes a text apart.
func outline(text string) *sections {
	s := &sections{parts: []section{{}}}
	var f fence
	lines := strings.Split(text, "\n")
	for i := 0; i < len(lines); i++ {
		line, last := lines[i]+"\n", &s.parts[len(s.parts)-1]
		switch {
		case f.inside(lines[i]):
			last.body += line
		case atxHeading.MatchString(lines[i]), boldItem.MatchString(lines[i]):
			s.parts = append(s.parts, section{head: line})
		case i+1 < len(lines) && setextLine.MatchString(lines[i+1]) && strings.TrimSpace(lines[i]) != "":
			s.parts = append(s.parts, section{head: line + lines[i+1] + "\n"})
			i++
		case definedIn(lines[i]) != "":
			s.definitions = append(s.definitions, lines[i])
		default:
			last.body += line
		}
	}
	for i := range s.parts {
		s.parts[i].body = strings.Trim(s.parts[i].body, "\n")
	}
	return s
}

// text puts the sections together again, with those definitions that
// something in them uses.
func (s *sections) text() string {
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
func (s *sections) dropPrompts() {
	for i := range s.parts {
		paragraphs := strings.Split(s.parts[i].body, "\n\n")
		if !slices.ContainsFunc(paragraphs, func(p string) bool { return !prompt.MatchString(strings.TrimSpace(p)) }) {
			s.parts[i].body = ""
		}
	}
}

// bounded is a copy in which no section's body is longer than limit bytes,
// the note not counted.
func (s *sections) bounded(limit int) *sections {
	short := &sections{definitions: s.definitions}
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
