package report

import (
	"strings"

	"github.com/storybot-app/storybot/story"
	"github.com/storybot-app/storybot/story/analysis"
	"github.com/storybot-app/storybot/story/checks"
)

// Page is the page of a rule as a reply, and what it counts as in a book.
func Page(rule *analysis.Analyzer, c *story.Conventions) string {
	counts := map[analysis.Severity]string{
		analysis.Error: "an error", analysis.Warning: "a warning", analysis.Hint: "a hint",
	}[rule.Decided(c)]
	if counts != "" {
		counts = "In this book it counts as " + counts + "."
	} else {
		counts = "In this book it's turned off."
	}
	return "**" + rule.Title + "** ([`" + rule.Name + "`](" + checks.Page(rule.Name) + "))\n\n" + counts + "\n\n" + deeper(strings.TrimSpace(rule.Doc))
}

// RulesHere lists the rules that found something on a page, as the answer to
// somebody who asks what can be explained.
func RulesHere(here []*analysis.Analyzer, pullRequest bool) string {
	switch {
	case !pullRequest:
		return "I explain what I find in pull requests. Here's [everything I check](" + checks.Docs + ")."
	case len(here) == 0:
		return "There's nothing to explain on this pull request: I found nothing to mention. Here's [everything I check](" + checks.Docs + ")."
	}
	return "On this pull request you can ask about:\n\n" + listed(here, "/explain ", "")
}

// Waivable lists the rules that found something, as the answer to somebody who
// asks what can be waived.
func Waivable(here []*analysis.Analyzer) string {
	if len(here) == 0 {
		return "There's nothing to waive on this pull request: I found nothing to mention."
	}
	return "On this pull request you can waive the following. Please say why:\n\n" + listed(here, "/waive ", ": your reason")
}

func listed(rules []*analysis.Analyzer, before, after string) string {
	var b strings.Builder
	for _, rule := range rules {
		b.WriteString("- `" + before + rule.Name + after + "` (" + strings.ToLower(rule.Title[:1]) + rule.Title[1:] + ")\n")
	}
	return strings.TrimSpace(b.String())
}
