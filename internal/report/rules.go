package report

import (
	"strings"

	"github.com/storybot-app/storybot/story/analysis"
)

// RulesDoc is the documentation of the rules: a table and a page for each.
func RulesDoc(suite []*analysis.Analyzer) string {
	var b strings.Builder
	b.WriteString("# Rules\n\n" +
		"This page is generated from the rules. Comment `/explain RULE` on a pull request to see the same text there.\n\n" +
		"An **error** means that something a story needs is missing, a **warning** that a reader would stumble, and a **hint** is a\n" +
		"thought. None of them says that a story is wrong: a story can't be wrong. On a pull request, only the lines it changes are\n" +
		"checked.\n\n" +
		"| Rule | Default | What it checks |\n| --- | --- | --- |\n")
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
