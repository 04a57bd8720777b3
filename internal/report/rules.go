package report

import (
	"strings"

	"github.com/storybot-app/storybot/story/analysis"
)

// RulesDoc is the documentation of the rules: a table and a page for each.
func RulesDoc(suite []*analysis.Analyzer) string {
	var b strings.Builder
	b.WriteString("# Rules\n\n" +
		"Made from the rules themselves; a comment `/explain RULE` shows the same pages.\n\n" +
		"An **error** is something a story is not complete without, a **warning** something a reader would stumble over, a\n" +
		"**hint** a thought. None of them says that a story is wrong: a story cannot be wrong. On a pull request only lines that it\n" +
		"touches are looked at.\n\n" +
		"| Rule | Default | What should be so |\n| --- | --- | --- |\n")
	for _, rule := range suite {
		b.WriteString("| [`" + rule.Name + "`](#" + rule.Name + ") | " + string(rule.Severity) + " | " + rule.Title + " |\n")
	}
	for _, rule := range suite {
		b.WriteString("\n## " + rule.Name + "\n\n" + deeper(strings.TrimSpace(rule.Doc)) + "\n")
	}
	return b.String()
}

// deeper lowers the headings of a page by a level, outside of code.
func deeper(page string) string {
	lines := strings.Split(page, "\n")
	fenced := false
	for i, line := range lines {
		if strings.HasPrefix(line, "```") {
			fenced = !fenced
		}
		if !fenced && strings.HasPrefix(line, "#") {
			lines[i] = "#" + line
		}
	}
	return strings.Join(lines, "\n")
}
