package split

import (
	"strings"

	"github.com/storybot-app/storybot/internal/lazyregexp"
	"github.com/storybot-app/storybot/internal/markdown"
	"github.com/storybot-app/storybot/story"
)

// item is a question that is an item of a list.
var item = lazyregexp.New(`^[*+-][ \t]+\*\*([^*].*?)\*\*[ \t]*$`)

// asHeading is a question as the template of a kind asks it.
func asHeading(k *story.Kind, question string) string {
	if k.Template == nil {
		return "### " + question
	}
	for _, q := range k.Template.Questions {
		marks := q.Markdown[:len(q.Markdown)-len(strings.TrimLeft(q.Markdown, "#"))]
		if marks != "" && strings.HasPrefix(strings.TrimSpace(q.Markdown[len(marks):]), "**") {
			return marks + " **" + question + "**"
		}
		if marks != "" {
			return marks + " " + question
		}
	}
	return "### " + question
}

// asHeadings makes headings of questions that are the items of a list, and moves
// what stands under them to the left. Questions in any other form stay as they
// are.
func asHeadings(k *story.Kind, list string) string {
	var out []string
	var under []string
	lines := strings.Split(list, "\n")
	flush := func() bool {
		left, ok := outdented(under)
		if answer := trimmed(strings.Join(left, "\n")); answer != "" {
			out = append(out, answer)
		}
		under = nil
		return ok
	}
	fence := ""
	for i, line := range lines {
		if marks, rest := markdown.Fence(strings.TrimLeft(line, " ")); fence == "" && marks != "" {
			fence = marks
		} else if fence != "" && strings.HasPrefix(marks, fence) && strings.TrimSpace(rest) == "" {
			fence = ""
		} else if m := item().FindStringSubmatch(line); m != nil && fence == "" {
			if !flush() {
				return list
			}
			out = append(out, asHeading(k, m[1]))
			continue
		}
		if i == 0 || line != "" && !strings.HasPrefix(line, " ") && !strings.HasPrefix(line, "[") {
			return list // a text of its own among the questions
		}
		under = append(under, line)
	}
	if !flush() {
		return list
	}
	return strings.Join(out, "\n\n")
}

// outdented are lines without the indentation that all of them have; false if
// that can't be told. Definitions at the left stay there.
func outdented(lines []string) ([]string, bool) {
	least := -1
	for _, line := range lines {
		if strings.Contains(line[:len(line)-len(strings.TrimLeft(line, " \t"))], "\t") {
			return lines, false
		}
		if indent := len(line) - len(strings.TrimLeft(line, " ")); strings.TrimSpace(line) != "" && indent > 0 && (least < 0 || indent < least) {
			least = indent
		}
	}
	left := make([]string, 0, len(lines))
	for _, line := range lines {
		left = append(left, line[min(max(least, 0), len(line)-len(strings.TrimLeft(line, " "))):])
	}
	return left, true
}
