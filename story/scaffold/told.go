package scaffold

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"

	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/idea"
)

// Proposed is what a story is begun from: the idea as its issue tells it.
func Proposed(i idea.Idea, c *story.Conventions) Idea {
	begin := Idea{Kind: i.Kind, Title: i.Title, Summary: i.Summary, Morals: i.Morals, Sources: i.Sources, Told: i.Told}
	if len(i.Characters) > 0 {
		begin.Character = i.Characters[0]
	}
	for _, a := range i.Answers {
		begin.Answers = append(begin.Answers, Answer{Question: a.Question, Asked: askedAs(c, a.Question), Text: a.Text})
	}
	return begin
}

// askedAs are the words of a question of any kind.
func askedAs(c *story.Conventions, id string) string {
	for _, k := range c.Kinds {
		for _, q := range slices.Concat(k.Questions, k.Earlier) {
			if q.ID == id {
				return q.Text
			}
		}
	}
	return ""
}

// A holder makes texts safe to stand in a story: those of answers, and the story
// itself.
type holder struct{ text, story func(string) string }

// holders are the ways to hold an idea's words, to be tried in order: a story
// keeps its headings, then escapes them, then all stands in code blocks.
func holders(told bool, taken map[string]bool, level int) []holder {
	escaped := func(words string) string { return contain(words, taken) }
	all := []holder{{escaped, escaped}, {fenced, fenced}}
	if !told {
		return all
	}
	return append([]holder{{escaped, func(words string) string { return nested(words, taken, level) }}}, all...)
}

// maxLevel is how deep a heading can be.
const maxLevel = 6

// storyLevel is the level of headings within the story of a template.
func storyLevel(sections []section, c *story.Conventions) int {
	title := max(titleSection(sections), 0)
	at := storySection(sections, title, sectionNames(c))
	if at < 0 {
		return 2
	}
	level := len(sections[at].head) - len(strings.TrimLeft(sections[at].head, "#"))
	return min(max(level+1, 2), maxLevel)
}

// nested is contain for the text of a story: its headings stay, moved below the
// heading that the story has here.
func nested(words string, taken map[string]bool, level int) string {
	lines := strings.Split(plain(words), "\n")
	top := maxLevel
	var f fence
	for _, line := range lines {
		if !f.inside(line) {
			if n := headingLevel(line); n > 0 {
				top = min(top, n)
			}
		}
	}
	shift := max(level-top, 0)
	f = fence{}
	var parts, text []string
	keep := func() {
		if safe := contain(strings.Join(text, "\n"), taken); safe != "" {
			parts = append(parts, safe)
		}
		text = nil
	}
	for _, line := range lines {
		n := headingLevel(line)
		if f.inside(line) || n == 0 {
			text = append(text, line)
			continue
		}
		keep()
		title := containLine(strings.Trim(strings.TrimSpace(line), "# \t"))
		parts = append(parts, strings.Repeat("#", min(n+shift, maxLevel))+" "+title)
	}
	keep()
	safe := strings.Join(parts, "\n\n")
	if !onlyDeep(safe, level) {
		return contain(words, taken)
	}
	return safe
}

// headingLevel is the level of a line that is a heading with words; 0 for any
// other.
func headingLevel(line string) int {
	if !atxHeading().MatchString(line) || strings.Trim(line, "# \t") == "" {
		return 0
	}
	text := strings.TrimLeft(line, " ")
	return len(text) - len(strings.TrimLeft(text, "#"))
}

// onlyDeep reports whether no heading of a text is above a level.
func onlyDeep(words string, level int) bool {
	document, _ := markdown.Parse(markdown.NewParser(), []byte(words), parser.WithContext(parser.NewContext()))
	deep := true
	_ = ast.Walk(document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if h, ok := n.(*ast.Heading); ok && entering && h.Level < level {
			deep = false
		}
		return ast.WalkContinue, nil
	})
	return deep
}

// answerAll puts answers to the questions that the template asks, and returns
// the others.
func (f *filling) answerAll(sections []section, answers []Answer, hold holder) (left []string) {
	asked := map[string]bool{}
	for _, s := range sections {
		asked[s.id] = s.id != ""
	}
	for _, a := range answers {
		text := hold.text(a.Text)
		switch {
		case text == "":
		case asked[a.Question]:
			f.texts[a.Question] = joinedTexts(f.texts[a.Question], []string{text})
		default:
			left = append(left, unasked(a, text))
		}
	}
	return left
}

// unasked is an answer that has no question here, with its question above it:
// without marks, so that it asks nothing of this story's readers.
func unasked(a Answer, text string) string {
	return joinedTexts(containLine(strings.Trim(a.Asked, "*_# ")), []string{text})
}

// otherAnswers puts answers beside those of a list of morals and of sources to
// their questions, and returns the others.
func otherAnswers(idea Idea, hold func(string) string, put func(id, text string) bool) (left []string) {
	for _, a := range idea.Answers {
		text := hold(a.Text)
		listed := slices.Contains([]string{"morals", "key-attributes"}, a.Question) && len(idea.Morals) > 0 || a.Question == "sources" && len(idea.Sources) > 0
		if text != "" && !listed && !put(a.Question, text) {
			left = append(left, unasked(a, text))
		}
	}
	return left
}

// joinedTexts are texts one below the other.
func joinedTexts(first string, more []string) string {
	return strings.TrimSpace(strings.Join(append([]string{first}, more...), "\n\n"))
}

// answeredWith is a question's body with a whole answer in place of its prompt.
// Below a list item the answer is part of the item.
func answeredWith(head, body, text string) string {
	if boldItem().MatchString(head) && !strings.HasPrefix(strings.TrimLeft(head, " "), "**") {
		if !bullet().MatchString(text) {
			return answered(head, body, []string{text})
		}
		return "    " + strings.ReplaceAll(strings.ReplaceAll(text, "\n", "\n    "), "\n    \n", "\n\n") + "\n\n" + definitionsOf(body)
	}
	return "\n" + text + "\n\n" + definitionsOf(body)
}

// definitionsOf are the link definitions of a body.
func definitionsOf(body string) string {
	var b strings.Builder
	for line := range strings.Lines(body) {
		if definedIn(strings.TrimRight(line, "\r\n")) != "" {
			b.WriteString(line)
		}
	}
	return b.String()
}
