package report

import "github.com/storybot-app/storybot/story/analysis"

// Page is the page of a rule as one collapsed reply.
func Page(rule *analysis.Analyzer) string {
	return "<details>\n<summary>What <code>" + rule.Name + "</code> means: " + rule.Title + "</summary>\n\n" + rule.Doc + "\n\n</details>"
}
