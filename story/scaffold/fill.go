package scaffold

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/storybot-app/storybot/story"
)

// A filling is what goes into a template, already safe to stand there.
type filling struct {
	titled    bool                // the title stands elsewhere already
	title     string              // one line
	character string              // "" keeps the template's place for it
	nameToken string              // what stands in that place
	story     string              // Markdown for the story section
	told      bool                // that is all of the story
	names     []string            // headings the story section may have
	answers   map[string][]string // points by the ID of the question they answer
	texts     map[string]string   // whole answers, which go first
}

// fill puts a filling into the sections of a template. All that is not filled
// stays as the template has it, without its instructions to writers. The
// prefix begins the title if the template has no title of its own.
func fill(sections []section, prefix string, f filling) []section {
	token := nameToken(f.nameToken)
	title := titleSection(sections)
	if f.titled {
		title = 0 // what stands above the first heading
	}
	story := storySection(sections, title, f.names)
	if title < 0 {
		sections = append([]section{{body: "\n"}}, sections...)
		title, story = 0, story+1
	}
	for i := range sections {
		s := &sections[i]
		if f.character != "" && f.nameToken != "" {
			s.head = token.ReplaceAllLiteralString(s.head, f.character)
		}
		if points := f.answers[s.id]; len(points) > 0 && s.id != "" {
			s.body = answered(s.head, s.body, points)
		}
		if text := f.texts[s.id]; text != "" && s.id != "" {
			s.body = answeredWith(s.head, s.body, text)
		}
	}
	if !f.titled {
		sections[title].head = "# " + titlePrefix(sections[title].head, prefix) + f.title + "\n"
	}
	sections[title].body = withoutInstructions(sections, title)
	if story <= 0 {
		story = title
	}
	if f.titled && story == title && len(sections) > 1 {
		story = 1
	}
	if f.told && onlyPrompts(sections[story].body) {
		sections[story].body = definitionsOf(sections[story].body)
	}
	if f.story != "" {
		sections[story].body = "\n" + f.story + "\n\n" + strings.TrimLeft(sections[story].body, "\n")
	}
	return endLine(sections)
}

// endLine makes the last section end in one line end.
func endLine(sections []section) []section {
	sections = slices.DeleteFunc(sections, func(s section) bool { return s.head == "" && strings.Trim(s.body, "\n") == "" })
	last := &sections[len(sections)-1]
	last.body = strings.TrimRight(last.body, "\n")
	if last.body != "" || !strings.HasSuffix(last.head, "\n") {
		last.body += "\n"
	}
	return sections
}

// nameToken finds the place a template keeps for the character's name.
func nameToken(token string) *regexp.Regexp {
	word := regexp.QuoteMeta(token)
	return regexp.MustCompile(`\*` + word + `\*|_` + word + `_|\[` + word + `\]|\b` + word + `\b`)
}

// titleSection is the first section with a heading of level one, or -1.
func titleSection(sections []section) int {
	for i, s := range sections {
		if strings.HasPrefix(s.head, "# ") || strings.Contains(s.head, "\n=") {
			return i
		}
	}
	return -1
}

// titlePrefix is what a template's title begins with: all up to its colon.
func titlePrefix(head, fallback string) string {
	if head == "" {
		return fallback
	}
	line, _, _ := strings.Cut(strings.TrimPrefix(head, "#"), "\n")
	for _, colon := range []string{":", "："} {
		if before, _, ok := strings.Cut(line, colon); ok {
			return strings.TrimSpace(before) + colon + " "
		}
	}
	return ""
}

// storySection is the section that holds the story itself: the first after
// the title with such a name, or else the first that is no question and in
// which the template only says what to write. It is -1 when there is none.
func storySection(sections []section, title int, names []string) int {
	found := -1
	for i, s := range sections[title+1:] {
		if s.head == "" || s.id != "" {
			continue
		}
		if slices.ContainsFunc(names, func(name string) bool { return sameWords(s.head, name) }) {
			return title + 1 + i
		}
		if body := strings.TrimSpace(s.body); found < 0 && body != "" && onlyPrompts(body) {
			found = title + 1 + i
		}
	}
	return found
}

// onlyPrompts reports whether a body holds nothing but paragraphs in italics.
func onlyPrompts(body string) bool {
	for _, paragraph := range paragraphs(body) {
		if !prompt().MatchString(strings.TrimSpace(paragraph)) {
			return false
		}
	}
	return true
}

// paragraphs splits a body at its empty lines.
func paragraphs(body string) []string {
	var list []string
	for p := range strings.SplitSeq(body, "\n\n") {
		if strings.TrimSpace(p) != "" {
			list = append(list, p)
		}
	}
	return list
}

// answered is a question's body with points in place of its prompt. Link
// definitions in it stay.
func answered(head, body string, points []string) string {
	indent := ""
	if boldItem().MatchString(head) && !strings.HasPrefix(head, "**") {
		indent = "    "
	}
	var b strings.Builder
	if indent == "" {
		b.WriteString("\n") // a list stands apart from the heading above it
	}
	for _, point := range points {
		b.WriteString(indent + "* " + strings.ReplaceAll(point, "\n", "\n"+indent+"  ") + "\n")
	}
	b.WriteString("\n" + definitionsOf(body))
	return strings.ReplaceAll(b.String(), "\n"+indent+"  \n", "\n\n")
}

// withoutInstructions is the body of the title's section without paragraphs
// and list items in italics, and without the definitions that only they use.
func withoutInstructions(sections []section, title int) string {
	var text, definitions []string
	for line := range strings.Lines(sections[title].body) {
		if definedIn(strings.TrimSpace(line)) != "" {
			definitions = append(definitions, line)
		} else {
			text = append(text, line)
		}
	}
	var kept []string
	for _, paragraph := range paragraphs(strings.Join(text, "")) {
		if left := withoutPrompts(paragraph); left != "" {
			kept = append(kept, left)
		}
	}
	used := usedLabels(strings.Join(kept, "\n") + joined(sections[title+1:]))
	definitions = slices.DeleteFunc(definitions, func(d string) bool { return !used[definedIn(d)] })
	if len(definitions) > 0 {
		kept = append(kept, strings.TrimSpace(strings.Join(definitions, "")))
	}
	if len(kept) == 0 {
		return "\n"
	}
	return "\n" + strings.Join(kept, "\n\n") + "\n\n"
}

// withoutPrompts is a paragraph without the list items that are all in
// italics; "" if it is so itself.
func withoutPrompts(paragraph string) string {
	var kept []string
	item := ""
	keep := func() {
		if item != "" && !prompt().MatchString(strings.TrimSpace(item)) {
			kept = append(kept, item)
		}
	}
	for line := range strings.Lines(paragraph) {
		if bullet().MatchString(line) {
			keep()
			item = ""
		}
		item += line
	}
	keep()
	return strings.Trim(strings.Join(kept, ""), "\n")
}

// joined is the text of sections.
func joined(sections []section) string {
	var b strings.Builder
	for _, s := range sections {
		b.WriteString(s.head + s.body)
	}
	return b.String()
}

// sourceLine says where a story began; "" unless source is a web address.
func sourceLine(source string) string {
	u, err := url.Parse(source)
	if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || len(source) > 2000 {
		return ""
	}
	safe := strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\\", "%5C", " ", "%20").Replace(u.String())
	return story.Origin + safe + ")."
}
